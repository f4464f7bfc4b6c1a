import { lockCode, type Showing } from '../codes/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import { atThisMoment, type DomainContext, type Tx } from '../kit/context.ts';
import { ThrottledError } from '../kit/errors.ts';
import { commitRedemptions } from './commit-redemptions.store.ts';
import { readyBy, type RedemptionOrder } from './ready-redemption.ts';
import { refusalByGrounds } from './redemption-facts.ts';
import { findGrounds, type GroundsSearch, type RedemptionGrounds } from './redemption-grounds.store.ts';
import { UseLimitReachedError } from './redemption.errors.ts';

// house: no access check, because the verbs that redeem have checked who may, and whose code it is.

/** Others that were counted in the same moment are seen at the next try. */
const TRIES = 5;
const RETRY_AFTER_MS = 1_000;

/**
 * Uses up a code that the caller has found, under its lock: state, validity, store, staff, hours and limit are checked
 * anew (R2). What depends on time is judged by when a phone confirmed it without a network, all else by now. Returns the id of the redemption. Throws what redeeming refuses with.
 */
export async function makeRedemption(
  tx: Tx,
  ctx: DomainContext,
  { codeId, order, showing }: { codeId: string; order: RedemptionOrder; showing: Showing },
): Promise<string> {
  await lockCode(tx, ctx, codeId);
  const inside = { ...atThisMoment(ctx), tx };
  const { storeId, staffId, way, offline } = order;
  const judgedAt = offline?.confirmedAt ?? inside.now();
  const grounds = await groundsById(inside, { codeId, storeId, staffId });
  const refusal = refusalByGrounds(inside, grounds, { way, showing, storeId, staffId, judgedAt });
  if (refusal) throw refusal;
  return commit(inside, { grounds, order });
}

/** What is known of a code that the caller has been shown. */
export async function groundsById(
  ctx: DomainContext,
  named: Pick<GroundsSearch, 'storeId' | 'staffId'> & { codeId: string },
): Promise<RedemptionGrounds> {
  const search = { merchantId: merchantIdOf(ctx), numbers: [], cardId: null, ...named };
  const [grounds] = (await findGrounds(ctx, [search])).flat();
  if (grounds === undefined) throw new Error(`The code ${named.codeId} is gone`);
  return grounds;
}

type Writing = { grounds: RedemptionGrounds; order: RedemptionOrder };

async function commit(ctx: DomainContext, { grounds, order }: Writing): Promise<string> {
  const ready = { ...readyBy(ctx, { grounds, order, kept: null }), codeRow: null, cardRow: null };
  for (let tried = 0; tried < TRIES; tried += 1) {
    const [made] = await commitRedemptions(ctx, [ready]);
    if (made?.verdict === 'REDEEMED') return ready.redemptionId;
    if (made?.verdict === 'LIMIT_REACHED') throw new UseLimitReachedError(ready.useLimit, made.used);
  }
  throw new ThrottledError(RETRY_AFTER_MS);
}
