import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getImport, problemPages, receiveImport } from '../domain/codes/index.ts';
import { assertMay } from '../domain/kit/access.ts';
import type { Actor } from '../domain/kit/actor.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { csvLine, UTF8_MARK } from './csv.ts';
import { badRequest, DoorRefusal, methodNotAllowed } from './door-refusal.ts';
import type { Exchange } from './exchange.ts';
import { replyJson, sendHead } from './reply.ts';
import { at, below, type Route } from './routes.ts';
import { drain, openUpload } from './upload-stream.ts';

export type ImportRoutesOptions = {
  root: Omit<DomainContext, 'actor'>;
  /** The gate that every door shares: who calls, or a refusal. */
  identifyRequest: (exchange: Exchange, call: { isWrite: boolean }) => Promise<{ actor: Actor }>;
};

const LIMIT_BYTES = 67_108_864;
const PROBLEMS_PATH = /^\/imports\/(imp_[0-9A-Z]{26})\/problems\.csv$/;

/** Files of codes travel outside GraphQL: `POST /imports` takes one, `GET /imports/<id>/problems.csv` tells what was wrong in it. */
export function createImportRoutes(options: ImportRoutesOptions): Route[] {
  return [
    at('/imports', (exchange) => takeFile(exchange, options)),
    below('/imports', (exchange) => sendProblems(exchange, options)),
  ];
}

/** `?cardId=…`: one file of codes, raw or as a part of a form, at most 64 MB. Answers 201 `{ id }`. Needs the scope codes:write. */
async function takeFile(exchange: Exchange, { root, identifyRequest }: ImportRoutesOptions): Promise<void> {
  const { req, url } = exchange;
  if (req.method !== 'POST') throw methodNotAllowed('POST');
  const { actor } = await identifyRequest(exchange, { isWrite: true });
  const ctx = { ...root, actor };
  // Before the body is read: a stranger's megabytes are not worth a look.
  assertMay(ctx, 'codes:write');
  const cardId = url.searchParams.get('cardId');
  if (!cardId) throw badRequest('Name the card: POST /imports?cardId=…');
  try {
    const { fileName, bytes } = await openUpload(req, LIMIT_BYTES);
    const { id } = await receiveImport(ctx, { cardId, fileName: fileName ?? url.searchParams.get('fileName'), bytes });
    replyJson(exchange, 201, { id });
  } catch (error) {
    await drain(req);
    throw error;
  }
}

/** The rows that were not added, as CSV: line of the file, what stood there, why. Needs the scope codes:read. */
async function sendProblems(exchange: Exchange, { root, identifyRequest }: ImportRoutesOptions): Promise<void> {
  const { req, res, url } = exchange;
  const id = PROBLEMS_PATH.exec(url.pathname)?.[1];
  if (id === undefined) throw new DoorRefusal(404, 'NOT_FOUND', 'There is nothing at this address');
  if (req.method !== 'GET') throw methodNotAllowed('GET');
  const { actor } = await identifyRequest(exchange, { isWrite: false });
  const ctx = { ...root, actor };
  await getImport(ctx, id);
  sendHead(exchange, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${id}-problems.csv"`,
    'Cache-Control': 'no-store',
  });
  await pipeline(Readable.from(problemLines(ctx, id)), res);
}

async function* problemLines(ctx: DomainContext, importId: string): AsyncGenerator<string> {
  yield UTF8_MARK + csvLine(['row', 'value', 'reason']);
  for await (const page of problemPages(ctx, importId))
    yield page.map(({ row, value, reason }) => csvLine([row, value, reason])).join('');
}
