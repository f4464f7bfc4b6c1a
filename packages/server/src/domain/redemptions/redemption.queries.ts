import type { Code } from '../../generated/prisma/client.ts';
import { type CodeReference, getShownCode } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import { redemptionFacts } from './redemption.store.ts';
import { redemptionRefusal, wayOnRecord } from './redemption.rules.ts';

export type Redeemability = { code: Code; canRedeem: boolean; refusal: DomainError | null };

/**
 * Whether the code could be redeemed now as it is shown, by number or rotating text, and why not (R3). Without effects. Throws NotFoundError for an
 * unknown code or store.
 */
export async function redeemabilityOf(
  ctx: DomainContext,
  about: CodeReference & { storeId?: string | null | undefined },
): Promise<Redeemability> {
  const { code, showing } = await getShownCode(ctx, about);
  const way = wayOnRecord(ctx.actor, null);
  const place = { codeId: code.id, storeId: about.storeId ?? null, staffId: null, way, showing };
  const facts = await redemptionFacts(clientOf(ctx), ctx, place);
  const refusal = redemptionRefusal(facts, ctx.now());
  return { code: facts.code, canRedeem: refusal === null, refusal };
}
