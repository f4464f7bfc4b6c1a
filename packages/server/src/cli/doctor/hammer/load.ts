import { z } from 'zod';
import { type Answer, ask, type Place } from './ask.ts';

/** One card that many want: more users than pieces, and each user once more than allowed. */
export const LIMIT = 2;
export const PIECES = 2_000;
const USERS_AT_ONCE = 16;

const CLAIM =
  'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id replayed code { value } } userErrors { code } } }';
const REDEEM =
  'mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { id replayed } userErrors { code } } }';

const claimSchema = z.object({ id: z.string(), replayed: z.boolean(), code: z.object({ value: z.string() }) });
const redemptionSchema = z.object({ id: z.string(), replayed: z.boolean() });

/** What users were told, and how long it took. */
export type Told = {
  claimIds: string[];
  redemptionIds: string[];
  /** In ms, by what was asked for. */
  latencies: Record<'claims' | 'repeats' | 'refusals' | 'redemptions', number[]>;
  /** What no rule explains, in a sentence each. */
  faults: string[];
};

type Load = { place: Place; cardId: string; name: string; told: Told };

/** Claims, repeats, goes beyond the limit and redeems for so long. */
export async function hammer(about: Omit<Load, 'told'>, seconds: number): Promise<Told> {
  const told: Told = {
    ...{ claimIds: [], redemptionIds: [], faults: [] },
    latencies: { claims: [], repeats: [], refusals: [], redemptions: [] },
  };
  const until = performance.now() + seconds * 1_000;
  const users = Array.from({ length: USERS_AT_ONCE }, async (_, nth) => {
    for (let turn = 0; performance.now() < until; turn += 1) await takeTurn({ ...about, told }, `${nth}-${turn}`);
  });
  await Promise.all(users);
  return told;
}

async function takeTurn(load: Load, user: string): Promise<void> {
  for (let nth = 1; nth <= LIMIT + 1; nth += 1) {
    const value = await claimOnce(load, { user, nth });
    if (value !== null && nth === 1) await redeemTwice(load, value);
  }
}

async function timed(ask: () => Promise<Answer>): Promise<Answer & { ms: number }> {
  const beganAt = performance.now();
  const answer = await ask();
  return { ...answer, ms: performance.now() - beganAt };
}

/** Claims with a key, and again with the same key. Gives the number of the code; null: it was refused, as it had to be. */
async function claimOnce({ place, cardId, name, told }: Load, { user, nth }: { user: string; nth: number }) {
  const idempotencyKey = `${name}-${user}-${nth}`;
  const input = { cardId, openid: `${name}-${user}`, idempotencyKey };
  const claim = () => timed(() => ask(place, CLAIM, { input, made: 'claim' }));
  const first = await claim();
  const made = claimSchema.safeParse(first.made);
  if (!made.success) {
    told.latencies.refusals.push(first.ms);
    const isRight = first.code === 'OUT_OF_STOCK' || (nth > LIMIT && first.code === 'CLAIM_LIMIT_REACHED');
    if (!isRight) told.faults.push(`The claim ${idempotencyKey} was refused with ${first.code ?? 'no reason'}`);
    return null;
  }
  told.latencies.claims.push(first.ms);
  told.claimIds.push(made.data.id);
  if (nth > LIMIT) told.faults.push(`The user of ${idempotencyKey} got more than ${LIMIT}`);
  const second = await claim();
  told.latencies.repeats.push(second.ms);
  const repeated = claimSchema.safeParse(second.made);
  if (repeated.data?.id !== made.data.id || !repeated.data.replayed)
    told.faults.push(`The key ${idempotencyKey} got a second answer`);
  return made.data.code.value;
}

async function redeemTwice({ place, name, told }: Load, value: string): Promise<void> {
  const input = { value, idempotencyKey: `${name}-${value}` };
  const redeem = () => timed(() => ask(place, REDEEM, { input, made: 'redemption' }));
  const first = await redeem();
  const made = redemptionSchema.safeParse(first.made);
  if (!made.success) {
    told.faults.push(`The redemption of ${value} was refused with ${first.code ?? 'no reason'}`);
    return;
  }
  told.latencies.redemptions.push(first.ms);
  told.redemptionIds.push(made.data.id);
  const second = await redeem();
  told.latencies.repeats.push(second.ms);
  if (redemptionSchema.safeParse(second.made).data?.id !== made.data.id)
    told.faults.push(`The redemption of ${value} got a second answer`);
}
