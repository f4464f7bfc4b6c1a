import type { Code } from '../../generated/prisma/client.ts';
import { type CodeReference, getCode, SHOWN_BY_NUMBER, type Showing } from '../codes/index.ts';
import type { DomainContext } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import { groundsById } from './make-redemption.ts';
import { factsBy, namedRefusal } from './redemption-facts.ts';
import { redemptionRefusal, wayOnRecord } from './redemption.rules.ts';

export type Redeemability = { code: Code; canRedeem: boolean; refusal: DomainError | null };

type Place = { storeId?: string | null | undefined };

/**
 * Whether the code could be redeemed now as it is shown, by number or rotating text, and why not (R3). Without effects.
 * Throws NotFoundError for an unknown code or store.
 */
export async function redeemabilityOf(ctx: DomainContext, about: CodeReference & Place): Promise<Redeemability> {
  const { id: codeId, showing } = await getCode(ctx, about);
  return redeemabilityById(ctx, { codeId, showing, storeId: about.storeId });
}

/** As {@link redeemabilityOf}, of a code that the caller has been shown: its number may be another's by now (L7). */
export async function redeemabilityById(
  ctx: DomainContext,
  { codeId, showing = SHOWN_BY_NUMBER, storeId = null }: { codeId: string; showing?: Showing } & Place,
): Promise<Redeemability> {
  const judgedAt = ctx.now();
  const about = { storeId, staffId: null, way: wayOnRecord(ctx.actor, null), showing, judgedAt };
  const grounds = await groundsById(ctx, { codeId, storeId, staffId: null });
  const unknown = namedRefusal(grounds, about);
  if (unknown) throw unknown;
  const refusal = redemptionRefusal(factsBy(ctx, grounds, about), judgedAt);
  return { code: grounds.code, canRedeem: refusal === null, refusal };
}
