import {
  findApplying,
  holdCard,
  isStoreNamedByLiveCard,
  newestCardIds,
  settleCardReview,
} from '../domain/cards/index.ts';
import { createClaimLanes, proofOfWork } from '../domain/claims/index.ts';
import { countFreeCodes } from '../domain/codes/index.ts';
import { enterDraw, findLiveDraw, judgeByDraw } from '../domain/draws/index.ts';
import { endGift, timeOutGift } from '../domain/gifts/index.ts';
import type { DomainPorts } from '../domain/kit/ports.ts';
import type { RunStatement } from '../domain/kit/statement.ts';
import { announcedMessages, storedInbox } from '../domain/messages/index.ts';
import { admitByPlacement } from '../domain/placements/index.ts';
import { createRedemptionLanes } from '../domain/redemptions/index.ts';
import { closeOpenReviews, startReview, startReviews } from '../domain/reviews/index.ts';
import { openStock } from '../domain/stock/index.ts';
import { findStoresByIds, holdStore, settleStoreReview } from '../domain/stores/index.ts';
import { firstAwaitedEvent } from '../domain/webhooks/index.ts';
import { weixinPush } from '../weixin/push-request.ts';

type Outside = Pick<DomainPorts, 'media' | 'webhooks'> & {
  events: Omit<DomainPorts['events'], 'firstAwaited'>;
  access: Omit<DomainPorts['access'], 'assertStores'>;
  runStatement: RunStatement;
  claims?: Pick<DomainPorts['claims'], 'throttle'>;
};

/** Who answers what a left room asks of a right one; adapters and the schema come from outside. */
export const domainPorts = ({ runStatement, ...outside }: Outside): DomainPorts => ({
  ...outside,
  access: {
    ...outside.access,
    assertStores: async (ctx, ids) => {
      await findStoresByIds(ctx, { ids });
    },
  },
  cards: { openStock },
  events: { ...outside.events, firstAwaited: firstAwaitedEvent },
  claims: {
    admitByPlacement,
    challenges: proofOfWork,
    findDraw: findLiveDraw,
    enterDraw,
    judgeByDraw,
    ...createClaimLanes(runStatement),
    ...outside.claims,
  },
  // Where nobody gathers views none is told of: in commands.
  codes: { timeOutGift, endGift, noteView: () => undefined },
  messages: { channels: [storedInbox, announcedMessages] },
  signatures: { newestCardIds },
  stock: { countFreeCodes },
  redemptions: createRedemptionLanes(runStatement),
  weixinPush,
  reviews: {
    CARD: { hold: holdCard, settle: settleCardReview },
    STORE: { hold: holdStore, settle: settleStoreReview },
  },
  stores: {
    isNamedByLiveCard: isStoreNamedByLiveCard,
    findApplying,
    startReview: (tx, ctx, { merchant, storeId }) =>
      startReview(tx, ctx, merchant, { subject: 'STORE', subjectId: storeId }),
    startReviews: (tx, ctx, { merchant, storeIds }) =>
      startReviews(
        tx,
        ctx,
        merchant,
        storeIds.map((subjectId) => ({ subject: 'STORE', subjectId })),
      ),
    closeReviews: (tx, ctx, storeId) => closeOpenReviews(tx, ctx, { subject: 'STORE', subjectId: storeId }),
  },
});
