import type { Code, Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { isStorableText } from '../kit/text.ts';
import { findableCodes } from './code.access.ts';
import { MAX_CODE_LENGTH, normaliseCodeValue } from './code-value.rules.ts';

export type CodeReference = { value: string; cardId?: string | null | undefined };

/** What finds a code (K1): system codes without the card; where a card is named, the code must belong to it. Null for what can be no code. */
function numberFilter({ value, cardId }: CodeReference): Prisma.CodeWhereInput | null {
  const number = normaliseCodeValue(value);
  if (number === '' || number.length > MAX_CODE_LENGTH || !isStorableText(number)) return null;
  return { value: number, status: { not: 'GIFTED' }, ...(cardId ? { cardId } : { mode: 'SYSTEM' }) };
}

/** The code with that number among those that the actor may find, or null. A code that was given away is not found. */
export async function findCode(ctx: DomainContext, reference: CodeReference): Promise<Code | null> {
  const filter = numberFilter(reference);
  return filter && clientOf(ctx).code.findFirst({ where: { ...findableCodes(ctx), ...filter } });
}

/** As {@link findCode}; throws {@link NotFoundError} (40056). */
export async function getCode(ctx: DomainContext, reference: CodeReference): Promise<Code> {
  return (await findCode(ctx, reference)) ?? refuseUnknown();
}

/** The merchant's code with that number, for a verb that may act on it without the scope to list codes. Throws {@link NotFoundError}. */
export async function getCodeToRedeem(ctx: DomainContext, reference: CodeReference): Promise<Code> {
  assertMay(ctx, 'redemptions:write');
  const filter = numberFilter(reference);
  const code = filter && (await clientOf(ctx).code.findFirst({ where: { merchantId: merchantIdOf(ctx), ...filter } }));
  return code ?? refuseUnknown();
}

/** The merchant's code with that number, for a verb that changes it. Throws {@link NotFoundError}. */
export async function getCodeToChange(ctx: DomainContext, reference: CodeReference): Promise<Code> {
  assertMay(ctx, 'codes:write');
  const filter = numberFilter(reference);
  const code = filter && (await clientOf(ctx).code.findFirst({ where: { merchantId: merchantIdOf(ctx), ...filter } }));
  return code ?? refuseUnknown();
}

function refuseUnknown(): never {
  throw new NotFoundError('code', ['value']);
}
