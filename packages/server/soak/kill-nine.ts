// `npm run soak -- [kills] [--seed <number>] [--keep]`: kill -9 of server and database during claims and redemptions.
// Nothing that was answered may be lost, nothing done twice, no number missing. `--keep` writes bench/results/.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinEmbeddedDatabase } from '../src/adapters/database/embedded-postgres.ts';
import { randomOf } from '../test/kit/random.ts';
import { judge, type Verdict } from './judge.ts';
import { type Load, startLoad } from './load.ts';
import { keepResult } from './result.ts';
import { createCard, sandboxOf } from './sandbox.ts';
import { freePort, killDatabase, type ServerProcess, startServer } from './server-process.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '20261124' }, keep: { type: 'boolean', default: false } },
});
const KILLS = Number(positionals[0] ?? 10);
const SEED = Number(values.seed);
const USERS = 32;
const QUANTITY = 1_000_000;
const VICTIMS = ['server', 'database', 'both'] as const;
type Victim = (typeof VICTIMS)[number];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Blow = { victim: Victim; afterMs: number };

/** The blows of a seed: each victim in turn, beginning with any, after a time that no rhythm of the server meets. */
function blowsOf(seed: number, count: number): Blow[] {
  const random = randomOf(seed);
  const first = Math.floor(random() * VICTIMS.length);
  return Array.from({ length: count }, (_, nth) => ({
    victim: VICTIMS[(first + nth) % VICTIMS.length] ?? 'server',
    afterMs: Math.round(1_000 + random() * 2_000),
  }));
}

type World = { dataDir: string; port: number; server: ServerProcess; ownEnds: number };

/** Kills outright, and starts again what does not start by itself. */
async function strike(victim: Victim, world: World): Promise<void> {
  await reviveServer(world);
  if (victim !== 'server') await killDatabase(world.dataDir);
  if (victim === 'database') return;
  await world.server.kill('SIGKILL');
  world.server = await startServer(world);
}

/** A server that ends without a blow is a fault; the run goes on with a new one. */
async function reviveServer(world: World): Promise<void> {
  if (!world.server.hasEnded()) return;
  world.ownEnds += 1;
  world.server = await startServer(world);
}

/** A blow counts when it falls among answers: each user has got some since the last one, however slow the machine is. */
async function untilBusy({ turns }: Load): Promise<void> {
  const enough = turns.length + USERS;
  for (let tries = 0; turns.length < enough && tries < 600; tries += 1) await wait(100);
}

async function databaseUrlOf(dataDir: string): Promise<string> {
  const database = await joinEmbeddedDatabase(dataDir);
  if (!database) throw new Error('No database runs in the data folder');
  return database.url;
}

async function soak(world: World): Promise<Verdict> {
  const { secretKey } = sandboxOf(world.dataDir);
  const { url } = world.server;
  const cardId = await createCard({ url, secretKey }, QUANTITY);
  const load = startLoad({ url, secretKey, cardId }, USERS);
  for (const [nth, { victim, afterMs }] of blowsOf(SEED, KILLS).entries()) {
    await untilBusy(load);
    await wait(afterMs);
    say(`kill ${nth + 1} of ${KILLS}: ${victim}`);
    await strike(victim, world);
  }
  await wait(2_000);
  await reviveServer(world);
  await load.stop();
  // The sequencer numbers what was committed last.
  await wait(2_000);
  for (const odd of [...load.refusals, ...load.secondAnswers, ...load.secondRedemptions].slice(0, 20))
    say(`odd: ${odd}`);
  const verdict = await judge(await databaseUrlOf(world.dataDir), { cardId, quantity: QUANTITY, load });
  return { ...verdict, faults: { serversThatEndedByThemselves: world.ownEnds, ...verdict.faults } };
}

async function main(): Promise<void> {
  const place = { dataDir: mkdtempSync(join(tmpdir(), 'kaquan-soak-')), port: await freePort() };
  // The database's own user must reach the folder, so that its files lie where killDatabase looks for them.
  chmodSync(place.dataDir, 0o755);
  const startedAt = Date.now();
  const world: World = { ...place, server: await startServer(place), ownEnds: 0 };
  try {
    report(await soak(world), Math.round((Date.now() - startedAt) / 1_000));
  } finally {
    await world.server.kill('SIGTERM');
    rmSync(place.dataDir, { recursive: true, force: true });
  }
}

function report(verdict: Verdict, seconds: number): void {
  say(JSON.stringify(verdict, null, 2));
  if (values.keep)
    say(`Kept in ${keepResult('kill-nine', { seed: SEED, kills: KILLS, users: USERS, seconds }, verdict)}`);
  const broken = Object.entries(verdict.faults).filter(([, count]) => count !== 0);
  say(
    broken.length === 0
      ? 'Nothing lost, nothing done twice, stock adds up, no hole.'
      : `BROKEN: ${broken.map(([name, count]) => `${name} ${count}`).join(', ')}`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

await main();
