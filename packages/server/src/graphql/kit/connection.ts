import { type GraphQLObjectType, type GraphQLResolveInfo, isObjectType } from 'graphql';
import type { Scope } from '../../domain/kit/actor.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { readsOf } from '../../domain/kit/reads.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import {
  type Connection,
  connectionType,
  type Count,
  COUNT_LIMIT,
  countFrom,
  listArgs,
  type ListArgs,
  type ListOptions,
  MAX_REPORT_SIZE,
  MAX_SIZE,
  type Row,
} from './connection.type.ts';
import type { SortValue } from './cursor.ts';
import {
  cursorFor,
  type Direction,
  type Order,
  type PageArgs,
  pageOf,
  pageQuery,
  pageSize,
  type Sort,
} from './paging.ts';
import { type PlanOptions, plannedQuery } from './kept-plans.ts';
import { fieldsAt } from './selected-places.ts';
import { rowsShown } from './shown-columns.ts';
import type { PrismaWhere } from './where.ts';

const ROWS = [['nodes'], ['edges', 'node']];

const typeOf = ({ type: { name } }: ListOptions, { schema }: GraphQLResolveInfo): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`A list of ${name}, which is no type of objects`);
  return type;
};

/** What is asked of the rows of a page. */
function planOfPage(list: ListOptions, info: GraphQLResolveInfo): PlanOptions {
  const type = typeOf(list, info);
  const narrow: PlanOptions['narrow'] = (query) =>
    rowsShown(
      query,
      { nodes: fieldsAt(info, ROWS), type, model: list.model },
      // Cursors are made of the column that the page is ordered by.
      { always: Object.values(list.sorts).map(({ column }) => column), info },
    );
  return { type, paths: ROWS, narrow };
}

/** Defines the types of a list. Spread `field` into a field, or use {@link listQuery} for one at the root. */
export function defineList(list: ListOptions) {
  const type = connectionType(list);
  const args = listArgs(list);
  const orders = ordersOf(list);
  const asked = (args: ListArgs, domain: DomainContext) => {
    const order = orderOf(args, orders, list.defaultDirection ?? 'DESC');
    const maxSize = domain.actor.kind === 'reportKey' ? MAX_REPORT_SIZE : MAX_SIZE;
    return { order, maxSize, page: pageQuery(args, order, maxSize) };
  };
  const resolveRows =
    (rows: (domain: DomainContext) => PrismaWhere, loaded: Row[] | null = null) =>
    async (args: ListArgs, context: GraphqlContext, info: GraphQLResolveInfo): Promise<Connection> => {
      const { domain } = context;
      const { order, maxSize, page } = asked(args, domain);
      const chosen = { AND: [rows(domain), list.where.toPrisma(args.where, domain)] };
      const shown = plannedQuery(context, info, planOfPage(list, info));
      const delegate = delegateOf(domain, list.model);
      const found = loaded ?? (await delegate.findMany({ ...shown, ...page, where: { AND: [chosen, page.where] } }));
      return {
        ...pageOf(found, args, maxSize),
        cursorOf: (row) => cursorFor(order, sortValueOf(row, order), String(row['id'])),
        count: () => countOf(delegate, chosen),
      };
    };
  return {
    options: list,
    field: { type, args, complexity: (args: PageArgs) => ({ field: 2, multiplier: pageSize(args) }) },
    /** Resolves the rows that the caller may see. */
    resolve: resolveRows(list.visible),
    /** The row with that id, if the caller may see it, with what the query asks of it. */
    findVisible: async (id: string, context: GraphqlContext, info: GraphQLResolveInfo): Promise<Row | null> => {
      const { domain } = context;
      const relations = plannedQuery(context, info, { type: typeOf(list, info) });
      return delegateOf(domain, list.model).findFirst({ ...relations, where: { AND: [list.visible(domain), { id }] } });
    },
    /**
     * Resolves exactly these rows, for a list below an object that the caller has been shown.
     * @param loaded the page itself, where it came along with that object: see `pageThrough`
     */
    resolveBelow: (rows: PrismaWhere, loaded: Row[] | null = null) => resolveRows(() => rows, loaded),
    /** What to ask of rows that each name one row of this list as `relation`, for the page of these. */
    pageThrough: (relation: string, rows: PrismaWhere, { args, domain }: { args: ListArgs; domain: DomainContext }) => {
      const { orderBy, take, where } = asked(args, domain).page;
      const chosen = { AND: [rows, list.where.toPrisma(args.where, domain), where] };
      return {
        where: { [relation]: chosen },
        orderBy: orderBy.map((by) => ({ [relation]: by })),
        take,
        select: { [relation]: true },
      };
    },
  };
}

export type List = ReturnType<typeof defineList>;

/** Adds a list to the root. */
export function listQuery(
  name: string,
  list: List,
  options: {
    scope: Scope;
    description: string;
    /** Refuses arguments that this list alone can't answer. */
    check?: (args: ListArgs, context: GraphqlContext) => Promise<void>;
  },
): void {
  builder.queryField(name, (t) =>
    t.field({
      ...list.field,
      description: `${options.description} Needs \`${options.scope}\`.`,
      authScopes: { scope: options.scope },
      resolve: async (_root, args, context, info) => {
        await options.check?.(args, context);
        return list.resolve(args, context, info);
      },
    }),
  );
}

const ordersOf = ({ sorts }: ListOptions): [string, Sort][] => Object.entries(sorts);

function orderOf({ orderBy }: ListArgs, sorts: [string, Sort][], defaultDirection: Direction): Order {
  const [name, sort] = sorts.find(([key]) => key === orderBy?.by) ?? sorts[0] ?? [];
  if (!name || !sort) throw new Error('A list without an order');
  const direction = orderBy?.direction ?? defaultDirection;
  return { sort, direction, name: `${name} ${direction}` };
}

async function countOf(delegate: Delegate, where: PrismaWhere): Promise<Count> {
  return countFrom(await delegate.count({ where, take: COUNT_LIMIT + 1 }));
}

type Delegate = {
  findMany: (query: object) => Promise<Row[]>;
  findFirst: (query: object) => Promise<Row | null>;
  count: (query: object) => Promise<number>;
};

// One list serves every model, and Prisma's delegates share no type: the model is named by `ListOptions.model`.
const delegateOf = (domain: DomainContext, model: string): Delegate =>
  Reflect.get(readsOf(domain), model.charAt(0).toLowerCase() + model.slice(1)) as Delegate;

// A sort column is of one of these types by the contract of `Sort`.
const sortValueOf = (row: Row, order: Order): SortValue => row[order.sort.column] as SortValue;
