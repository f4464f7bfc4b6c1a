import type { Code } from '../../generated/prisma/client.ts';
import { type CodeReference, getCode } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import { redemptionFacts } from './redemption.store.ts';
import { redemptionRefusal } from './redemption.rules.ts';

export type Redeemability = { code: Code; canRedeem: boolean; refusal: DomainError | null };

/** Whether the code could be redeemed now, and why not (R3). Without effects. Throws NotFoundError for an unknown code or store. */
export async function redeemabilityOf(
  ctx: DomainContext,
  about: CodeReference & { storeId?: string | null | undefined },
): Promise<Redeemability> {
  const { id } = await getCode(ctx, about);
  const judgedAt = ctx.now();
  const place = { codeId: id, storeId: about.storeId ?? null, staffId: null, judgedAt };
  const facts = await redemptionFacts(clientOf(ctx), ctx, place);
  const refusal = redemptionRefusal(facts, judgedAt);
  return { code: facts.code, canRedeem: refusal === null, refusal };
}
