import { visibleClaims } from '../../domain/claims/index.ts';
import { visibleCodes } from '../../domain/codes/index.ts';
import type { Event } from '../../domain/events/index.ts';
import { merchantIdOf } from '../../domain/kit/access.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';
import { StockType, stockOfCard } from '../cards/stock.type.ts';
import { ClaimType } from '../claims/claim.type.ts';
import { enumType } from '../kit/enum.ts';
import { follow } from '../kit/live-event.ts';
import { afterDescription, liveEventFields, liveEventRef } from '../kit/live-event.type.ts';
import { sealedCursors } from '../kit/sealed-cursors.ts';
import { assertFewCards, cardsInSight, STOCK_EVENTS, stockTopicOf } from '../stock/stock-events.ts';
import { CodeType } from './code.type.ts';

/** The events of a user's codes, and the name of each in this stream. */
const OWN_EVENTS = {
  'card.claimed': 'CLAIMED',
  'claim_draw.settled': 'DRAWN',
  'code.redeemed': 'REDEEMED',
  'code.redemption_reversed': 'REDEMPTION_REVERSED',
  'code.expired': 'EXPIRED',
  'code.voided': 'VOIDED',
  'code.deleted': 'DELETED',
  'code.ticket_updated': 'TICKET_UPDATED',
  'code.gifting': 'GIFTING',
  'code.gifted': 'GIFTED',
  'code.received': 'RECEIVED',
  'code.gift_cancelled': 'GIFT_CANCELLED',
  'code.gift_timed_out': 'GIFT_TIMED_OUT',
} as const;
type OwnEvent = keyof typeof OWN_EVENTS;
const isOwnEvent = (type: string): type is OwnEvent => Object.hasOwn(OWN_EVENTS, type);

/** Whether it happened to the user, and not only to a card that is shown. */
const isOwn = ({ type, openid }: Pick<Event, 'type' | 'openid'>, user: string): boolean =>
  openid === user && isOwnEvent(type);

const MineEventKindEnum = enumType(
  'MineEventType',
  'What happened, to a code of the user or to a card that is shown.',
  {
    CLAIMED: 'The user claimed it.',
    DRAWN: 'A draw that the user entered has its result: ask `claimDraw`.',
    REDEEMED: 'It was used.',
    REDEMPTION_REVERSED: 'Its merchant took that back: it can be used again (R5).',
    EXPIRED: 'Its validity is over, and it was not used.',
    VOIDED: 'Its merchant made it void.',
    DELETED: 'It was deleted, by the user or its merchant.',
    TICKET_UPDATED: 'Its ticket says something else: seat, gate, show …',
    GIFTING: 'It is on its way to a friend.',
    GIFTED: 'A friend took it.',
    RECEIVED: 'The user took it as a gift.',
    GIFT_CANCELLED: 'The user took the gift back.',
    GIFT_TIMED_OUT: 'Nobody took the gift in time: it is back.',
    STOCK_CHANGED: 'The stock of a card of `cardIds` changed: somebody claimed it, or its merchant changed it.',
  } satisfies Record<(typeof OWN_EVENTS)[OwnEvent] | 'STOCK_CHANGED', string>,
);

const MineEventType = liveEventRef('MineEvent').implement({
  description: 'Something happened to a code of the user, or to the stock of a card that is shown.',
  fields: (t) => ({
    ...liveEventFields(t),
    type: t.field({
      type: MineEventKindEnum,
      description: 'What happened.',
      resolve: ({ event }, _args, { domain }) =>
        isOwn(event, userOf(domain)) && isOwnEvent(event.type) ? OWN_EVENTS[event.type] : 'STOCK_CHANGED',
    }),
    code: t.prismaField({
      type: CodeType,
      nullable: true,
      description: 'The code, as it is now; null: only stock changed.',
      resolve: (query, { event: { codeId } }, _args, { domain }) =>
        domain.prisma.code.findFirst({ ...query, where: { AND: [visibleCodes(domain), { id: codeId ?? '' }] } }),
    }),
    claim: t.prismaField({
      type: ClaimType,
      nullable: true,
      description: 'The claim that made the code; null for a code that came as a gift, or when only stock changed.',
      resolve: (query, { event: { codeId } }, _args, { domain }) =>
        domain.prisma.claim.findFirst({ ...query, where: { AND: [visibleClaims(domain), { codeId: codeId ?? '' }] } }),
    }),
    cardId: t.id({
      description: 'The card that it is about.',
      resolve: ({ event: { cardId } }) => cardId ?? '',
    }),
    stock: t.field({
      type: StockType,
      description: 'Pieces of that card, as they are now.',
      resolve: async ({ event: { cardId } }, _args, { domain }) =>
        (await stockOfCard(domain, cardId ?? '')) ?? { quantity: 0, left: 0 },
    }),
  }),
});

const cursorsOf = sealedCursors();

/** Only a user has a stream of the own. */
function userOf({ actor }: Pick<DomainContext, 'actor'>): string {
  if (actor.kind !== 'user') throw new InvalidInputError([], 'User token only');
  return actor.openid;
}

builder.subscriptionField('mine', (t) =>
  t.field({
    type: MineEventType,
    description:
      'What becomes of the user’s own codes, from their claim to their end, their gifts and redemptions, and, where `cardIds` are named, the stock of these cards, in one stream. Of a burst of claims of others the newest stock is told, not each. User token only.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user',
    args: {
      cardIds: t.arg.idList({ description: 'The cards that are shown, at most 50: their stock is told too.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: async (_root, { cardIds, after }, context) => {
      const { domain } = context;
      const openid = userOf(domain);
      assertFewCards(cardIds ?? []);
      const own = { types: Object.keys(OWN_EVENTS), openid };
      const shown = cardIds && { types: STOCK_EVENTS, cardIds: await cardsInSight(domain, cardIds) };
      const form = cursorsOf(domain, `${merchantIdOf(domain)}:${openid}`);
      const topicOf = (event: Event) => (isOwn(event, openid) ? null : stockTopicOf(event));
      return follow(context, { ...own, or: shown ?? undefined }, { after, form, topicOf });
    },
    resolve: (event) => event,
  }),
);
