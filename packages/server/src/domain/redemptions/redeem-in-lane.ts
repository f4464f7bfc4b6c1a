import type { Redemption } from '../../generated/prisma/client.ts';
import { meantAmong, numbersIn, SHOWN_BY_NUMBER, standingStatusAt } from '../codes/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import { atThisMoment, type DomainContext } from '../kit/context.ts';
import { assertKey, type IdempotentCall, keptBy, keyScopeOf } from '../kit/idempotency.ts';
import { prefixOf } from '../kit/ids.ts';
import { isBusy, isUniqueViolation } from '../kit/postgres-errors.ts';
import type { ReadyRedemption, RedemptionVerdict } from './commit-redemptions.store.ts';
import { type Kept, madeBy, readyBy, type RedemptionOrder } from './ready-redemption.ts';
import { refusalByGrounds } from './redemption-facts.ts';
import type { RedemptionGrounds } from './redemption-grounds.store.ts';

/** A redemption that was made now, or the id of the one that the call's first try made. */
export type Settled = { made: Redemption } | { repeats: string };

export type Asked = {
  value: string;
  cardId: string | null;
  order: RedemptionOrder;
  call: Pick<IdempotentCall<unknown>, 'key' | 'input' | 'keepDays'>;
};

/**
 * Redeems an ordinary code together with others, in two statements that all of them share; null: it has to be redeemed by
 * itself, because more than its own rows may change with it, or because something forbids it and has to be looked at anew.
 */
export async function redeemInLane(ctx: DomainContext, asked: Asked): Promise<Settled | null> {
  const { order, call } = asked;
  if (call.key !== undefined) assertKey(call.key);
  const grounds = await findPlain(ctx, asked);
  if (grounds === null) return null;
  const inside = atThisMoment(ctx);
  if (!isPlain(inside, grounds, order)) return null;
  const ready = readyBy(inside, { grounds, order, kept: keptOf(inside, call) });
  const verdict = await putUnlessBusy(ctx, ready);
  if (verdict?.verdict === 'REDEEMED') {
    ctx.onCommitted();
    return { made: madeBy(ready) };
  }
  return verdict?.verdict === 'REPLAYED' && verdict.redemptionId !== null ? { repeats: verdict.redemptionId } : null;
}

/** What is known of the code that has this number as it stands; null: there is none, or it is shown in another way. */
async function findPlain(ctx: DomainContext, { value, cardId, order }: Asked): Promise<RedemptionGrounds | null> {
  const { storeId, staffId, offline } = order;
  const numbers = numbersIn(value);
  // What is no id can be a text that PostgreSQL refuses, and all that go with it.
  const areIds = [cardId, storeId, staffId].every((id) => id === null || prefixOf(id) !== null);
  if (numbers.length === 0 || offline !== null || !areIds) return null;
  const search = { merchantId: merchantIdOf(ctx), codeId: null, numbers, cardId, storeId, staffId };
  const found = await ctx.ports.redemptions.grounds.put(search);
  const meant = meantAmong(
    found.map(({ code }) => code),
    value,
  );
  return found.find(({ code }) => code === meant) ?? null;
}

/** Whether nothing but the redemption's own rows would change, as far as is known. */
function isPlain(ctx: DomainContext, grounds: RedemptionGrounds, order: RedemptionOrder): boolean {
  const { code } = grounds;
  const judgedAt = ctx.now();
  // A gift whose time is over is taken back first.
  if (standingStatusAt(code, judgedAt) !== code.status) return false;
  return refusalByGrounds(ctx, grounds, { ...order, showing: SHOWN_BY_NUMBER, judgedAt }) === null;
}

const keptOf = (ctx: DomainContext, { key, ...call }: Asked['call']): Kept | null =>
  key === undefined ? null : { key, scope: keyScopeOf(ctx), ...keptBy(call, ctx.now()) };

/** The verdict; null: others were in its way. */
async function putUnlessBusy(ctx: DomainContext, ready: ReadyRedemption): Promise<RedemptionVerdict | null> {
  try {
    return await ctx.ports.redemptions.lanes.put(ready);
  } catch (error) {
    if (isUniqueViolation(error) || isBusy(error)) return null;
    throw error;
  }
}
