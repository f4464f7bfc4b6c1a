import type { IncomingMessage } from 'node:http';
import { assertMay } from '../domain/kit/access.ts';
import { type DomainError, InvalidInputError } from '../domain/kit/errors.ts';
import { importStores, type RowOutcome, type StoreRow } from '../domain/stores/index.ts';
import { csvLine, UTF8_MARK } from './csv.ts';
import { methodNotAllowed } from './door-refusal.ts';
import { type Exchange, headerOf } from './exchange.ts';
import type { ImportRoutesOptions } from './imports.ts';
import { readStoreFile, type StoreFile, templateHeadings } from './imports-stores-file.ts';
import { languageTagOf } from './pages/language.ts';
import { reply, replyJson } from './reply.ts';
import { at, type Route } from './routes.ts';
import { drain, openUpload } from './upload-stream.ts';

const LIMIT_BYTES = 5_242_880;

/** Files of stores: `POST /imports/stores` takes one, `GET /imports/stores/template.csv` gives an empty one. */
export function createStoreImportRoutes(options: ImportRoutesOptions): Route[] {
  return [
    at('/imports/stores', (exchange) => takeFile(exchange, options)),
    at('/imports/stores/template.csv', (exchange) => sendTemplate(exchange, options)),
  ];
}

/**
 * One CSV file of at most 5 MB and 5,000 stores, raw or as a part of a form. Answers 200 with what became of each row; with
 * `?dryRun=1` with what would become of it. Needs the scope stores:write.
 */
async function takeFile(exchange: Exchange, { root, identifyRequest }: ImportRoutesOptions): Promise<void> {
  const { req, url } = exchange;
  if (req.method !== 'POST') throw methodNotAllowed('POST');
  const { actor } = await identifyRequest(exchange, { isWrite: true });
  const ctx = { ...root, actor };
  // Before the body is read: a stranger's megabytes are not worth a look.
  assertMay(ctx, 'stores:write');
  const isDryRun = isSwitchedOn(url.searchParams.get('dryRun'));
  const file = await readStoreFile(await bodyOf(req));
  const { rows, misfits } = sorted(file);
  const outcomes = [...misfits, ...(await importStores(ctx, { rows, isDryRun }))].toSorted((a, b) => a.row - b.row);
  replyJson(exchange, 200, { dryRun: isDryRun, ...countsOf(outcomes), rows: outcomes.map((one) => shown(one, file)) });
}

function isSwitchedOn(value: string | null): boolean {
  if (value === null || value === '0' || value === 'false') return false;
  if (value === '1' || value === 'true') return true;
  throw new InvalidInputError(['dryRun'], 'dryRun is 1 or 0');
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  try {
    const { bytes } = await openUpload(req, LIMIT_BYTES);
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    return Buffer.concat(pieces);
  } catch (error) {
    await drain(req);
    throw error;
  }
}

/** The rows that can be read as a store, and the outcomes of those that can't. */
function sorted({ rows }: StoreFile): { rows: StoreRow[]; misfits: RowOutcome[] } {
  const refusal = new InvalidInputError(['file'], 'The row has more cells than the file has columns');
  return {
    rows: rows.flatMap(({ row, draft }) => (draft ? [{ row, draft }] : [])),
    misfits: rows.flatMap(({ row, draft }) => (draft ? [] : [{ row, outcome: 'FAILED' as const, refusal }])),
  };
}

function countsOf(outcomes: readonly RowOutcome[]) {
  const countOf = (wanted: RowOutcome['outcome']): number =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    rowCount: outcomes.length,
    addedCount: countOf('ADDED'),
    duplicateCount: countOf('DUPLICATE'),
    failedCount: countOf('FAILED'),
  };
}

function shown(one: RowOutcome, file: StoreFile): Record<string, unknown> {
  const { row, outcome } = one;
  switch (one.outcome) {
    case 'ADDED':
      return { row, outcome, store: one.store };
    case 'DUPLICATE':
      return { row, outcome, of: one.of };
    case 'FAILED':
      return { row, outcome, ...refusalShown(one.refusal, file) };
    default:
      return one satisfies never;
  }
}

/** `field` by its name of contract §9.2, `column` as the file heads it; both null where no one field is at fault. */
function refusalShown({ code, message, field, weixinCode, ...more }: DomainError, { columns }: StoreFile) {
  const column = columns.get(String(field[0]));
  const fault = 'fault' in more ? { fault: more.fault } : {};
  return { field: column?.name ?? null, column: column?.heading ?? null, code, ...fault, message, weixinCode };
}

/** The headings alone, in the language of the browser or of `?lang=`; in English they are the names of contract §9.2. */
async function sendTemplate(exchange: Exchange, { identifyRequest }: ImportRoutesOptions): Promise<void> {
  const { req, url } = exchange;
  if (req.method !== 'GET') throw methodNotAllowed('GET');
  await identifyRequest(exchange, { isWrite: false });
  const language = languageTagOf(headerOf(req, 'accept-language'), url.searchParams.get('lang'));
  reply(exchange, 200, UTF8_MARK + csvLine(templateHeadings(language)), {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="stores.csv"',
  });
}
