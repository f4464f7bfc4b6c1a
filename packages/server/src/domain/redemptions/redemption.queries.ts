import type { Code } from '../../generated/prisma/client.ts';
import { type CodeReference, getCode } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import { redemptionFacts } from './redemption.store.ts';
import { redemptionRefusal } from './redemption.rules.ts';

export type Redeemability = { code: Code; canRedeem: boolean; refusal: DomainError | null };

type InStore = { storeId?: string | null | undefined };

/** Whether the code could be redeemed now, and why not (R3). Without effects. Throws NotFoundError for an unknown code or store. */
export const redeemabilityOf = async (ctx: DomainContext, about: CodeReference & InStore): Promise<Redeemability> =>
  redeemabilityById(ctx, { codeId: (await getCode(ctx, about)).id, storeId: about.storeId });

/** As {@link redeemabilityOf}, of a code that the caller has been shown: its number may be another's by now (L7). */
export async function redeemabilityById(
  ctx: DomainContext,
  { codeId, storeId = null }: { codeId: string } & InStore,
): Promise<Redeemability> {
  const judgedAt = ctx.now();
  const facts = await redemptionFacts(clientOf(ctx), ctx, { codeId, storeId, staffId: null, judgedAt });
  const refusal = redemptionRefusal(facts, judgedAt);
  return { code: facts.code, canRedeem: refusal === null, refusal };
}
