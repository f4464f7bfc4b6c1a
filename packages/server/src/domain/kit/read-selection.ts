import { column, conditionOf, joins, type Table, tableOf, type Writing } from './read-condition.ts';
import type { Column, Relation } from './read-model.ts';
import { treeOf, unreadable } from './unreadable.ts';

/** What Prisma is asked for: the columns and neighbours of rows. */
export type Selection = Readonly<Record<string, unknown>>;

/** How a row is made of the list of values that the statement gives for it. */
export type Shape = { columns: readonly Column[]; neighbours: readonly Neighbour[] };
type Neighbour = { name: string; isList: boolean; shape: Shape };

type Asked = { columns: readonly Column[]; relations: readonly (readonly [Relation, Selection])[] };
type Written = { sql: string; shape: Shape };

/** PostgreSQL takes no more arguments for one function. */
const MOST_VALUES = 100;
const ROW_ARGUMENTS = ['select', 'include', 'where', 'orderBy', 'take'];

/**
 * The rows that a query of Prisma's asks for, as one value: a JSON list of rows, each a list of values. The rows are
 * chosen and cut off before their values are built.
 * @throws UnreadableError
 */
export function rowsExpression(
  query: Selection,
  table: Table,
  { writing, joined }: { writing: Writing; joined?: string },
): Written {
  const { where = {}, orderBy, take } = known(query, ROW_ARGUMENTS);
  const { model, alias } = table;
  const conditions = [...(joined === undefined ? [] : [joined]), conditionOf(where, table, writing)].join(' AND ');
  const chosen = `SELECT ${alias}.* FROM "${model.name}" ${alias} WHERE ${conditions}${orderOf(orderBy, table, writing)}${limitOf(take)}`;
  const { sql, shape } = rowExpression(query, table, writing);
  return { sql: `(SELECT coalesce(json_agg(${sql}), '[]') FROM (${chosen}) ${alias})`, shape };
}

function rowExpression(query: Selection, table: Table, writing: Writing): Written {
  const { columns, relations } = askedOf(query, table);
  const neighbours = relations.map(([relation, below]) => ({
    relation,
    ...neighbourExpression(relation, below, { table, writing }),
  }));
  const values = [
    ...columns.map(({ name, isLarge }) => `${column(table, name)}${isLarge ? '::text' : ''}`),
    ...neighbours.map(({ sql }) => sql),
  ];
  if (values.length > MOST_VALUES) unreadable('rows of so many values');
  return {
    sql: `json_build_array(${values.join(', ')})`,
    shape: {
      columns,
      neighbours: neighbours.map(({ relation: { name, isList }, shape }) => ({ name, isList, shape })),
    },
  };
}

function neighbourExpression(
  relation: Relation,
  below: Selection,
  { table, writing }: { table: Table; writing: Writing },
): Written {
  const there = tableOf(relation.model, writing);
  const joined = joins(relation, table, there);
  if (relation.isList) return rowsExpression(below, there, { writing, joined });
  known(below, ['select', 'include']);
  const { sql, shape } = rowExpression(below, there, writing);
  return { sql: `(SELECT ${sql} FROM "${there.model.name}" ${there.alias} WHERE ${joined})`, shape };
}

/** Arguments that change which rows come must all be known. */
function known(query: Selection, names: readonly string[]): Selection {
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && !names.includes(name)) unreadable(`the argument ${name}`);
  return query;
}

function askedOf({ select, include }: Selection, { model }: Table): Asked {
  if (select && include) unreadable('select beside include');
  const named = entriesOf(select ?? include);
  const columns = select
    ? named.filter(([name]) => model.columns.has(name)).map(([name]) => name)
    : model.columns.keys();
  const relations = named.filter(([name]) => !model.columns.has(name));
  return {
    columns: [...columns].map((name) => model.columns.get(name) ?? unreadable(`the column ${name}`)),
    relations: relations.map(([name, below]) => [
      model.relations.get(name) ?? unreadable(`the relation ${name}`),
      below === true ? {} : treeOf(below),
    ]),
  };
}

const entriesOf = (selection: unknown): [string, unknown][] =>
  selection == null
    ? []
    : Object.entries(treeOf(selection)).filter(([, asked]) => asked !== undefined && asked !== false);

function limitOf(take: unknown): string {
  if (take === undefined) return '';
  if (typeof take !== 'number' || !Number.isInteger(take) || take < 0) unreadable('this number of rows');
  return ` LIMIT ${take}`;
}

function orderOf(orderBy: unknown, table: Table, writing: Writing): string {
  if (orderBy === undefined) return '';
  const entries = (Array.isArray(orderBy) ? orderBy : [orderBy]).flatMap((entry) => Object.entries(treeOf(entry)));
  if (entries.length === 0) return '';
  return ` ORDER BY ${entries.map(([name, value]) => orderedBy(name, value, { table, writing })).join(', ')}`;
}

const WAYS: Readonly<Record<string, string>> = { asc: 'ASC', desc: 'DESC' };

function orderedBy(name: string, value: unknown, { table, writing }: { table: Table; writing: Writing }): string {
  const { model } = table;
  if (model.columns.has(name) && typeof value === 'string')
    return `${column(table, name)} ${WAYS[value] ?? unreadable('this order')}`;
  const relation = model.relations.get(name);
  const [[ordered, way] = [], ...more] = entriesOf(value);
  if (!relation || relation.isList || ordered === undefined || more.length > 0) return unreadable('this order');
  const there = tableOf(relation.model, writing);
  if (!there.model.columns.has(ordered)) unreadable('this order');
  const sql = `(SELECT ${column(there, ordered)} FROM "${there.model.name}" ${there.alias} WHERE ${joins(relation, table, there)})`;
  return `${sql} ${WAYS[String(way)] ?? unreadable('this order')}`;
}

type Row = Record<string, unknown>;

/** The row that Prisma would have given. */
export function rowOf(values: readonly unknown[], { columns, neighbours }: Shape): Row {
  const row: Row = {};
  let at = 0;
  for (const { name, read } of columns) {
    row[name] = read === null ? values[at] : read(values[at]);
    at += 1;
  }
  for (const { name, isList, shape } of neighbours) {
    row[name] = neighbourOf(values[at], isList, shape);
    at += 1;
  }
  return row;
}

function neighbourOf(json: unknown, isList: boolean, shape: Shape): Row | Row[] | null {
  if (isList) return listIn(json).map((values) => rowOf(values, shape));
  return json === null ? null : rowOf(valuesIn(json), shape);
}

// The statement builds lists of lists, as `rowsExpression` has written it.
const listIn = (json: unknown): unknown[][] => json as unknown[][];
// The statement builds a row as a list, as `rowExpression` has written it.
const valuesIn = (json: unknown): unknown[] => json as unknown[];
