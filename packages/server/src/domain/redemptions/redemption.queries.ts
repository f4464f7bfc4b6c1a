import type { Code } from '../../generated/prisma/client.ts';
import { type CodeReference, getShownCode, type Showing, showingOf } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import { redemptionFacts } from './redemption.store.ts';
import { redemptionRefusal, wayOnRecord } from './redemption.rules.ts';

export type Redeemability = { code: Code; canRedeem: boolean; refusal: DomainError | null };

type InStore = { storeId?: string | null | undefined };

/**
 * Whether the code could be redeemed now as it is shown, by number or rotating text, and why not (R3). Without effects.
 * Throws NotFoundError for an unknown code or store.
 */
export async function redeemabilityOf(ctx: DomainContext, about: CodeReference & InStore): Promise<Redeemability> {
  const { code, showing } = await getShownCode(ctx, about);
  return redeemabilityAs(ctx, { codeId: code.id, showing, storeId: about.storeId });
}

/** As {@link redeemabilityOf}, of a code that the caller has found by what was `shown`: its number may be another's by now (L7). */
export const redeemabilityById = async (
  ctx: DomainContext,
  { codeId, shown, storeId }: { codeId: string; shown: string } & InStore,
): Promise<Redeemability> => redeemabilityAs(ctx, { codeId, showing: showingOf(ctx, shown, ctx.now()), storeId });

async function redeemabilityAs(
  ctx: DomainContext,
  { codeId, showing, storeId = null }: { codeId: string; showing: Showing } & InStore,
): Promise<Redeemability> {
  const judgedAt = ctx.now();
  const way = wayOnRecord(ctx.actor, null);
  const facts = await redemptionFacts(clientOf(ctx), ctx, { codeId, storeId, staffId: null, way, showing, judgedAt });
  const refusal = redemptionRefusal(facts, judgedAt);
  return { code: facts.code, canRedeem: refusal === null, refusal };
}
