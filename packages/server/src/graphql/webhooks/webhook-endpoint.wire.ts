import type { EndpointDraft, EndpointUpdate } from '../../domain/webhooks/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import type { Rows } from '../builder.ts';

type Given<T> = { [K in keyof T]?: T[K] | null | undefined };
type DraftInput = { name: string; url: string } & Given<{
  types: readonly string[];
  document: string;
  variables: unknown;
}>;
type ChangesInput = { endpointId: string } & Given<
  Omit<DraftInput, 'variables'> & { variables: unknown; expectedVersion: number; status: 'ACTIVE' | 'PAUSED' }
>;

export const draftOf = ({ name, url, types, document, variables }: DraftInput): EndpointDraft => ({
  name,
  url,
  types: types ?? [],
  document: document ?? null,
  variables: variablesOf(variables ?? null),
});

/** Only for document and variables null says something: take it away. */
export function changesOf({ endpointId, document, variables, ...given }: ChangesInput): EndpointUpdate {
  const { name, url, types, status, expectedVersion } = given;
  return {
    endpointId,
    expectedVersion: expectedVersion ?? undefined,
    ...(name == null ? {} : { name }),
    ...(url == null ? {} : { url }),
    ...(types == null ? {} : { types }),
    ...(status == null ? {} : { status }),
    ...(document === undefined ? {} : { document }),
    ...(variables === undefined ? {} : { variables: variablesOf(variables) }),
  };
}

function variablesOf(given: unknown): Rows.Prisma.JsonObject | null {
  if (given === null) return null;
  if (isObject(given)) return given;
  throw new InvalidInputError(['variables'], 'An object');
}

/** What came as JSON is made of JSON. */
const isObject = (given: unknown): given is Rows.Prisma.JsonObject =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
