import type { Card } from '../../generated/prisma/client.ts';
import { assertCardAllows } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { poolCard } from './deposit.queries.ts';
import { MOST_VALUES, type RefusedValue, sortValues } from './deposit.rules.ts';
import { insertDeposits } from './deposit.store.ts';

/** What became of each value: put in the pool; there already, or named twice; no code. */
export type DepositResult = { card: Card; added: string[]; duplicate: string[]; failed: RefusedValue[] };

/**
 * Puts codes in the pool of a card whose codes are deposited beforehand (K1), and reports on each. Stock does not
 * change: `adjustStock` adds pieces, up to the codes that are free. A repeat adds nothing.
 *
 * Throws NotFoundError, CardStatusError, CodeModeError, InvalidInputError, NotAllowedError.
 */
export async function depositCodes(
  ctx: DomainContext,
  { cardId, values }: { cardId: string; values: readonly string[] },
): Promise<DepositResult> {
  assertMay(ctx, 'codes:write');
  if (values.length === 0) throw new InvalidInputError(['values'], 'Name at least one code', 'MISSING');
  if (values.length > MOST_VALUES)
    throw new InvalidInputError(['values'], `At most ${MOST_VALUES} codes; more come as a file`, 'TOO_LONG');
  const { wanted, repeated, failed } = sortValues(values);
  return inTransaction(ctx, async (tx) => {
    const card = await cardToFill({ ...ctx, tx }, cardId);
    const added = await insertDeposits(tx, ctx, {
      merchantId: card.merchantId,
      cardId,
      importId: null,
      values: wanted,
    });
    if (added.size > 0) await announce(tx, ctx, { type: 'codes.deposited', cardId, data: { count: added.size } });
    const known = wanted.filter((value) => !added.has(value));
    return { card, added: wanted.filter((value) => added.has(value)), duplicate: [...known, ...repeated], failed };
  });
}

/** The card whose pool is to be filled. Throws NotFoundError, CodeModeError, CardStatusError. */
export async function cardToFill(ctx: DomainContext, cardId: string): Promise<Card> {
  const card = await poolCard(ctx, cardId);
  assertCardAllows(ctx, card, 'ADJUST_STOCK');
  return card;
}
