import type { Identity } from '../../domain/access/index.ts';
import { DoorRefusal } from '../door-refusal.ts';
import type { Parameters } from './parameters.ts';

/** Text of a persisted document that the caller's merchant may run, or null. */
export type FindDocument = (identity: Identity, hash: string) => Promise<string | null>;

const MOST_KEPT = 2_000;

/** Remembers documents that were found. A hash names one text for ever, so what is kept never gets stale. */
export function rememberDocuments(find: FindDocument): FindDocument {
  const kept = new Map<string, string>();
  return async (identity, hash) => {
    const { actor } = identity;
    const key = `${actor.kind === 'system' ? '' : (actor.merchantId ?? '')}:${hash}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const text = await find(identity, hash);
    if (text !== null && kept.size < MOST_KEPT) kept.set(key, text);
    return text;
  };
}

const persistedOnly = (message: string): DoorRefusal => new DoorRefusal(403, 'PERSISTED_ONLY', message);

/**
 * The text to run.
 * @throws DoorRefusal PERSISTED_ONLY when this caller may run registered documents only and this is none
 */
export async function documentFor(parameters: Parameters, identity: Identity, find: FindDocument): Promise<string> {
  const { documentId, query } = parameters;
  if (documentId === null) {
    if (!identity.mayRunAnyDocument)
      throw persistedOnly('A publishable key runs registered documents only: send documentId');
    if (query === null || query === '') throw new DoorRefusal(400, 'BAD_REQUEST', 'Send query or documentId');
    return query;
  }
  const text = await find(identity, documentId);
  if (text !== null) return text;
  if (!identity.mayRunAnyDocument) throw persistedOnly('No document with this id is registered');
  throw new DoorRefusal(404, 'NOT_FOUND', 'No document with this id is registered');
}
