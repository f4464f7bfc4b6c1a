import type { Code, Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { readsOf } from '../kit/reads.ts';
import { isStorableText } from '../kit/text.ts';
import { isTooLong, normaliseCodeValue, withoutDashes } from './code-value.rules.ts';

/** A code by its number; `beside` names the rows beside it that come along. */
export type CodeReference = {
  value: string;
  cardId?: string | null | undefined;
  beside?: Prisma.CodeInclude | undefined;
};

type Reading = Pick<DomainContext, 'prisma' | 'tx' | 'runStatement'>;

/** Prisma tells what is not asked from what is asked as undefined. */
export const including = (beside: CodeReference['beside']): { include?: Prisma.CodeInclude } =>
  beside === undefined ? {} : { include: beside };

/** Codes among which one is looked for: always those of one merchant. */
export type Among = Prisma.CodeWhereInput & { merchantId: string };

/**
 * The code with that number, or null (K1). System codes are found without the card; where a card is named, the code must
 * belong to it. A merchant's own codes are compared as they are, then, when that finds none, without regard to capitals
 * and dashes, as long as this leads to one code only. A code that was given away is not found.
 */
export async function findCodeWhere(
  ctx: Reading,
  among: Among,
  { value, cardId, beside }: CodeReference,
): Promise<Code | null> {
  const numbered = withNumber({ value, cardId });
  if (numbered === null) return null;
  const held: Among = { merchantId: among.merchantId, AND: [among, { status: { not: 'GIFTED' } }] };
  const found = await readsOf(ctx).code.findMany({ where: { AND: [held, numbered] }, take: 4, ...including(beside) });
  const same = meantAmong(found, value);
  return same ?? (cardId ? findAlike(ctx, held, { cardId, value: normaliseCodeValue(value), beside }) : null);
}

/** Of codes that were found by {@link numbersIn} the one that is meant as it stands. */
export function meantAmong<C extends Pick<Code, 'value' | 'mode'>>(found: readonly C[], value: string): C | undefined {
  const number = normaliseCodeValue(value);
  return found.find(({ value: has, mode }) => mode === 'SYSTEM' || has === number);
}

/** The numbers that a text may stand for, with or without its dashes. None: it is no number, such as a rotating text. */
export function numbersIn(value: string): string[] {
  const number = normaliseCodeValue(value);
  return [...new Set([number, withoutDashes(number)])].filter(isNumber);
}

/** The codes that have this number as it stands, with or without its dashes; null: it is none. */
export function withNumber({ value, cardId }: CodeReference): Prisma.CodeWhereInput | null {
  const numbers = numbersIn(value);
  if (numbers.length === 0) return null;
  return { value: { in: numbers }, ...(cardId ? { cardId } : { mode: 'SYSTEM' }) };
}

const isNumber = (number: string): boolean => number !== '' && !isTooLong(number) && isStorableText(number);

async function findAlike(
  ctx: Reading,
  held: Among,
  { cardId, value, beside }: CodeReference & { cardId: string },
): Promise<Code | null> {
  const meant = withoutDashes(value);
  if (!isNumber(meant)) return null;
  const alike = await clientOf(ctx).$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Code" WHERE "cardId" = ${cardId} AND "mode" <> 'SYSTEM' AND lower(replace("value", '-', '')) = lower(${meant})
      AND "giftedAt" IS NULL LIMIT 2`;
  const [only] = alike.length === 1 ? alike : [];
  return only ? readsOf(ctx).code.findFirst({ where: { AND: [held, { id: only.id }] }, ...including(beside) }) : null;
}

/** The merchant's code with that number, for a verb that changes it. Throws {@link NotFoundError}. */
export async function getCodeToChange(ctx: DomainContext, reference: CodeReference): Promise<Code> {
  assertMay(ctx, 'codes:write');
  return (await findCodeWhere(ctx, { merchantId: merchantIdOf(ctx) }, reference)) ?? refuseUnknownCode();
}

export function refuseUnknownCode(): never {
  throw new NotFoundError('code', ['value']);
}

/** The user's code with that number, for a verb that acts for the user who holds it. Throws {@link NotFoundError}. */
export async function getCodeOf(ctx: DomainContext, openid: string, reference: CodeReference): Promise<Code> {
  return (await findCodeWhere(ctx, { merchantId: merchantIdOf(ctx), openid }, reference)) ?? refuseUnknownCode();
}
