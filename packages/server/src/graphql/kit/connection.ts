import type { ObjectRef } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { DomainContext } from '../../domain/kit/context.ts';
import type { Scope } from '../../domain/kit/actor.ts';
import { builder, type BuilderTypes, type PrismaTypes } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import type { SortValue } from './cursor.ts';
import { enumType } from './enum.ts';
import { cursorFor, type Direction, type Order, type PageArgs, pageOf, pageQuery, pageSize, type Sort } from './paging.ts';
import type { PrismaWhere, Where } from './where.ts';

const COUNT_LIMIT = 10_000;
const MAX_SIZE = 100;
const MAX_REPORT_SIZE = 1_000;

type Row = Readonly<Record<string, unknown>>;
type Count = { value: number; precision: 'EXACT' | 'AT_LEAST' };
type Connection = {
  edges: { node: Row; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  count: () => Promise<Count>;
};

const CountPrecisionEnum = enumType('CountPrecision', 'How exact a count is (graphql.md §4).', {
  EXACT: 'Just so many.',
  AT_LEAST: `More than ${COUNT_LIMIT}: counting stopped there.`,
});

const CountType = builder.objectRef<Count>('Count').implement({
  description: 'How many rows a list has under its `where`, whatever the page.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: `Number of rows, at most ${COUNT_LIMIT}.` }),
    precision: t.expose('precision', { type: CountPrecisionEnum, description: 'Whether `value` is exact.' }),
  }),
});

const DirectionEnum = enumType('SortDirection', 'Which way a list runs.', {
  ASC: 'Smallest, or earliest, first.',
  DESC: 'Greatest, or latest, first.',
});

/** A list of rows of one model, as Relay connection. */
export type ListOptions = {
  /** Prisma model and name of the GraphQL type; `<model>Connection`, `<model>Edge`, `<model>Order` follow. */
  model: keyof PrismaTypes;
  type: ObjectRef<BuilderTypes, object>;
  /** Orders by name; the first is the default. */
  sorts: Readonly<Record<string, Sort>>;
  defaultDirection?: Direction;
  where: Where;
  /** The rows that the caller may see: the room's access filter. It throws when the scope is missing. */
  visible: (domain: DomainContext) => PrismaWhere;
};

/** Defines the types of a list. Spread `field` into a field, or use {@link listQuery} for one at the root. */
export function defineList(list: ListOptions) {
  const type = connectionType(list);
  const args = listArgs(list);
  const orders = ordersOf(list);
  const resolveRows = (rows: (domain: DomainContext) => PrismaWhere) => async (args: ListArgs, context: GraphqlContext, info: GraphQLResolveInfo): Promise<Connection> => {
    const { domain } = context;
    const order = orderOf(args, orders, list.defaultDirection ?? 'DESC');
    const maxSize = domain.actor.kind === 'reportKey' ? MAX_REPORT_SIZE : MAX_SIZE;
    const page = pageQuery(args, order, maxSize);
    const chosen = { AND: [rows(domain), list.where.toPrisma(args.where, domain)] };
    const relations = queryFromInfo({ context, info, typeName: list.type.name, paths: [['nodes'], ['edges', 'node']] });
    const delegate = delegateOf(domain, list.model);
    const found = await delegate.findMany({ ...relations, ...page, where: { AND: [chosen, page.where] } });
    return connectionOf(pageOf(found, args, maxSize), order, () => countOf(delegate, chosen));
  };
  return {
    options: list,
    field: { type, args, complexity: (args: PageArgs) => ({ field: 2, multiplier: pageSize(args) }) },
    /** Resolves the rows that the caller may see. */
    resolve: resolveRows(list.visible),
    /** The row with that id, if the caller may see it, with what the query asks of it. */
    findVisible: async (id: string, context: GraphqlContext, info: GraphQLResolveInfo): Promise<Row | null> => {
      const { domain } = context;
      const relations = queryFromInfo({ context, info, typeName: list.type.name });
      return delegateOf(domain, list.model).findFirst({ ...relations, where: { AND: [list.visible(domain), { id }] } });
    },
    /** Resolves exactly these rows, for a list below an object that the caller has been shown. */
    resolveBelow: (rows: PrismaWhere) => resolveRows(() => rows),
  };
}

export type List = ReturnType<typeof defineList>;

/** Adds a list to the root. */
export function listQuery(name: string, list: List, options: { scope: Scope; description: string }): void {
  builder.queryField(name, (t) =>
    t.field({
      ...list.field,
      description: `${options.description} Needs \`${options.scope}\`.`,
      authScopes: { scope: options.scope },
      resolve: (_root, args, context, info) => list.resolve(args, context, info),
    }),
  );
}

type ListArgs = PageArgs & {
  where?: Row | null | undefined;
  orderBy?: { by: string; direction?: Direction | null | undefined } | null | undefined;
};

function listArgs({ model, sorts, where, defaultDirection = 'DESC' }: ListOptions) {
  const byEnum = enumType(`${model}Sort`, `What a list of ${model} rows can be ordered by; equal ones are ordered by id.`, descriptionsOf(sorts));
  const orderInput = builder.inputType(`${model}Order`, {
    description: `The order of a list of ${model} rows.`,
    fields: (t) => ({
      by: t.field({ type: byEnum, required: true, description: 'What to order by.' }),
      direction: t.field({ type: DirectionEnum, description: `Which way; ${defaultDirection} when absent.` }),
    }),
  });
  return builder.args((t) => ({
    first: t.int({ description: `Size of the page from the start: 1–${MAX_SIZE}, under a report key 1–${MAX_REPORT_SIZE}; 20 when neither first nor last is given.` }),
    after: t.string({ description: 'Only rows after this cursor, which must come from the same order.' }),
    last: t.int({ description: `Size of the page from the end, like \`first\`; not together with it.` }),
    before: t.string({ description: 'Only rows before this cursor, which must come from the same order.' }),
    where: t.field({ type: where.input, description: 'Which rows; all that the caller may see when absent.' }),
    orderBy: t.field({ type: orderInput, description: `Order of the rows; ${Object.keys(sorts)[0]} ${defaultDirection} when absent.` }),
  }));
}

const descriptionsOf = (sorts: ListOptions['sorts']): Record<string, string> =>
  Object.fromEntries(Object.entries(sorts).map(([name, { description }]) => [name, description]));

function connectionType({ model, type }: ListOptions) {
  const edgeType = builder.objectRef<Connection['edges'][number]>(`${model}Edge`).implement({
    description: `One ${model} in a list, with its cursor.`,
    fields: (t) => ({
      node: t.field({ type, description: 'The object itself.', resolve: (edge) => edge.node }),
      cursor: t.exposeString('cursor', { description: 'Place in the list, for `after` and `before`; opaque.' }),
    }),
  });
  return builder.objectRef<Connection>(`${model}Connection`).implement({
    description: `A page of a list of ${model} rows (Relay connection).`,
    fields: (t) => ({
      nodes: t.field({ type: [type], description: 'The objects of this page.', complexity: { field: 0, multiplier: 1 }, resolve: ({ edges }) => edges.map(({ node }) => node) }),
      edges: t.field({ type: [edgeType], description: 'The objects of this page with their cursors.', complexity: { field: 0, multiplier: 1 }, resolve: ({ edges }) => edges }),
      pageInfo: t.field({ type: builder.pageInfoRef(), description: 'Where this page stands.', complexity: { field: 0, multiplier: 0 }, resolve: ({ pageInfo }) => pageInfo }),
      count: t.field({ type: CountType, description: 'Number of all rows under this `where`. Costs a query of its own.', complexity: { field: 2, multiplier: 0 }, resolve: ({ count }) => count() }),
    }),
  });
}

const ordersOf = ({ sorts }: ListOptions): [string, Sort][] => Object.entries(sorts);

function orderOf({ orderBy }: ListArgs, sorts: [string, Sort][], defaultDirection: Direction): Order {
  const [name, sort] = sorts.find(([key]) => key === orderBy?.by) ?? sorts[0] ?? [];
  if (!name || !sort) throw new Error('A list without an order');
  const direction = orderBy?.direction ?? defaultDirection;
  return { sort, direction, name: `${name} ${direction}` };
}

function connectionOf({ rows, ...more }: { rows: Row[]; hasNextPage: boolean; hasPreviousPage: boolean }, order: Order, count: Connection['count']): Connection {
  const edges = rows.map((node) => ({ node, cursor: cursorFor(order, sortValueOf(node, order), String(node['id'])) }));
  return {
    edges,
    pageInfo: { ...more, startCursor: edges.at(0)?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
    count,
  };
}

async function countOf(delegate: Delegate, where: PrismaWhere): Promise<Count> {
  const counted = await delegate.count({ where, take: COUNT_LIMIT + 1 });
  return counted > COUNT_LIMIT ? { value: COUNT_LIMIT, precision: 'AT_LEAST' } : { value: counted, precision: 'EXACT' };
}

type Delegate = { findMany: (query: object) => Promise<Row[]>; findFirst: (query: object) => Promise<Row | null>; count: (query: object) => Promise<number> };

// One list serves every model, and Prisma's delegates share no type: the model is named by `ListOptions.model`.
const delegateOf = ({ prisma }: DomainContext, model: string): Delegate =>
  Reflect.get(prisma, model.charAt(0).toLowerCase() + model.slice(1)) as Delegate;

// A sort column is never null and of one of these types by the contract of `Sort`.
const sortValueOf = (row: Row, order: Order): SortValue => row[order.sort.column] as SortValue;
