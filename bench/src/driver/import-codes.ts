import { request } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphqlCaller, type GraphqlCaller } from './graphql-caller.ts';
import type { Job, Outcome } from './job.ts';
import { cardInput } from './kaquan-card.ts';

const CREATE = `mutation ($input: CardCreateInput!) { cardCreate(input: $input) { card { id } userErrors { code message } } }`;
const LOOK = `query ($id: ID!) { import(id: $id) { status addedCount failure } }`;
const ADJUST = `mutation ($input: CardStockAdjustInput!) { cardStockAdjust(input: $input) { change { id } userErrors { code message } } }`;

type Created = { cardCreate: { card: { id: string } | null } };
type Looked = { import: { status: string; addedCount: number; failure: string | null } | null };
type Adjusted = { cardStockAdjust: { change: { id: string } | null } };

const LOOK_EVERY_MS = 50;

/**
 * Sends a file of so many codes for a fresh card and waits until all of them are in its pool: from the first byte to
 * the last row. Afterwards each code has its piece, so that claims can take them. Answers with the card.
 */
export async function importCodes(job: Job, rows: number, onBegin: () => void): Promise<Outcome> {
  const { url, key } = job.endpoint;
  const caller = graphqlCaller({ url, key, connections: 1 });
  try {
    const cardId = await createPoolCard(caller, job.name);
    const beganAt = performance.now();
    onBegin();
    const importId = await sendFile({ url: new URL(`/imports?cardId=${cardId}`, url), key }, fileOf(rows));
    await untilDone(caller, importId, rows);
    const seconds = (performance.now() - beganAt) / 1000;
    await addPieces(caller, cardId, rows);
    return { figures: { operations: rows, seconds, p50Ms: null, p99Ms: null }, codes: [cardId] };
  } finally {
    caller.close();
  }
}

async function createPoolCard({ ask }: GraphqlCaller, name: string): Promise<string> {
  const mode = { useCustomCode: true, getCustomCodeMode: 'GET_CUSTOM_CODE_MODE_DEPOSIT', quantity: 0 };
  const { cardCreate } = await ask<Created>(CREATE, { input: { cash: { ...cardInput(name), ...mode } } });
  if (cardCreate.card === null) throw new Error(`Kaquan refused: ${JSON.stringify(cardCreate)}`);
  return cardCreate.card.id;
}

const LINES_AT_ONCE = 10_000;

/** Codes of 12 characters, in an order that no index likes. */
function* fileOf(rows: number): Generator<string> {
  const scattered = (nth: number): string => String((nth * 7_919_999_983) % 1_000_003).padStart(7, '0');
  for (let first = 0; first < rows; first += LINES_AT_ONCE) {
    const count = Math.min(LINES_AT_ONCE, rows - first);
    yield Array.from({ length: count }, (_, nth) => `BENCH${scattered(first + nth)}\n`).join('');
  }
}

function sendFile({ url, key }: { url: URL; key: string | null }, file: Iterable<string>): Promise<string> {
  const headers = { 'Content-Type': 'text/csv', Authorization: `Bearer ${key ?? ''}` };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('error', reject).on('end', () => {
        const id = /"id":"(imp_[^"]+)"/.exec(text)?.[1];
        if (id === undefined) reject(new Error(`The server refused the file: ${text.slice(0, 500)}`));
        else resolve(id);
      });
    });
    sent.on('error', reject);
    Readable.from(file).on('error', reject).pipe(sent);
  });
}

async function untilDone({ ask }: GraphqlCaller, id: string, rows: number): Promise<void> {
  for (;;) {
    const { import: seen } = await ask<Looked>(LOOK, { id });
    if (seen?.status === 'DONE' && seen.addedCount === rows) return;
    if (seen?.status !== 'QUEUED' && seen?.status !== 'RUNNING')
      throw new Error(`The import ended as ${JSON.stringify(seen)}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function addPieces({ ask }: GraphqlCaller, cardId: string, delta: number): Promise<void> {
  const input = { cardId, delta, idempotencyKey: `stock-${cardId}` };
  const { cardStockAdjust } = await ask<Adjusted>(ADJUST, { input });
  if (cardStockAdjust.change === null) throw new Error(`Kaquan refused: ${JSON.stringify(cardStockAdjust)}`);
}
