// `npm run soak -- instances [rounds] [--subscribers N] [--users N] [--seed N] [--keep]`: three servers on one database are
// killed in turn, kill -9, among claims, while subscribers follow all events and resume elsewhere. Each one's list must
// equal the table's. Hints between servers travel through the Redis of KAQUAN_TEST_REDIS_URL, else through PostgreSQL.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { randomOf } from '../test/kit/random.ts';
import { judge, type Verdict } from './judge.ts';
import { type Load, startLoad } from './load.ts';
import { keepResult } from './result.ts';
import { createCard } from './sandbox.ts';
import { subscribe, type Subscriber } from './subscribers.ts';
import { anyUrl, strike, withThreeServers, type World } from './three-servers.ts';

const number = (text: string | undefined, standard: number): number => Number(text ?? standard);
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    subscribers: { type: 'string' },
    users: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const ROUNDS = number(positionals[0], 5);
const SUBSCRIBERS = number(values.subscribers, 200);
const USERS = number(values.users, 16);
const SEED = number(values.seed, 20261124);
const QUANTITY = 1_000_000;
const LAST_DELIVERY_LIMIT_MS = 120_000;
const REDIS_URL = process.env['KAQUAN_TEST_REDIS_URL'];

const random = randomOf(SEED);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A blow counts when it falls among answers. */
async function untilBusy({ turns }: Load): Promise<void> {
  const enough = turns.length + USERS;
  for (let tries = 0; turns.length < enough && tries < 600; tries += 1) await wait(100);
}

async function soak(world: World): Promise<Verdict> {
  const { secretKey, databaseUrl } = world;
  const cardId = await createCard({ url: anyUrl(world), secretKey }, QUANTITY);
  const subscribers = Array.from({ length: SUBSCRIBERS }, () => subscribe({ url: () => anyUrl(world), secretKey }));
  const target = {
    ...{ secretKey, cardId },
    get url() {
      return anyUrl(world);
    },
  };
  const load = startLoad(target, USERS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [nth, instance] of world.instances.entries()) {
      await untilBusy(load);
      await wait(500 + random() * 1_500);
      say(`round ${round + 1} of ${ROUNDS}: kill instance ${nth + 1}`);
      await strike(world, instance);
    }
  }
  await untilBusy(load);
  await load.stop();
  const table = await listOfTable(databaseUrl);
  await untilAllHeard(subscribers, table.length);
  await Promise.all(subscribers.map(({ stop }) => stop()));
  const { figures, faults } = await judge(databaseUrl, { cardId, quantity: QUANTITY, load });
  const resumptions = subscribers.reduce((sum, { resumptions: of }) => sum + of, 0);
  return {
    figures: { ...figures, deliveries: table.length * SUBSCRIBERS, resumptions },
    faults: { ...faults, ...listFaults(subscribers, table), serversThatEndedByThemselves: world.ownEnds },
  };
}

/** All events of the merchant in their order, once none is without a number. */
async function listOfTable(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      const { rowCount } = await client.query('SELECT 1 FROM "Event" WHERE sequence IS NULL LIMIT 1');
      if (rowCount === 0) break;
      await wait(100);
    }
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM "Event" WHERE "merchantId" = (SELECT "merchantId" FROM "Claim" LIMIT 1) AND sequence IS NOT NULL ORDER BY sequence`,
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

async function untilAllHeard(subscribers: readonly Subscriber[], count: number): Promise<void> {
  const until = performance.now() + LAST_DELIVERY_LIMIT_MS;
  while (subscribers.some(({ ids }) => ids.length < count) && performance.now() < until) await wait(100);
}

function listFaults(subscribers: readonly Subscriber[], table: readonly string[]) {
  const whole = table.join();
  return {
    listsThatDifferFromTheTable: subscribers.filter(({ ids }) => ids.join() !== whole).length,
    eventsMissed: subscribers.reduce((sum, { ids }) => sum + table.length - new Set(ids).size, 0),
    eventsHeardTwice: subscribers.reduce((sum, { ids }) => sum + ids.length - new Set(ids).size, 0),
  };
}

async function main(): Promise<void> {
  const startedAt = Date.now();
  const settings: Record<string, string> = REDIS_URL ? { KAQUAN_REDIS_URL: REDIS_URL } : {};
  const verdict = await withThreeServers(settings, soak);
  report(verdict, Math.round((Date.now() - startedAt) / 1_000));
}

function report(verdict: Verdict, seconds: number): void {
  say(JSON.stringify(verdict, null, 2));
  const facts = { seed: SEED, rounds: ROUNDS, instances: 3, subscribers: SUBSCRIBERS, users: USERS, seconds };
  const wakeUps = REDIS_URL ? 'Redis' : 'PostgreSQL';
  if (values.keep) say(`Kept in ${keepResult('instances', { ...facts, wakeUps }, verdict)}`);
  const broken = Object.entries(verdict.faults).filter(([, count]) => count !== 0);
  say(
    broken.length === 0
      ? 'Every subscriber has the list of the table; nothing lost, nothing done twice, no hole.'
      : `BROKEN: ${broken.map(([name, count]) => `${name} ${count}`).join(', ')}`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

await main();
