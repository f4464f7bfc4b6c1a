import type { Attempts } from '../core/attempts.ts';
import { onMapsOfChina } from '../core/map-grid.ts';
import { KqCodeSelfRedeem, KqSelfRedemption, KqStoresNear } from '../generated/documents.ts';
import type { HoldingCalls } from '../holding-types.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { fulfil } from './fulfil.ts';

export type SelfRedemptions = Pick<HoldingCalls, 'selfRedemption' | 'storesNear' | 'selfRedeem'>;

/** Codes that their holder uses up in a store, without staff. */
export const createSelfRedemption = (graphql: Graphql, attempts: Attempts): SelfRedemptions => ({
  async selfRedemption({ cardId = null, value }) {
    const { data } = await graphql.ask(KqSelfRedemption, { cardId, value });
    const code = data.me && data.me.code;
    return code && { code, settings: code.card.selfRedemption, stores: code.card.stores.nodes };
  },
  async storesNear(cardId, place) {
    const { data } = await graphql.ask(KqStoresNear, { cardId, ...onMapsOfChina(place) });
    return data.storesNear.map(({ store, distanceMeters }) => ({ ...store, distanceMeters }));
  },
  selfRedeem: ({ idempotencyKey, ...code }) =>
    fulfil({ attempts, name: 'redeem:' + (code.codeId || code.value || ''), idempotencyKey }, async (key) => {
      const { codeId, value, cardId, storeId, verificationCode, remarkAmountFen } = code;
      const order = { codeId, value, cardId, storeId, verificationCode, remarkAmountFen };
      const { data, requestId } = await graphql.ask(KqCodeSelfRedeem, { input: { ...order, idempotencyKey: key } });
      return { data: data.codeSelfRedeem, requestId };
    }),
});
