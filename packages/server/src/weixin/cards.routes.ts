import {
  assertCardDraft,
  COLORS,
  type CardDraft,
  createCard,
  deleteCard,
  getCard,
  listCardIds,
  statusFilter,
  storesOfCard,
  updateCard,
} from '../domain/cards/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { merchantOf } from '../domain/merchants/index.ts';
import { stockOf } from '../domain/stock/index.ts';
import { changesOf, orderOf, wirePathOfChanges, wirePathOfOrder } from './cards.envelope.ts';
import { cardAnswer } from './cards.answer.ts';
import { statusesOf } from './cards.status.ts';
import { isGiven, list, text } from './kit/codecs.ts';
import { type Call, ok, requiredText, type Route } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

async function answerCard({ ctx, body }: Call) {
  const card = await getCard(ctx, { id: requiredText(body, 'card_id', 41012) });
  const [merchant, stores, stocks] = [
    await merchantOf(ctx),
    await storesOfCard(ctx, card.id),
    await stockOf(ctx, [card.id]),
  ];
  const stock = stocks.get(card.id) ?? { quantity: 0, left: 0 };
  const poiIds = stores.map(({ poiId }) => poiId);
  return ok({ card: cardAnswer(card, { appId: merchant.appId, poiIds, stock, now: ctx.now() }) });
}

/** Order of domain.md 3b: whatever is wrong with the draft is said before what is not open. */
function throwAfterDraft(draft: CardDraft, refusal: WireFault): never {
  assertCardDraft(draft);
  throw refusal;
}

const MOST_IDS = 50;

/** A page of the merchant's cards (contract §5.1): `offset` and `count` are required, `count` is at most 50. */
async function answerCards({ ctx, body }: Call) {
  const [offset, count] = [wholeNumber(body, 'offset', 0), wholeNumber(body, 'count', 1)];
  if (count > MOST_IDS) throw new WireFault(40035, 'count');
  const names = list(text).read(body['status_list'], 'status_list');
  const where = statusFilter(statusesOf(Array.isArray(names) ? names.map(String) : []), ctx.now());
  const { ids, total } = await listCardIds(ctx, { where, offset, count });
  return ok({ card_id_list: ids, total_num: total });
}

function wholeNumber(body: Call['body'], name: string, least: number): number {
  const value = body[name];
  if (!isGiven(value)) throw new WireFault(41011, name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > LARGEST)
    throw new WireFault(40035, name);
  return value;
}

const LARGEST = 2_147_483_647;

/** `send_check` says that the change, or the card, waits for an operator (contract §5.2). */
async function answerUpdate({ ctx, body }: Call) {
  const id = requiredText(body, 'card_id', 41012);
  const { changes, refusal } = changesOf(body);
  if (refusal) throw refusal;
  const { review } = await updateCard(ctx, { id, changes });
  return ok({ send_check: review !== null && review.decidedAt === null });
}

const colors = Object.entries(COLORS).map(([name, value]) => ({ name, value }));

export const cardRoutes: Readonly<Record<string, Route>> = {
  '/card/getcolors': {
    access: 'token',
    methods: ['GET', 'POST'],
    takes: 'nothing',
    answer: () => Promise.resolve(ok({ colors })),
  },
  '/card/create': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: wirePathOfOrder,
    async answer({ ctx, body }) {
      const { draft, refusal } = orderOf(body);
      if (refusal) throwAfterDraft(draft, refusal);
      const card = await createCard(ctx, draft);
      return ok({ card_id: card.id });
    },
  },
  '/card/get': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: (_field: Field) => 'card_id',
    answer: answerCard,
  },
  '/card/update': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: wirePathOfChanges,
    answer: answerUpdate,
  },
  '/card/delete': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: (_field: Field) => 'card_id',
    async answer({ ctx, body }) {
      await deleteCard(ctx, { id: requiredText(body, 'card_id', 41012) });
      return ok();
    },
  },
  '/card/batchget': { access: 'token', methods: ['POST'], takes: 'json', answer: answerCards },
};
