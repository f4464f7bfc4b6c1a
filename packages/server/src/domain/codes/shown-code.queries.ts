import type { Code } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { readsOf } from '../kit/reads.ts';
import { findableCodes } from './code.access.ts';
import type { RotatingCodeExpiredError } from './code.errors.ts';
import { type Among, type CodeReference, findCodeWhere, including, refuseUnknownCode } from './code.queries.ts';
import { readRotatingCode } from './rotating-code.queries.ts';

/** How a code was shown: by its number, or by a rotating text, which may be of another time. */
export type Showing = { isRotating: boolean; refusal: RotatingCodeExpiredError | null };
export const SHOWN_BY_NUMBER: Showing = { isRotating: false, refusal: null };

export type ShownCode = Code & { showing: Showing };

/** How a code was shown to the call that found it; by its number where nothing else is known. */
export const showingOf = (code: Code | ShownCode): Showing => ('showing' in code ? code.showing : SHOWN_BY_NUMBER);

/** The code that somebody shows, by its number or by a rotating text, which is judged at a moment; null: there is none. */
async function findShownCodeWhere(
  ctx: DomainContext,
  among: Among,
  { at, ...reference }: CodeReference & { at: Date },
): Promise<ShownCode | null> {
  const read = readRotatingCode(ctx, reference.value, at);
  if (!read) {
    const code = await findCodeWhere(ctx, among, reference);
    return code && { ...code, showing: SHOWN_BY_NUMBER };
  }
  const named = { id: read.codeId, ...(reference.cardId ? { cardId: reference.cardId } : {}) };
  const where = { AND: [among, named, { status: { not: 'GIFTED' as const } }] };
  const code = await readsOf(ctx).code.findFirst({ where, ...including(reference.beside) });
  return code && { ...code, showing: { isRotating: true, refusal: read.refusal } };
}

/** The code with that number or rotating text, also an old one, among those that the actor may find, or null. */
export const findCode = (ctx: DomainContext, reference: CodeReference): Promise<ShownCode | null> =>
  findShownCodeWhere(ctx, findableCodes(ctx), { ...reference, at: ctx.now() });

/** As {@link findCode}; throws {@link NotFoundError} (40056). */
export const getCode = async (ctx: DomainContext, reference: CodeReference): Promise<ShownCode> =>
  (await findCode(ctx, reference)) ?? refuseUnknownCode();

/**
 * The merchant's code that is shown at the till, for a verb that may act on it without the scope to list codes. A rotating
 * text is judged at `judgedAt`, which is earlier than now for what was confirmed offline. Throws {@link NotFoundError}.
 */
export async function getCodeToRedeem(
  ctx: DomainContext,
  { judgedAt, ...reference }: CodeReference & { judgedAt: Date },
): Promise<ShownCode> {
  assertMay(ctx, 'redemptions:write');
  const shown = await findShownCodeWhere(ctx, { merchantId: merchantIdOf(ctx) }, { ...reference, at: judgedAt });
  return shown ?? refuseUnknownCode();
}
