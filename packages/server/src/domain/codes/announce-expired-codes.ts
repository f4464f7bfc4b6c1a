import type { Code } from '../../generated/prisma/client.ts';
import { announceAll } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { isRedeemable } from './code.states.ts';

/** So many at once: whoever redeems one of them waits no longer than it takes to write these. */
const BATCH = 500;

type Ended = Pick<Code, 'id' | 'merchantId' | 'cardId' | 'openid' | 'value' | 'status'> & { validUntil: Date };

/**
 * Tells of the next codes whose validity is over and that could have been used until then (K2), each once, the oldest
 * end first; the status itself stays derived. False: there is none left.
 */
// house: no access check, because only the installation's own worker calls it.
export async function announceExpiredCodes(root: Omit<DomainContext, 'actor'>): Promise<boolean> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  return inTransaction(ctx, async (tx) => {
    const codes = await takeEnded(tx, ctx.now());
    const expired = codes.filter(({ status }) => isRedeemable(status));
    await announceAll(
      tx,
      ctx,
      expired.map(({ id: codeId, merchantId, cardId, openid, value, validUntil }) => ({
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

/**
 * Marks them as told of, or as passed by where they could not be used: the index holds neither, and does not name the
 * status, so that a redemption need not write to it. What somebody is changing at this moment is left for the next time.
 */
async function takeEnded(tx: Tx, at: Date): Promise<Ended[]> {
  const codes = await tx.$queryRaw<Ended[]>`
    UPDATE "Code" SET
      "expiryToldAt" = CASE WHEN "status" IN ('NORMAL', 'GIFT_TIMEOUT') THEN ${at}::timestamptz END,
      "expiryPassedAt" = CASE WHEN "status" IN ('NORMAL', 'GIFT_TIMEOUT') THEN NULL ELSE ${at}::timestamptz END
    WHERE "id" = ANY (ARRAY(
      SELECT "id" FROM "Code"
      WHERE "expiryToldAt" IS NULL AND "expiryPassedAt" IS NULL AND "validUntil" <= ${at}
      ORDER BY "validUntil" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING "id", "merchantId", "cardId", "openid", "value", "status"::text AS "status", "validUntil"`;
  return codes.toSorted((one, other) => one.validUntil.getTime() - other.validUntil.getTime());
}
