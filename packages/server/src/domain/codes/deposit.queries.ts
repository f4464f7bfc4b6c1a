import type { Card } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { isStorableText } from '../kit/text.ts';
import { ownCodeOf } from './code-value.rules.ts';
import { assertDepositMode, MOST_VALUES } from './deposit.rules.ts';

/** `total`: codes ever deposited. `free`: those that no claim has taken. */
export type DepositedCodes = { total: number; free: number };

/** The pools of cards that the caller has already been allowed to see. */
export async function depositedCodesOf(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  cardIds: readonly string[],
): Promise<Map<string, DepositedCodes>> {
  const counted = await clientOf(ctx).$queryRaw<{ cardId: string; total: bigint; free: bigint }[]>`
    SELECT "cardId", count(*) AS "total", count(*) FILTER (WHERE "codeId" IS NULL) AS "free"
    FROM "DepositedCode" WHERE "cardId" = ANY (${[...cardIds]}) GROUP BY "cardId"`;
  const found = new Map(
    counted.map(({ cardId, total, free }) => [cardId, { total: Number(total), free: Number(free) }]),
  );
  return new Map(cardIds.map((id) => [id, found.get(id) ?? { total: 0, free: 0 }]));
}

/** The card of the actor's merchant, whose codes are deposited beforehand. Throws NotFoundError, CodeModeError. */
export async function poolCard(ctx: DomainContext, cardId: string): Promise<Card> {
  const card = await clientOf(ctx).card.findFirst({ where: { id: cardId, merchantId: merchantIdOf(ctx) } });
  if (!card) throw new NotFoundError('card', ['cardId']);
  assertDepositMode(card);
  return card;
}

/** How many codes were deposited for a card. Throws NotFoundError, CodeModeError, NotAllowedError. */
export async function countDepositedCodes(ctx: DomainContext, cardId: string): Promise<DepositedCodes> {
  assertMay(ctx, 'codes:read');
  await poolCard(ctx, cardId);
  return (await depositedCodesOf(ctx, [cardId])).get(cardId) ?? { total: 0, free: 0 };
}

export type CheckedCodes = { existing: string[]; missing: string[] };

/**
 * Which of the values were deposited for the card, taken or not, in their order, as they were given.
 * Throws NotFoundError, CodeModeError, InvalidInputError, NotAllowedError.
 */
export async function checkCodes(
  ctx: DomainContext,
  { cardId, values }: { cardId: string; values: readonly string[] },
): Promise<CheckedCodes> {
  assertMay(ctx, 'codes:read');
  if (values.length > MOST_VALUES) throw new InvalidInputError(['values'], `At most ${MOST_VALUES} values`, 'TOO_LONG');
  await poolCard(ctx, cardId);
  const known = await knownOf(clientOf(ctx), cardId, values.map(ownCodeOf));
  const isKnown = (value: string): boolean => known.has(ownCodeOf(value));
  return { existing: values.filter(isKnown), missing: values.filter((value) => !isKnown(value)) };
}

/** Of these values those that the card's pool has, each with the import that brought it. */
export async function knownOf(
  tx: Tx,
  cardId: string,
  values: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const storable = values.filter(isStorableText);
  const rows = await tx.$queryRaw<{ value: string; importId: string | null }[]>`
    SELECT "value", "importId" FROM "DepositedCode" WHERE "cardId" = ${cardId} AND "value" = ANY (${storable})`;
  return new Map(rows.map(({ value, importId }) => [value, importId]));
}
