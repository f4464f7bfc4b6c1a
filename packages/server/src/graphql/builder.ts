import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { may } from '../domain/kit/access.ts';
import type { Scope } from '../domain/kit/actor.ts';
import type PrismaTypes from '../generated/pothos.ts';
import { getDatamodel } from '../generated/pothos.ts';
import type { GraphqlContext } from './context.ts';
import { usualComplexity } from './kit/cost.ts';
import { loaderClient } from './kit/loader-client.ts';
import { forbidden } from './kit/door-errors.ts';

export type * as Rows from '../generated/prisma/client.ts';
export type { PrismaTypes };

type Scalar<Input, Output = Input> = { Input: Input; Output: Output };

/** What a field may ask of its caller. */
type AuthScopes = {
  /** Any credential: public reads. Who has none never gets this far. */
  caller: boolean;
  /** A credential that holds this scope. */
  scope: Scope;
};

/** The one builder. Rooms define their types on it; `schema.ts` makes the schema of them. */
export const builder = new SchemaBuilder<{
  Context: GraphqlContext;
  PrismaTypes: PrismaTypes;
  AuthScopes: AuthScopes;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    ID: Scalar<string>;
    Fen: Scalar<number, number | bigint>;
    Sequence: Scalar<bigint>;
    DateTime: Scalar<Date>;
    Date: Scalar<string>;
    DateOrDateTime: Scalar<Date | string>;
    TimeZone: Scalar<string>;
    JSON: Scalar<unknown>;
  };
}>({
  // Authorization first, so that nothing is loaded for who may not see it; Prisma last.
  plugins: [ScopeAuthPlugin, RelayPlugin, ComplexityPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: ({ domain }) => ({ caller: true, scope: (scope) => may(domain.actor, scope) }),
    // What flows later is checked again by the access filters of the rows it names.
    authorizeOnSubscribe: true,
    unauthorizedError: () => forbidden('This credential may not read or do this'),
  },
  complexity: { fieldComplexity: usualComplexity },
  relay: {
    nodeTypeOptions: { description: 'Anything with an id: `prefix_` + ULID (26 characters), unique everywhere.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list (Relay connections).' },
    idFieldOptions: { description: 'Id of this object, for `node` and for the arguments that name it.' },
    hasNextPageFieldOptions: { description: 'Whether there are rows after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are rows before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row; null on an empty page.' },
    // `node` and `nodes` are our own: they check scope and tenant before they load.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
  },
  prisma: {
    // Types the client by Prisma's: relations are loaded by questions that reads answer.
    client: ({ domain }) => loaderClient(domain),
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    onUnusedQuery: 'error',
  },
});

builder.queryType({ description: 'Everything that can be read. Each field names the scope that it asks for.' });
builder.subscriptionType({
  description:
    'What can be followed live, over SSE or WebSocket: events of the table, replayed after a cursor, then as they come (graphql.md §9).',
});
builder.mutationType({ description: 'Everything that can be changed. Refusals are data: read `userErrors`.' });

/** The type arguments of the builder, for helpers that define types. */
export type BuilderTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;
