import { InvalidInputError } from '../../domain/kit/errors.ts';
import { type Cursor, decodeCursor, encodeCursor, type SortKind, type SortValue } from './cursor.ts';
import type { PrismaWhere } from './where.ts';

export type Direction = 'ASC' | 'DESC';

/** One order of a list: its column must be indexed, or sort few rows; it is null only where `hasNulls` says so. */
export type Sort = {
  column: string;
  kind: SortKind;
  description: string;
  /** Null is greater than every value, as PostgreSQL has it: a time that never comes. */
  hasNulls?: true;
};

/** An order as it was asked for: the sort, its direction, and the name under which cursors know both. */
export type Order = { sort: Sort; direction: Direction; name: string };

export type PageArgs = {
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
};

/** What to ask of the database for one page. */
export type PageQuery = {
  where: PrismaWhere;
  orderBy: Record<string, 'asc' | 'desc'>[];
  /** One more than the page holds, to see whether there is more. */
  take: number;
};

export type Page<Row> = { rows: Row[]; hasNextPage: boolean; hasPreviousPage: boolean };

export const DEFAULT_PAGE_SIZE = 20;

/** @throws InvalidInputError naming the argument that is out of range, doubled or broken. */
export function pageQuery(args: PageArgs, order: Order, maxSize: number): PageQuery {
  const size = sizeOf(args, maxSize);
  const isForward = isForwardPage(args);
  const { sort, direction, name } = order;
  const bounds: PrismaWhere[] = [];
  const place = (argument: 'after' | 'before', encoded: string): Cursor =>
    decodeCursor(encoded, { sort: name, kind: sort.kind, hasNulls: sort.hasNulls, argument });
  if (args.after != null) bounds.push(beyond(place('after', args.after), sort, direction));
  if (args.before != null) bounds.push(beyond(place('before', args.before), sort, opposite(direction)));
  const towards = (isForward ? direction : opposite(direction)) === 'ASC' ? 'asc' : 'desc';
  const orderBy = sort.column === 'id' ? [{ id: towards }] : [{ [sort.column]: towards }, { id: towards }];
  return { where: bounds.length > 0 ? { AND: bounds } : {}, orderBy: orderBy as PageQuery['orderBy'], take: size + 1 };
}

/** Cuts what the database gave for {@link pageQuery} down to the page, in the order that was asked for. */
export function pageOf<Row>(found: readonly Row[], args: PageArgs, maxSize: number): Page<Row> {
  const size = sizeOf(args, maxSize);
  const rows = found.slice(0, size);
  const hasMore = found.length > size;
  // The row that a cursor stands for is beyond the page, so there is a page on that side.
  return isForwardPage(args)
    ? { rows, hasNextPage: hasMore, hasPreviousPage: args.after != null }
    : { rows: rows.toReversed(), hasNextPage: args.before != null, hasPreviousPage: hasMore };
}

/** How many rows a page may hold at most, for the static cost: out of range, the call is refused anyway. */
export const pageSize = ({ first, last }: PageArgs): number =>
  Math.min(Math.max(first ?? last ?? DEFAULT_PAGE_SIZE, 1), 1_000);

export const cursorFor = (order: Order, value: SortValue, id: string): string =>
  encodeCursor(order.name, { value, id });

const isForwardPage = ({ last }: PageArgs): boolean => last == null;

function sizeOf({ first, last }: PageArgs, maxSize: number): number {
  if (first != null && last != null) throw new InvalidInputError(['last'], 'Give first or last, not both');
  const [name, size] = last != null ? ['last', last] : ['first', first ?? DEFAULT_PAGE_SIZE];
  if (size < 1 || size > maxSize) throw new InvalidInputError([String(name)], `From 1 to ${maxSize}`);
  return size;
}

const opposite = (direction: Direction): Direction => (direction === 'ASC' ? 'DESC' : 'ASC');

/** Rows that come after the cursor. The redundant first bound lets the index find the place. */
function beyond({ value, id }: Cursor, { column, hasNulls }: Sort, direction: Direction): PrismaWhere {
  const strictly = direction === 'ASC' ? 'gt' : 'lt';
  if (column === 'id') return { id: { [strictly]: id } };
  const alike = { [column]: value, id: { [strictly]: id } };
  if (value === null) return direction === 'ASC' ? alike : { OR: [alike, { [column]: { not: null } }] };
  const later = [{ [column]: { [strictly]: value } }, alike];
  if (hasNulls && direction === 'ASC') return { OR: [...later, { [column]: null }] };
  return { [column]: { [`${strictly}e`]: value }, OR: later };
}
