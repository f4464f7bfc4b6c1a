// `npm run soak -- webhooks [minutes] [--users N] [--seed N] [--keep]`: claims and redemptions are sent to a receiver that
// fails half of all calls, times out, resets and restarts. Every event must arrive, with one id, in order per code.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinEmbeddedDatabase } from '../src/adapters/database/embedded-postgres.ts';
import { randomOf } from '../test/kit/random.ts';
import type { Target } from './ask.ts';
import { type FlakyReceiver, startFlakyReceiver } from './flaky-receiver.ts';
import type { Verdict } from './judge.ts';
import { acceptedIds, idsOfTable, judgeWebhooks, TYPES } from './judge-webhooks.ts';
import { startLoad } from './load.ts';
import { keepResult } from './result.ts';
import { createCard, sandboxOf } from './sandbox.ts';
import { freePort, startServer } from './server-process.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string', default: '2' },
    seed: { type: 'string', default: '20261130' },
    keep: { type: 'boolean', default: false },
  },
});
const MINUTES = Number(positionals[0] ?? 10);
const USERS = Number(values.users);
const SEED = Number(values.seed);
const QUANTITY = 1_000_000;
const UP_MS = 15_000;
const DRAIN_LIMIT_MS = 600_000;
const REPLAY_EVERY_MS = 5_000;
const MOST_IN_RANGE = 10_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Answer = { data: Record<string, { endpoint?: { id: string }; secret?: string; userErrors: object[] }> };

async function ask({ url, secretKey }: Target, query: string, input: object): Promise<Answer['data'][string]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const [payload] = Object.values((await answerOf(response)).data);
  if (!payload || payload.userErrors.length > 0) throw new Error(`Refused: ${JSON.stringify(payload)}`);
  return payload;
}

// Answers of our own server to the documents below.
const answerOf = async (response: Response): Promise<Answer> => (await response.json()) as Answer;

const CREATE =
  'mutation ($input: WebhookEndpointCreateInput!) { webhookEndpointCreate(input: $input) { secret endpoint { id } userErrors { code message } } }';
const REPLAY =
  'mutation ($input: EventsReplayInput!) { eventsReplay(input: $input) { count userErrors { code message } } }';

async function soak(target: Target, dataDir: string): Promise<Verdict> {
  const receiver = await startFlakyReceiver(randomOf(SEED), UP_MS);
  try {
    const made = await ask(target, CREATE, { name: 'Soak', url: receiver.url, types: TYPES });
    receiver.trust(made.secret ?? '');
    const cardId = await createCard(target, QUANTITY);
    const load = startLoad({ ...target, cardId }, USERS);
    for (let minute = 0; minute < MINUTES; minute += 1) {
      await wait(60_000);
      say(`minute ${minute + 1} of ${MINUTES}: ${JSON.stringify(receiver.deeds)}`);
    }
    await load.stop();
    receiver.heal();
    const database = await joinEmbeddedDatabase(dataDir);
    if (!database) throw new Error('No database runs in the data folder');
    await wait(2_000);
    const ids = await idsOfTable(database.url, cardId);
    await untilAllArrived(receiver, ids, () => tryWaiting(target, made.endpoint?.id ?? '', ids.length));
    return judgeWebhooks(receiver, ids);
  } finally {
    await receiver.stop();
  }
}

/** What still waits is tried at once, as people would ask for once their receiver is mended. */
async function untilAllArrived(receiver: FlakyReceiver, ids: readonly string[], hurry: () => Promise<void>) {
  const until = performance.now() + DRAIN_LIMIT_MS;
  await hurry();
  for (let left = ids.length; left > 0 && performance.now() < until; ) {
    await wait(REPLAY_EVERY_MS);
    const accepted = acceptedIds(receiver);
    left = ids.filter((id) => !accepted.has(id)).length;
    say(`${left} of ${ids.length} are still to arrive`);
  }
}

/** Numbers beyond the last event are refused to nobody: the range is wide enough for all that happened. */
async function tryWaiting(target: Target, endpointId: string, eventCount: number): Promise<void> {
  for (let after = 0; after <= eventCount * 2; after += MOST_IN_RANGE) {
    const range = after === 0 ? {} : { afterSequence: after };
    await ask(target, REPLAY, { endpointId, ...range, untilSequence: after + MOST_IN_RANGE, onlyMissing: true });
  }
}

function report(verdict: Verdict, seconds: number): void {
  say(JSON.stringify(verdict, null, 2));
  if (values.keep)
    say(`Kept in ${keepResult('webhooks', { seed: SEED, minutes: MINUTES, users: USERS, seconds }, verdict)}`);
  const broken = Object.entries(verdict.faults).filter(([, count]) => count !== 0);
  say(
    broken.length === 0
      ? 'Every event arrived, with one id and one body, signed, in order per code.'
      : `BROKEN: ${broken.map(([name, count]) => `${name} ${count}`).join(', ')}`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

async function main(): Promise<void> {
  const place = { dataDir: mkdtempSync(join(tmpdir(), 'kaquan-soak-')), port: await freePort() };
  // The database's own user must reach the folder.
  chmodSync(place.dataDir, 0o755);
  const startedAt = Date.now();
  const server = await startServer(place);
  try {
    const { secretKey } = sandboxOf(place.dataDir);
    const verdict = await soak({ url: server.url, secretKey }, place.dataDir);
    report(verdict, Math.round((Date.now() - startedAt) / 1_000));
  } finally {
    await server.kill('SIGTERM');
    rmSync(place.dataDir, { recursive: true, force: true });
  }
}

await main();
