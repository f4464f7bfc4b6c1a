import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { registerOperations, type Root } from '../domain/access/index.ts';
import { InvalidInputError } from '../domain/kit/errors.ts';
import { DoorRefusal } from '../http/door-refusal.ts';
import type { GraphqlEngine, PreparedOperation } from '../http/graphql/engine.ts';
import type { Log } from '../http/log.ts';

const manifestSchema = z.array(z.object({ name: z.string(), hash: z.string(), text: z.string() }));
/** A document of the SDK, as its build has written it. */
export type SdkDocument = z.infer<typeof manifestSchema>[number];

/** Reads the faces of cards by their ids: what an element shows first. */
const FACES_DOCUMENT = 'KqCards';

/** The documents that the SDK of this installation sends; null when it was not built, or not to its end. */
export function readSdkDocuments(installation: string, log: Log): readonly SdkDocument[] | null {
  const path = join(installation, 'packages/sdk/dist/documents.json');
  if (!existsSync(path)) {
    log.info({}, 'The SDK is not built: its documents are not registered');
    return null;
  }
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    log.warn({ err: error, path }, 'The list of the SDK’s documents is broken: build it again');
    return null;
  }
}

/**
 * Lets every merchant's publishable keys run the SDK's documents. Those of older SDKs stay: pages keep them for long.
 * One that the schema can't run is left out, and told of.
 */
export async function registerSdkDocuments(root: Root, documents: readonly SdkDocument[], log: Log): Promise<void> {
  const system = { ...root, actor: { kind: 'system' } as const };
  for (const { name, hash, text } of documents) {
    try {
      const [registered] = await registerOperations(system, { operations: [{ name, text }] });
      if (registered?.hash !== hash) log.warn({ name, hash }, 'A document of the SDK has another hash than it says');
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      log.warn({ name, reason: error.message }, 'A document of the SDK does not fit this server');
    }
  }
}

/** Asks for the faces of cards as the SDK in a page of their merchant would, at once. Null: the page has to ask itself. */
export function createFaceReader(engine: GraphqlEngine, documents: readonly SdkDocument[] | null) {
  const text = documents?.find(({ name }) => name === FACES_DOCUMENT)?.text;
  return async ({ ids, merchantId }: { ids: readonly string[]; merchantId: string }): Promise<readonly unknown[]> => {
    const prepared = text === undefined ? null : preparedOrNull(engine, text, ids);
    if (prepared === null) return ids.map(() => null);
    const actor = { kind: 'publishableKey', id: 'hosted-pages', merchantId, isTest: false } as const;
    const identity = { actor, costPerSecond: 0, mayRunAnyDocument: false };
    const { data } = await prepared.execute({ identity, requestId: 'hosted-pages', acceptLanguage: null });
    const faces = new Map(facesIn(data).map((face) => [idOf(face), face]));
    return ids.map((id) => faces.get(id) ?? null);
  };
}

/** Null when the SDK is of another version than this schema. */
function preparedOrNull(engine: GraphqlEngine, text: string, ids: readonly string[]): PreparedOperation | null {
  try {
    return engine.prepare({ text, variables: { ids }, operationName: null });
  } catch (error) {
    if (error instanceof DoorRefusal) return null;
    throw error;
  }
}

function facesIn(data: unknown): readonly unknown[] {
  const faces = typeof data === 'object' && data !== null && 'cardFaces' in data ? data.cardFaces : [];
  return Array.isArray(faces) ? faces : [];
}

const idOf = (face: unknown): unknown => (typeof face === 'object' && face !== null && 'id' in face ? face.id : null);
