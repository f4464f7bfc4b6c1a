import type { Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from '../merchants/index.ts';

/** Which forms of `cardExt` open a claim; what is absent stays as it is. */
export type SignatureForms = {
  acceptsCardExtV1?: boolean | null | undefined;
  acceptsCardExtV2?: boolean | null | undefined;
};

/**
 * Switches the two forms of signed `cardExt` on or off. Saying the same again changes nothing.
 * @throws NotAllowedError without `keys:write`: it decides whose claims are believed
 */
export async function setSignatureForms(ctx: DomainContext, forms: SignatureForms): Promise<Merchant> {
  assertMay(ctx, 'keys:write');
  return inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 AS "locked" FROM "Merchant" WHERE "id" = ${merchantIdOf(ctx)} FOR UPDATE`;
    const merchant = await merchantOf({ ...ctx, tx });
    const data = {
      acceptsCardExtV1: forms.acceptsCardExtV1 ?? merchant.acceptsCardExtV1,
      acceptsCardExtV2: forms.acceptsCardExtV2 ?? merchant.acceptsCardExtV2,
    };
    const { acceptsCardExtV1, acceptsCardExtV2 } = merchant;
    if (acceptsCardExtV1 === data.acceptsCardExtV1 && acceptsCardExtV2 === data.acceptsCardExtV2) return merchant;
    const updated = await tx.merchant.update({ where: { id: merchant.id }, data: { ...data, updatedAt: ctx.now() } });
    await announce(tx, ctx, { type: 'merchant.signature_forms_set', data });
    return updated;
  });
}
