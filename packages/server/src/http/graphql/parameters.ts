import { z } from 'zod';
import { readJson } from '../body.ts';
import { badRequest } from '../door-refusal.ts';
import type { Exchange } from '../exchange.ts';

/** What a request names, before any document is looked at. */
export type Parameters = {
  query: string | null;
  /** SHA-256 in hex of a persisted document. */
  documentId: string | null;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | null;
};

/** Holds the longest list that a mutation takes: 10,000 users of a card. */
const BODY_LIMIT_BYTES = 1024 * 1024;

const variablesSchema = z.record(z.string(), z.unknown(), { error: 'variables: an object' });
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'documentId: 64 hex digits (SHA-256 of the document)');

const bodySchema = z.object(
  {
    query: z.string({ error: 'query: a text' }).nullish(),
    documentId: hashSchema.nullish(),
    variables: variablesSchema.nullish(),
    operationName: z.string({ error: 'operationName: a text' }).nullish(),
  },
  { error: 'The body is one object with query or documentId; batches are not taken' },
);

/** @throws DoorRefusal 400 */
export function parametersOf(given: unknown): Parameters {
  return plainParameters(given) ?? checkedParameters(given);
}

/** What nearly every request is: a text, perhaps with variables. Null: the schema has to look closer. */
function plainParameters(given: unknown): Parameters | null {
  if (!isRecord(given)) return null;
  const { query, documentId, variables = {}, operationName = null } = given;
  if (typeof query !== 'string' || documentId !== undefined || !isRecord(variables)) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  return { query, documentId: null, variables, operationName: operationName || null };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkedParameters(given: unknown): Parameters {
  const parsed = bodySchema.safeParse(given);
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? 'The request is malformed');
  const { query, documentId, variables, operationName } = parsed.data;
  return {
    query: query ?? null,
    documentId: documentId ?? null,
    variables: variables ?? {},
    operationName: operationName || null,
  };
}

/** @throws DoorRefusal 413, 415, 400 */
export const readPost = async ({ req }: Exchange): Promise<Parameters> =>
  parametersOf(await readJson(req, BODY_LIMIT_BYTES));

/** @throws DoorRefusal 400 */
export function readGet({ url }: Exchange): Parameters {
  const ask = (name: string): string | null => url.searchParams.get(name);
  return parametersOf({
    query: ask('query'),
    documentId: ask('id'),
    variables: jsonOf(ask('variables')),
    operationName: ask('operationName'),
  });
}

function jsonOf(text: string | null): unknown {
  if (text === null || text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('variables: JSON');
  }
}
