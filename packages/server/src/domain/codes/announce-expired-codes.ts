import type { Code } from '../../generated/prisma/client.ts';
import { announceAll } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';

/** So many at once: whoever redeems one of them waits no longer than it takes to write these. */
const BATCH = 500;

type Expired = Pick<Code, 'id' | 'merchantId' | 'cardId' | 'openid' | 'value'> & { validUntil: Date };

/**
 * Tells of the next codes whose validity is over and that could have been used until then (K2), each once, the oldest
 * end first; the status itself stays derived. False: there is none left.
 */
// house: no access check, because only the installation's own worker calls it.
export async function announceExpiredCodes(root: Omit<DomainContext, 'actor'>): Promise<boolean> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  return inTransaction(ctx, async (tx) => {
    const codes = await takeExpired(tx, ctx.now());
    await announceAll(
      tx,
      ctx,
      codes.map(({ id: codeId, merchantId, cardId, openid, value, validUntil }) => ({
        type: 'code.expired',
        merchantId,
        cardId,
        codeId,
        openid,
        data: { code: value, validUntil: validUntil.toISOString() },
      })),
    );
    return codes.length === BATCH;
  });
}

/** Marks them as told of. What somebody is changing at this moment is left for the next time; the index is partial, by this condition. */
async function takeExpired(tx: Tx, at: Date): Promise<Expired[]> {
  const codes = await tx.$queryRaw<Expired[]>`
    UPDATE "Code" SET "expiryToldAt" = ${at}
    WHERE "id" = ANY (ARRAY(
      SELECT "id" FROM "Code"
      WHERE "status" IN ('NORMAL', 'GIFT_TIMEOUT') AND "expiryToldAt" IS NULL AND "validUntil" <= ${at}
      ORDER BY "validUntil" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING "id", "merchantId", "cardId", "openid", "value", "validUntil"`;
  return codes.toSorted((one, other) => one.validUntil.getTime() - other.validUntil.getTime());
}
