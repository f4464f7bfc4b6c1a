import type { Foundation } from '../../../compose/foundation.ts';
import { type Finding, findingOf } from '../check.ts';
import { LIMIT, PIECES, type Told } from './load.ts';

export type Named = Finding & { name: string };
/** How the installation was before the load. */
export type Before = { sequence: bigint; deadlocks: bigint };
type About = { cardId: string; merchantId: string; told: Told; before: Before };

const NUMBERED_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 200;

type Rows = Record<string, string | null>[];
type Ask = (sql: string, ...values: unknown[]) => Promise<bigint>;

/** Asks for one number, the column `n`. */
const askOf =
  ({ connections }: Foundation): Ask =>
  async (sql, ...values) =>
    BigInt((await connections.pool.query<Rows[number]>(sql, values)).rows[0]?.['n'] ?? 0);

const DEADLOCKS = 'SELECT deadlocks n FROM pg_stat_database WHERE datname = current_database()';

export async function lookBefore(foundation: Foundation, merchantId: string): Promise<Before> {
  const ask = askOf(foundation);
  return {
    sequence: await ask('SELECT max("lastSequence") n FROM "EventCounter" WHERE "merchantId" = $1', merchantId),
    deadlocks: await ask(DEADLOCKS),
  };
}

/** Holds what users were told to the rows that are there. */
export async function lookAfter(foundation: Foundation, about: About): Promise<Named[]> {
  const ask = askOf(foundation);
  return [
    { name: 'answers', ...findingOf('every answer as the rules have it', about.told.faults) },
    { name: 'stock', ...(await stock(ask, about)) },
    { name: 'claims', ...(await claims(ask, about)) },
    { name: 'redemptions', ...(await redemptions(ask, about)) },
    { name: 'numbers', ...(await numbers(ask, about)) },
    { name: 'locks', ...(await locks(ask, about)) },
  ];
}

async function stock(ask: Ask, { cardId }: About): Promise<Finding> {
  const claimed = await ask('SELECT count(*) n FROM "Claim" WHERE "cardId" = $1', cardId);
  const left = await ask('SELECT sum("left") n FROM "StockLot" WHERE "cardId" = $1', cardId);
  const told = `claimed ${claimed} + left ${left} = quantity ${PIECES}`;
  return findingOf(told, claimed + left === BigInt(PIECES) && left >= 0n ? [] : [`Not so: ${told}`]);
}

async function claims(ask: Ask, { cardId, told }: About): Promise<Finding> {
  const { claimIds } = told;
  const found = await ask(
    'SELECT count(*) n FROM "Claim" JOIN "Code" ON "Code".id = "codeId" WHERE "Claim".id = ANY($1)',
    claimIds,
  );
  const all = await ask('SELECT count(*) n FROM "Claim" WHERE "cardId" = $1', cardId);
  const above = await ask(
    'SELECT count(*) n FROM (SELECT 1 FROM "Claim" WHERE "cardId" = $1 GROUP BY openid HAVING count(*) > $2) u',
    ...[cardId, LIMIT],
  );
  const answered = BigInt(claimIds.length);
  return findingOf(`${answered} answered and there, nobody above ${LIMIT}`, [
    ...(found === answered ? [] : [`${answered - found} answered claims are not there`]),
    ...(all === answered ? [] : [`There are ${all} claims for ${answered} answers`]),
    ...(above === 0n ? [] : [`${above} users have more than ${LIMIT}`]),
  ]);
}

async function redemptions(ask: Ask, { cardId, told }: About): Promise<Finding> {
  const answered = BigInt(told.redemptionIds.length);
  const found = await ask('SELECT count(*) n FROM "Redemption" WHERE id = ANY($1)', told.redemptionIds);
  const all = await ask('SELECT count(*) n FROM "Redemption" WHERE "cardId" = $1', cardId);
  const used = await ask(`SELECT count(*) n FROM "Code" WHERE "cardId" = $1 AND status = 'CONSUMED'`, cardId);
  const isFine = found === answered && all === answered && used === answered;
  const counts = `${answered} answered, ${found} of them there, ${all} in all, ${used} codes consumed`;
  return findingOf(`${answered} answered and there, each code once`, isFine ? [] : [counts]);
}

/** The server numbers events moments after their commit. */
async function numbers(ask: Ask, { cardId, merchantId, told, before }: About): Promise<Finding> {
  const until = performance.now() + NUMBERED_WITHIN_MS;
  const waiting = () => ask('SELECT count(*) n FROM "Event" WHERE "cardId" = $1 AND sequence IS NULL', cardId);
  let unnumbered = await waiting();
  while (unnumbered > 0n && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    unnumbered = await waiting();
  }
  const missing = await ask(
    'SELECT coalesce(max(sequence) - $2 - count(*), 0) n FROM "Event" WHERE "merchantId" = $1 AND sequence > $2',
    ...[merchantId, before.sequence],
  );
  const announced = await ask(
    `SELECT count(*) n FROM "Event" WHERE "cardId" = $1 AND type IN ('card.claimed', 'code.redeemed')`,
    cardId,
  );
  const deeds = BigInt(told.claimIds.length + told.redemptionIds.length);
  return findingOf(`${announced} events, numbers without a hole`, [
    ...(unnumbered === 0n ? [] : [`${unnumbered} events wait for their number`]),
    ...(missing === 0n ? [] : [`${missing} numbers are missing`]),
    ...(announced === deeds ? [] : [`${announced} events for ${deeds} claims and redemptions`]),
  ]);
}

async function locks(ask: Ask, { before }: About): Promise<Finding> {
  const deadlocks = (await ask(DEADLOCKS)) - before.deadlocks;
  const waiting = await ask(
    `SELECT count(*) n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
     AND state_change < now() - interval '1 second'`,
  );
  return findingOf('no deadlock, nobody waits', [
    ...(deadlocks === 0n ? [] : [`${deadlocks} deadlocks`]),
    ...(waiting === 0n ? [] : [`${waiting} sessions wait for a lock`]),
  ]);
}
