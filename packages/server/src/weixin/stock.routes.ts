import { assertCardAllows, getCard } from '../domain/cards/index.ts';
import { adjustStock } from '../domain/stock/index.ts';
import { idNumber, isGiven } from './kit/codecs.ts';
import type { JsonObject } from './kit/read-body.ts';
import { ok, requiredText, type Route } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

const BAD_AMOUNT = 40122;
const UP = 'increase_stock_value';
const DOWN = 'reduce_stock_value';

/** A number of pieces; absent: none. */
function piecesIn(body: JsonObject, name: string): number {
  if (!isGiven(body[name])) return 0;
  const pieces = numberOf(body[name], name);
  if (pieces < 0) throw new WireFault(BAD_AMOUNT, name);
  return pieces;
}

function numberOf(value: unknown, name: string): number {
  try {
    return Number(idNumber.read(value, name));
  } catch {
    throw new WireFault(BAD_AMOUNT, name);
  }
}

/** The number to which the change came down in the end. */
const changeNameOf = (body: JsonObject): string => (piecesIn(body, UP) < piecesIn(body, DOWN) ? DOWN : UP);

export const stockRoutes: Readonly<Record<string, Route>> = {
  '/card/modifystock': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: ([name], body) => (name === 'delta' ? changeNameOf(body) : 'card_id'),
    // Both may be given, as the old page's own example does: what counts is the difference.
    async answer({ ctx, body }) {
      const cardId = requiredText(body, 'card_id', 41012);
      const [up, down] = [piecesIn(body, UP), piecesIn(body, DOWN)];
      if (up === 0 && down === 0) throw new WireFault(BAD_AMOUNT, UP);
      // Nothing to do, but of a card of which it could be done.
      if (up === down) assertCardAllows(ctx, await getCard(ctx, { id: cardId }), 'ADJUST_STOCK');
      else await adjustStock(ctx, { cardId, delta: up - down });
      return ok();
    },
  },
};
