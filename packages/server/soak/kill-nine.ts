// `npm run soak`: kill -9 of server and database during claims. Nothing that was answered may be lost, nothing doubled, no number missing.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { joinEmbeddedDatabase } from '../src/adapters/database/embedded-postgres.ts';
import { type Load, startClaimers } from './claim-load.ts';
import { freePort, killDatabase, type ServerProcess, startServer } from './server-process.ts';

const KILLS = Number(process.argv[2] ?? 10);
const CLAIMERS = 32;
const QUANTITY = 1_000_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Sandbox = { secretKey: string };
// Written by the server that we have just started.
const sandboxOf = (dataDir: string): Sandbox =>
  JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8')) as Sandbox;

const CREATE = `mutation { cardCreate(input: { cash: { title: "SOAK", brandName: "SOAK", logoUrl: "http://mmbiz.qpic.cn/logo/0", color: "Color010",
  notice: "soak", description: "soak", codeType: CODE_TYPE_QRCODE, validity: { type: FIX_TERM, termDays: 30, termStartDays: 0 }, quantity: ${QUANTITY},
  leastCostFen: 0, reduceCostFen: 100 } }) { card { id } userErrors { code field message } } }`;

async function createCard(url: string, secretKey: string): Promise<string> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: CREATE }) });
  const text = await response.text();
  const id = /"id":"(card_[^"]+)"/.exec(text)?.[1];
  if (!id) throw new Error(`No card: ${text}`);
  return id;
}

/** Kills in turn the server, the database, and both at once, and starts again what does not start by itself. */
async function killRound(
  nth: number,
  world: { dataDir: string; port: number; server: ServerProcess },
): Promise<ServerProcess> {
  const victim = ['server', 'database', 'both'][nth % 3];
  say(`kill ${nth + 1} of ${KILLS}: ${victim}`);
  if (victim !== 'server') killDatabase(world.dataDir);
  if (victim === 'database') return world.server;
  await world.server.kill('SIGKILL');
  return startServer(world);
}

type Verdict = {
  answered: number;
  lost: number;
  doubled: number;
  claimed: number;
  left: number;
  holes: number;
  eventClaims: number;
  unnumbered: number;
};

async function judge(databaseUrl: string, cardId: string, load: Load): Promise<Verdict> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const number = async (sql: string, values: unknown[]): Promise<number> =>
    Number((await client.query<{ n: string }>(sql, values)).rows[0]?.n ?? 0);
  const ids = load.answered.map(({ claimId }) => claimId);
  const verdict = {
    answered: ids.length,
    lost:
      ids.length -
      (await number('SELECT count(*) n FROM "Claim" c JOIN "Code" k ON k.id = c."codeId" WHERE c.id = ANY($1)', [ids])),
    doubled: await number(
      'SELECT count(*) n FROM (SELECT 1 FROM "Claim" WHERE "cardId" = $1 GROUP BY openid HAVING count(*) > 1) d',
      [cardId],
    ),
    claimed: await number('SELECT count(*) n FROM "Code" WHERE "cardId" = $1', [cardId]),
    left: await number('SELECT sum("left") n FROM "StockLot" WHERE "cardId" = $1', [cardId]),
    eventClaims: await number(`SELECT count(*) n FROM "Event" WHERE "cardId" = $1 AND type = 'card.claimed'`, [cardId]),
    unnumbered: await number('SELECT count(*) n FROM "Event" WHERE sequence IS NULL', []),
    holes: await number(
      'SELECT coalesce(sum(top - rows), 0) n FROM (SELECT max(sequence) top, count(*) rows FROM "Event" WHERE sequence IS NOT NULL GROUP BY "merchantId") m',
      [],
    ),
  };
  await client.end();
  return verdict;
}

async function databaseUrlOf(dataDir: string): Promise<string> {
  const database = await joinEmbeddedDatabase(dataDir);
  if (!database) throw new Error('No database runs in the data folder');
  return database.url;
}

function keep(verdict: Verdict, seconds: number): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const folder = fileURLToPath(new URL('../../../bench/results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const result = {
    soak: 'kill-nine',
    date: new Date().toISOString(),
    commit,
    node: process.version,
    cores: cpus().length,
    kills: KILLS,
    claimers: CLAIMERS,
    seconds,
    ...verdict,
  };
  writeFileSync(join(folder, 'soak-kill-nine.json'), `${JSON.stringify(result, null, 2)}\n`);
}

async function main(): Promise<void> {
  const world = { dataDir: mkdtempSync(join(tmpdir(), 'kaquan-soak-')), port: await freePort() };
  // The database's own user must reach the folder, so that its files lie where killDatabase looks for them.
  chmodSync(world.dataDir, 0o755);
  const startedAt = Date.now();
  let server = await startServer(world);
  const { secretKey } = sandboxOf(world.dataDir);
  const cardId = await createCard(server.url, secretKey);
  const load = startClaimers({ url: server.url, secretKey, cardId }, CLAIMERS);
  for (let nth = 0; nth < KILLS; nth += 1) {
    await wait(1_500 + ((nth * 377) % 1_000));
    server = await killRound(nth, { ...world, server });
  }
  await wait(2_000);
  await load.stop();
  await wait(2_000);
  const verdict = await judge(await databaseUrlOf(world.dataDir), cardId, load);
  await server.kill('SIGTERM');
  rmSync(world.dataDir, { recursive: true, force: true });
  report(verdict, Math.round((Date.now() - startedAt) / 1_000));
}

function report(verdict: Verdict, seconds: number): void {
  say(JSON.stringify(verdict));
  keep(verdict, seconds);
  const { lost, doubled, claimed, left, holes, eventClaims, unnumbered } = verdict;
  const isGood =
    lost === 0 &&
    doubled === 0 &&
    claimed + left === QUANTITY &&
    holes === 0 &&
    eventClaims === claimed &&
    unnumbered === 0;
  say(isGood ? 'Nothing lost, nothing doubled, stock adds up, no hole.' : 'BROKEN: see the figures above.');
  process.exitCode = isGood ? 0 : 1;
}

await main();
