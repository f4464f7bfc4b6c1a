import type { Attempts } from '../core/attempts.ts';
import { CardError, cardErrorOf } from '../core/errors.ts';
import { KqCodeGift, KqCodeWithGift, KqGift, KqGiftAccept, KqGiftCancel } from '../generated/documents.ts';
import type { HoldingCalls } from '../holding-types.ts';
import type { CallContext } from '../transport/exchange.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { fulfil } from './fulfil.ts';

const nameOf = (cardId: string | null | undefined, value: string): string => `gift:${cardId || ''}:${value}`;

export type Gifts = Pick<HoldingCalls, 'gift' | 'openGift' | 'cancelGift' | 'giftOf' | 'acceptGift'>;

/** Codes on their way from the user to a friend, and to the user from one. */
export function createGifts(graphql: Graphql, attempts: Attempts): Gifts {
  const read = async (token: string, context?: CallContext) =>
    (await graphql.ask(KqGift, { token }, context)).data.gift;

  return {
    gift: ({ cardId, value, message, isGroup, idempotencyKey }) =>
      fulfil({ attempts, name: nameOf(cardId, value), idempotencyKey }, async (key) => {
        const input = { cardId, value, message, isGroup, idempotencyKey: key };
        const { data, requestId } = await graphql.ask(KqCodeGift, { input });
        return { data: data.codeGift, requestId };
      }),
    async openGift({ cardId = null, value }) {
      const { data } = await graphql.ask(KqCodeWithGift, { cardId, value });
      const code = data.me && data.me.code;
      if (!code) throw new CardError('NOT_FOUND');
      // It was made: a gift after this one is another wish, also where the answer to the first was lost.
      if (code.gift) attempts.close(nameOf(cardId, value));
      return { code, gift: code.gift };
    },
    cancelGift: (id, { idempotencyKey } = {}) =>
      fulfil({ attempts, name: 'ungift:' + id, idempotencyKey }, async (key) => {
        const { data, requestId } = await graphql.ask(KqGiftCancel, { input: { id, idempotencyKey: key } });
        return { data: data.giftCancel, requestId };
      }),
    giftOf: (token) =>
      read(token).catch((thrown: unknown) => {
        if (cardErrorOf(thrown).code !== 'UNAUTHENTICATED') throw thrown;
        // The link is seen by who is not signed in, too.
        return read(token, { isPublic: true });
      }),
    acceptGift: (token, { idempotencyKey } = {}) =>
      fulfil({ attempts, name: 'accept:' + token, idempotencyKey }, async (key) => {
        const { data, requestId } = await graphql.ask(KqGiftAccept, { input: { token, idempotencyKey: key } });
        const { code, replayed, userErrors } = data.giftAccept;
        return { data: { value: code && { ...code, replayed }, userErrors }, requestId };
      }),
  };
}
