import { assertCardDraft, COLORS, type CardDraft, createCard, getCard, storesOfCard } from '../domain/cards/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { merchantOf } from '../domain/merchants/index.ts';
import { stockOf } from '../domain/stock/index.ts';
import { orderOf, wirePathOfOrder } from './cards.envelope.ts';
import { cardAnswer } from './cards.answer.ts';
import { type Call, ok, requiredText, type Route } from './kit/route.ts';
import type { WireFault } from './kit/wire-fault.ts';

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
};
