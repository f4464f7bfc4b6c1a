import type { InputRef } from '@pothos/core';
import type { DomainContext } from '../../domain/kit/context.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';

/** A condition as Prisma takes it, and one as it came in. */
export type PrismaWhere = Readonly<Record<string, unknown>>;
/** Prisma's operators on one field: `equals`, `in`, `gte`, `lt`. */
export type Operators = Readonly<Record<string, unknown>>;
type WhereShape = Readonly<Record<string, unknown>>;

/** One field that rows can be chosen by. Only indexed columns may be one. */
export type WhereField = {
  filter: InputRef<unknown>;
  description: string;
  /** The column, or what to ask of the database for these operators. */
  column: string | ((operators: Operators, domain: DomainContext) => PrismaWhere);
};

export type Where = {
  input: InputRef<WhereShape>;
  /** @throws InvalidInputError when the condition is too large or compares with null. */
  toPrisma: (where: WhereShape | null | undefined, domain: DomainContext) => PrismaWhere;
};

// Prisma leaves empty conditions and an empty OR out wherever they are nested, which turns their meaning round.
const NOTHING: PrismaWhere = { id: { in: [] } };
const EVERYTHING: PrismaWhere = { NOT: NOTHING };

/** One of these holds; none of nothing does. */
export const anyOf = (conditions: readonly PrismaWhere[]): PrismaWhere =>
  conditions.length > 0 ? { OR: conditions } : NOTHING;
/** All of these hold; all of nothing always do. */
export const allOf = (conditions: readonly PrismaWhere[]): PrismaWhere =>
  conditions.length > 0 ? { AND: conditions } : EVERYTHING;

const MAX_DEPTH = 4;
const MAX_CONDITIONS = 50;
const MAX_VALUES = 100;

const IN = `At most ${MAX_VALUES} values.`;

export const IdFilter = builder.inputType('IdFilter', {
  description: 'Chooses by id.',
  fields: (t) => ({
    eq: t.id({ description: 'Is this id.' }),
    in: t.idList({ description: `Is one of these ids. ${IN}` }),
  }),
});

export const StringFilter = builder.inputType('StringFilter', {
  description: 'Chooses by a text, compared character by character.',
  fields: (t) => ({
    eq: t.string({ description: 'Is this text.' }),
    in: t.stringList({ description: `Is one of these texts. ${IN}` }),
  }),
});

/** For a text that people search by: only on rows that another index has narrowed down to few. */
export const SearchFilter = builder.inputType('SearchFilter', {
  description: 'Chooses by a text.',
  fields: (t) => ({
    eq: t.string({ description: 'Is this text.' }),
    in: t.stringList({ description: `Is one of these texts. ${IN}` }),
    contains: t.string({ description: 'Holds this text somewhere; capitals and small letters are the same.' }),
  }),
});

export const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description: 'Chooses by time; spans are half-open, so that neighbours never share a row.',
  fields: (t) => ({
    gte: t.field({ type: 'DateTime', description: 'At this time or later.' }),
    lt: t.field({ type: 'DateTime', description: 'Before this time.' }),
  }),
});

export const IntFilter = builder.inputType('IntFilter', {
  description: 'Chooses by a whole number.',
  fields: (t) => ({
    eq: t.int({ description: 'Is this number.' }),
    in: t.intList({ description: `Is one of these numbers. ${IN}` }),
    gte: t.int({ description: 'This number or greater.' }),
    lt: t.int({ description: 'Smaller than this number.' }),
  }),
});

export const BooleanFilter = builder.inputType('BooleanFilter', {
  description: 'Chooses by yes or no.',
  fields: (t) => ({ eq: t.boolean({ required: true, description: 'Is so, or is not.' }) }),
});

export const FenFilter = builder.inputType('FenFilter', {
  description: 'Chooses by an amount in fen; spans are half-open.',
  fields: (t) => ({
    eq: t.field({ type: 'Fen', description: 'Is this amount.' }),
    gte: t.field({ type: 'Fen', description: 'This amount or more.' }),
    lt: t.field({ type: 'Fen', description: 'Less than this amount.' }),
  }),
});

/** A filter on an enum: `{ eq, in }`. */
export function enumFilter(name: string, of: InputRef<string>): InputRef<unknown> {
  return builder.inputType(`${name}Filter`, {
    description: `Chooses by ${name}.`,
    fields: (t) => ({
      eq: t.field({ type: of, description: 'Is this value.' }),
      in: t.field({ type: [of], description: `Is one of these values. ${IN}` }),
    }),
  });
}

/** The `where` argument of a list: its fields, joined by AND, with `and`, `or` and `not`. */
export function whereType(name: string, fields: Readonly<Record<string, WhereField>>): Where {
  const input = builder.inputRef<WhereShape>(`${name}Where`);
  input.implement({
    description: `Chooses among ${name} rows. Conditions side by side must all hold. At most ${MAX_CONDITIONS} conditions, ${MAX_DEPTH} levels.`,
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries(fields).map(([field, { filter, description }]) => [
          field,
          t.field({ type: filter, description }),
        ]),
      ),
      and: t.field({ type: [input], description: 'All of these hold.' }),
      or: t.field({ type: [input], description: 'At least one of these holds; an empty list never does.' }),
      not: t.field({ type: input, description: 'This does not hold.' }),
    }),
  });
  return {
    input,
    toPrisma: (where, domain) => translate(where ?? {}, { fields, domain, path: ['where'], seen: { conditions: 0 } }),
  };
}

type Translation = {
  fields: Readonly<Record<string, WhereField>>;
  domain: DomainContext;
  path: readonly (string | number)[];
  seen: { conditions: number };
};

function translate(where: WhereShape, at: Translation): PrismaWhere {
  if (at.path.filter((step) => typeof step === 'string').length > MAX_DEPTH + 1) {
    throw new InvalidInputError(at.path, `Conditions nest at most ${MAX_DEPTH} levels deep`);
  }
  const conditions = Object.entries(where)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => conditionOf(name, value, { ...at, path: [...at.path, name] }));
  return allOf(conditions);
}

function conditionOf(name: string, value: unknown, at: Translation): PrismaWhere {
  if (name === 'and') return allOf(translateAll(value, at));
  if (name === 'or') return anyOf(translateAll(value, at));
  if (name === 'not') return { NOT: translate(shapeOf(value), at) };
  const field = at.fields[name];
  if (!field) throw new InvalidInputError(at.path, 'No such condition');
  at.seen.conditions += 1;
  if (at.seen.conditions > MAX_CONDITIONS)
    throw new InvalidInputError(['where'], `At most ${MAX_CONDITIONS} conditions`);
  const operators = operatorsOf(shapeOf(value), at.path);
  if (Object.keys(operators).length === 0) return EVERYTHING;
  return typeof field.column === 'string' ? { [field.column]: operators } : field.column(operators, at.domain);
}

const translateAll = (list: unknown, at: Translation): PrismaWhere[] =>
  (Array.isArray(list) ? list : []).map((entry, place) =>
    translate(shapeOf(entry), { ...at, path: [...at.path, place] }),
  );

const PRISMA_OPERATORS: Readonly<Record<string, string>> = { eq: 'equals', in: 'in', gte: 'gte', lt: 'lt' };

function operatorsOf(filter: WhereShape, path: Translation['path']): Operators {
  const operators = Object.entries(filter).map(([name, value]): [string, unknown] => {
    if (value === null) throw new InvalidInputError([...path, name], 'Nothing compares with null: leave it out');
    if (Array.isArray(value) && value.length > MAX_VALUES)
      throw new InvalidInputError([...path, name], `At most ${MAX_VALUES} values`);
    return [PRISMA_OPERATORS[name] ?? name, name === 'contains' && typeof value === 'string' ? literal(value) : value];
  });
  const isSearch = filter['contains'] !== undefined;
  return { ...Object.fromEntries(operators), ...(isSearch ? { mode: 'insensitive' } : {}) };
}

/** Prisma hands LIKE's own signs on as they are. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The values that `equals` and `in` allow, a list each; for fields that are no column. */
export function valuesOf({ equals, in: list }: Operators): string[][] {
  return [...(equals === undefined ? [] : [[equals]]), ...(Array.isArray(list) ? [list] : [])].map((values) =>
    values.map(String),
  );
}

// GraphQL has checked the value against the input type before it comes here: an input object.
const shapeOf = (value: unknown): WhereShape => value as WhereShape;
