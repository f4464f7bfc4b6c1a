import { type Column, type Model, modelNamed, type Relation } from './read-model.ts';
import { treeOf, unreadable } from './unreadable.ts';

/** Collects the values of a statement with their types, and the names of its tables while its text is written. */
export type Writing = { values: unknown[]; types: Column['sqlType'][]; tables: number };

export type Table = { model: Model; alias: string };

export const column = ({ alias }: Table, name: string): string => `${alias}."${name}"`;

/** Times go as text with their zone: the driver would write them in the zone of this process. */
function place({ values, types }: Writing, value: unknown, type: string | null): string {
  types.push(type);
  return `$${values.push(value instanceof Date ? value.toISOString() : value)}`;
}

/** The next table of a statement. */
export function tableOf(name: string, writing: Writing): Table {
  const model = modelNamed(name);
  if (!model) unreadable(`the model ${name}`);
  writing.tables += 1;
  return { model, alias: `t${writing.tables}` };
}

/**
 * Prisma's `where` as SQL. What is not known here throws: a condition is never left out.
 * @throws UnreadableError
 */
export function conditionOf(where: unknown, table: Table, writing: Writing): string {
  const parts = Object.entries(treeOf(where)).map(([name, value]) => partOf(name, value, { table, writing }));
  return parts.length > 0 ? parts.join(' AND ') : 'TRUE';
}

type At = { table: Table; writing: Writing };

function partOf(name: string, value: unknown, at: At): string {
  const { table, writing } = at;
  if (value === undefined) unreadable('conditions without a value');
  if (name === 'AND') return joined(value, ' AND ', at);
  // Prisma leaves empty conditions out, which turns the meaning of OR and NOT round.
  if (name === 'OR') return joined(refuseEmpty(value), ' OR ', at);
  if (name === 'NOT') return `NOT (${conditionOf(onePlain(value, table), table, writing)})`;
  const relation = table.model.relations.get(name);
  if (relation) return relationHolds(relation, value, at);
  const known = table.model.columns.get(name);
  if (known) return columnHolds({ sql: column(table, name), type: known.sqlType }, value, writing);
  const parts = table.model.compoundKeys.get(name);
  if (parts) return conditionOf(value, table, writing);
  return unreadable(`the condition ${name}`);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function joined(value: unknown, by: ' AND ' | ' OR ', { table, writing }: At): string {
  const parts = listOf(value).map((entry) => `(${conditionOf(entry, table, writing)})`);
  return parts.length > 0 ? `(${parts.join(by)})` : unreadable('empty lists of conditions');
}

function refuseEmpty(value: unknown): readonly unknown[] {
  const list = listOf(value);
  if (list.some(isEmpty)) unreadable('empty conditions in OR');
  return list;
}

/** Nothing but empty conditions, however deep. */
function isEmpty(condition: unknown): boolean {
  const { AND, ...others } = treeOf(condition);
  return Object.keys(others).length === 0 && (AND === undefined || listOf(AND).every(isEmpty));
}

/** One comparison of one column: what the negation of more means is Prisma's to say. */
function onePlain(value: unknown, { model }: Table): object {
  const [[name, compared] = [], ...more] = Object.entries(treeOf(value));
  const isOne = name !== undefined && model.columns.has(name) && more.length === 0;
  return isOne && sizeOf(compared) === 1 ? { [name]: compared } : unreadable('this negation');
}

const sizeOf = (compared: unknown): number =>
  typeof compared === 'object' && compared !== null && !(compared instanceof Date) ? Object.keys(compared).length : 1;

const OPERATORS: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

type Compared = { sql: string; type: string | null };

function columnHolds(compared: Compared, value: unknown, writing: Writing): string {
  const { sql, type } = compared;
  if (value === null) return `${sql} IS NULL`;
  if (typeof value !== 'object' || value instanceof Date) return `${sql} = ${place(writing, value, type)}`;
  const operators = Object.entries(treeOf(value));
  if (operators.length === 0) unreadable('empty conditions');
  return operators.map(([operator, operand]) => operatorHolds(compared, operator, { operand, writing })).join(' AND ');
}

function operatorHolds(
  { sql, type }: Compared,
  operator: string,
  { operand, writing }: { operand: unknown; writing: Writing },
): string {
  if (operator === 'in') return `${sql} = ANY(${place(writing, plainList(operand), type && `${type}[]`)})`;
  if (operand === null && operator === 'equals') return `${sql} IS NULL`;
  if (operand === null && operator === 'not') return `${sql} IS NOT NULL`;
  const sign = operator === 'equals' ? '=' : operator === 'not' ? '<>' : OPERATORS[operator];
  if (sign === undefined) unreadable(`the operator ${operator}`);
  return `${sql} ${sign} ${place(writing, plain(operand), type)}`;
}

const textOf = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : plain(value));

function plain(value: unknown): unknown {
  const isPlain = value instanceof Date || ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
  return isPlain ? value : unreadable('this value');
}

const plainList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.map(textOf) : unreadable('this list of values');

/** The condition that joins rows of `there` to the row `here`. */
export const joins = ({ key, isKeyHere }: Relation, here: Table, there: Table): string =>
  isKeyHere ? `${column(there, 'id')} = ${column(here, key)}` : `${column(there, key)} = ${column(here, 'id')}`;

function relationHolds(relation: Relation, value: unknown, { table, writing }: At): string {
  const there = tableOf(relation.model, writing);
  const found = (where: unknown): string =>
    `EXISTS (SELECT 1 FROM "${there.model.name}" ${there.alias} WHERE ${joins(relation, table, there)} AND ${conditionOf(where, there, writing)})`;
  if (value === null && !relation.isList) return `NOT ${found({})}`;
  const tree = treeOf(value);
  if (!relation.isList) return 'is' in tree || 'isNot' in tree ? unreadable('is and isNot') : found(tree);
  const { some, ...others } = tree;
  return some === undefined || Object.keys(others).length > 0 ? unreadable('this condition on a list') : found(some);
}
