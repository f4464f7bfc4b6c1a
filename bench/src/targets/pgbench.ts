import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATEMENTS } from '../../references/sql/statements.ts';
import type { Figures, Work } from '../driver/job.ts';
import { type LoggedTransaction, pgbenchFigures, pgbenchLog } from '../figures/pgbench-log.ts';
import { REFERENCE_CARDS, type ReferenceDatabase } from './reference-data.ts';
import { CARDS, type Manner, type Target } from './target.ts';

export const hasPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0;

/** PostgreSQL's own load generator: the floor of the very same statements. */
export const pgbenchTarget = (database: ReferenceDatabase): Target => ({
  name: 'pgbench',
  title: 'pgbench',
  serverPid: null,
  driverPid: null,
  cards: REFERENCE_CARDS,
  can: (kind) => ['claim', 'redeem', 'readCard', 'listCodes'].includes(kind),
  makeCodes: database.makeCodes,
  run: (work, manner, onBegin) => runPgbench({ url: database.url, work, manner, onBegin }),
});

type Script = { text: string; length: string[] };

/** Variables of a client live as long as it does: `n` counts its transactions. */
const COUNT = '\\set n :n + 1\n';

function scriptFor(work: Work, { name, clients, seconds }: Manner, leadInSeconds: number): Script {
  const timed = ['-T', String(seconds + leadInSeconds)];
  const card = 'cardIds' in work && work.cardIds.length > 1 ? `\\set card random(1, ${CARDS})\n` : '\\set card 0\n';
  const cardId = `'card-' || :card::text`;
  switch (work.kind) {
    case 'claim': {
      const openid = `'${name}-' || :client_id::text || '-' || :n::text`;
      return { text: COUNT + card + filled(STATEMENTS.claim, cardId, openid), length: timed };
    }
    case 'redeem': {
      // As many as there are, shared out evenly: a time limit could run out of codes.
      const each = Math.max(1, Math.floor(work.values.length / clients));
      const first = Number(work.values[0]?.slice(1));
      const value = `'R' || (${first - 1} + :client_id::int * ${each} + :n::int)::text`;
      return { text: COUNT + filled(STATEMENTS.redeem, value), length: ['-t', String(each)] };
    }
    case 'readCard':
      return { text: card + filled(STATEMENTS.readCard, cardId), length: timed };
    case 'listCodes':
      return { text: filled(STATEMENTS.listCodes), length: timed };
    case 'makeCodes':
    case 'follow':
    case 'import':
    case 'empty':
    case 'sellOut':
      throw new Error(`pgbench can't ${work.kind}`);
    default:
      return work satisfies never;
  }
}

/** A statement on one line, as pgbench wants it, with its parameters written in. */
const filled = (statement: string, ...parameters: string[]): string =>
  `${parameters.reduce((text, value, at) => text.replace(`$${at + 1}`, value), statement).replace(/\s+/g, ' ')};\n`;

type Run = { url: string; work: Work; manner: Manner; onBegin: () => void };

/** Connecting counts in its time limit: on a busy machine nothing else may have happened. */
const LEAD_INS = [1, 5, 30] as const;

async function runPgbench(run: Run): Promise<Figures> {
  for (const leadInSeconds of LEAD_INS) {
    const figures = await runOnce(run, leadInSeconds);
    if (figures !== null) return figures;
  }
  throw new Error('pgbench did nothing');
}

async function runOnce({ url, work, manner, onBegin }: Run, leadInSeconds: number): Promise<Figures | null> {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-pgbench-'));
  try {
    const { text, length } = scriptFor(work, manner, leadInSeconds);
    writeFileSync(join(folder, 'script.sql'), text);
    const args = ['-n', '-M', 'prepared', '-c', String(manner.clients), '-j', '1', '-P', '1', '-D', 'n=0', ...length];
    args.push(`--random-seed=${manner.seed}`, '-l', `--log-prefix=${join(folder, 'log')}`);
    const beganAt = await pgbench([...args, '-f', join(folder, 'script.sql')], url, onBegin);
    return pgbenchFigures(transactionsIn(folder), beganAt);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const transactionsIn = (folder: string): LoggedTransaction[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('log'))
    .flatMap((name) => pgbenchLog(readFileSync(join(folder, name), 'utf8')));

/** Runs it to its end. Its first line of progress comes when all are connected: there the measured time begins. */
function pgbench(args: readonly string[], url: string, onBegin: () => void): Promise<number | null> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const env = { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', [...args, pathname.slice(1)], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let beganAt: number | null = null;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (beganAt !== null || !said.includes('progress:')) return;
      beganAt = Date.now();
      onBegin();
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(beganAt) : reject(new Error(`pgbench: ${said.slice(-1_000)}`)),
    );
  });
}
