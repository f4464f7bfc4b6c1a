import type { ObjectRef } from '@pothos/core';
import type { DomainContext } from '../../domain/kit/context.ts';
import { builder, type BuilderTypes, type PrismaTypes } from '../builder.ts';
import { enumType } from './enum.ts';
import type { Direction, PageArgs, Sort } from './paging.ts';
import type { PrismaWhere, Where } from './where.ts';

export const COUNT_LIMIT = 10_000;
export const MAX_SIZE = 100;
export const MAX_REPORT_SIZE = 1_000;

export type Row = Readonly<Record<string, unknown>>;
export type Count = { value: number; precision: 'EXACT' | 'AT_LEAST' };
export type Connection = {
  rows: readonly Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Asked only for cursors that are shown: each costs as much as the rest of its row. */
  cursorOf: (row: Row) => string;
  count: () => Promise<Count>;
};

const CountPrecisionEnum = enumType('CountPrecision', 'How exact a count is (graphql.md §4).', {
  EXACT: 'Just so many.',
  AT_LEAST: `More than ${COUNT_LIMIT}: counting stopped there.`,
});

export const CountType = builder.objectRef<Count>('Count').implement({
  description: 'How many rows there are: of a list those under its `where`, whatever the page.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: `Number of rows, at most ${COUNT_LIMIT}.` }),
    precision: t.expose('precision', { type: CountPrecisionEnum, description: 'Whether `value` is exact.' }),
  }),
});

/** What is told of rows that were counted up to one more than the limit. */
export const countFrom = (counted: number): Count =>
  counted > COUNT_LIMIT ? { value: COUNT_LIMIT, precision: 'AT_LEAST' } : { value: counted, precision: 'EXACT' };

const DirectionEnum = enumType('SortDirection', 'Which way a list runs.', {
  ASC: 'Smallest, or earliest, first.',
  DESC: 'Greatest, or latest, first.',
});

/** A list of rows of one model, as Relay connection. */
export type ListOptions = {
  /** Prisma model. */
  model: keyof PrismaTypes;
  /** Name of the GraphQL type, where it is not the model's; `<name>Connection`, `<name>Edge`, `<name>Order` follow. */
  name?: string;
  type: ObjectRef<BuilderTypes, object>;
  /** Orders by name; the first is the default. */
  sorts: Readonly<Record<string, Sort>>;
  defaultDirection?: Direction;
  where: Where;
  /** The rows that the caller may see: the room's access filter. It throws when the scope is missing. */
  visible: (domain: DomainContext) => PrismaWhere;
};

export type ListArgs = PageArgs & {
  where?: Row | null | undefined;
  orderBy?: { by: string; direction?: Direction | null | undefined } | null | undefined;
};

/** The arguments of a list: page, condition and order. */
export function listArgs({ model, name = model, sorts, where, defaultDirection = 'DESC' }: ListOptions) {
  const byEnum = enumType(
    `${name}Sort`,
    `What a list of ${name} rows can be ordered by; equal ones are ordered by id.`,
    descriptionsOf(sorts),
  );
  const orderInput = builder.inputType(`${name}Order`, {
    description: `The order of a list of ${name} rows.`,
    fields: (t) => ({
      by: t.field({ type: byEnum, required: true, description: 'What to order by.' }),
      direction: t.field({ type: DirectionEnum, description: `Which way; ${defaultDirection} when absent.` }),
    }),
  });
  return builder.args((t) => ({
    first: t.int({
      description: `Size of the page from the start: 1–${MAX_SIZE}, under a report key 1–${MAX_REPORT_SIZE}; 20 when neither first nor last is given.`,
    }),
    after: t.string({ description: 'Only rows after this cursor, which must come from the same order.' }),
    last: t.int({ description: `Size of the page from the end, like \`first\`; not together with it.` }),
    before: t.string({ description: 'Only rows before this cursor, which must come from the same order.' }),
    where: t.field({ type: where.input, description: 'Which rows; all that the caller may see when absent.' }),
    orderBy: t.field({
      type: orderInput,
      description: `Order of the rows; ${Object.keys(sorts)[0]} ${defaultDirection} when absent.`,
    }),
  }));
}

const descriptionsOf = (sorts: ListOptions['sorts']): Record<string, string> =>
  Object.fromEntries(Object.entries(sorts).map(([name, { description }]) => [name, description]));

type Edge = { node: Row; list: Connection };

/** What is asked of it is reckoned when it is asked. */
const pageInfoOf = ({ rows, hasNextPage, hasPreviousPage, cursorOf }: Connection) => ({
  hasNextPage,
  hasPreviousPage,
  get startCursor() {
    return cursorAt(rows.at(0), cursorOf);
  },
  get endCursor() {
    return cursorAt(rows.at(-1), cursorOf);
  },
});

const cursorAt = (row: Row | undefined, cursorOf: Connection['cursorOf']): string | null =>
  row === undefined ? null : cursorOf(row);

/** The connection of a list with its edges. */
export function connectionType({ model, name = model, type }: ListOptions) {
  const edgeType = builder.objectRef<Edge>(`${name}Edge`).implement({
    description: `One ${name} in a list, with its cursor.`,
    fields: (t) => ({
      node: t.field({
        type,
        description: 'The object itself.',
        complexity: { field: 0, multiplier: 1 },
        resolve: (edge) => edge.node,
      }),
      cursor: t.string({
        description: 'Place in the list, for `after` and `before`; opaque.',
        resolve: ({ node, list }) => list.cursorOf(node),
      }),
    }),
  });
  return builder.objectRef<Connection>(`${name}Connection`).implement({
    description: `A page of a list of ${name} rows (Relay connection).`,
    fields: (t) => ({
      nodes: t.field({
        type: [type],
        description: 'The objects of this page.',
        complexity: { field: 1, multiplier: 1 },
        resolve: ({ rows }) => [...rows],
      }),
      edges: t.field({
        type: [edgeType],
        description: 'The objects of this page with their cursors.',
        complexity: { field: 1, multiplier: 1 },
        resolve: (list) => list.rows.map((node) => ({ node, list })),
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Where this page stands.',
        complexity: { field: 0, multiplier: 0 },
        resolve: pageInfoOf,
      }),
      count: t.field({
        type: CountType,
        description: 'Number of all rows under this `where`. Costs a query of its own.',
        complexity: { field: 0, multiplier: 0 },
        resolve: ({ count }) => count(),
      }),
    }),
  });
}
