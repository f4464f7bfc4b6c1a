import { type Field, type InputFault, InvalidInputError } from '../../kit/errors.ts';
import { isBlank } from '../../kit/text.ts';
import type { LimitedText } from '../text.rules.ts';

/** What is judged of a value before it is read: that it is there, how long it is, and whether the image may be used. */
export type Part =
  | { asks: 'presence'; field: Field; isThere: boolean; fault: InputFault }
  | { asks: 'length'; text: LimitedText }
  | { asks: 'image'; field: Field; url: string };

/** How one kind of value is read. What is stored is read by the same code, so reading twice changes nothing. */
export type Reading<T> = {
  read: (value: unknown, field: Field) => T;
  partsIn: (value: unknown, field: Field) => Part[];
};

/** A named value of a benefit or a ticket. */
export type ShapeField<T> = {
  parse: (value: unknown, field: Field) => T;
  partsOf: (value: unknown, field: Field) => Part[];
};
export type Shape = Readonly<Record<string, ShapeField<unknown>>>;
export type Parsed<S extends Shape> = { [K in keyof S]: S[K] extends ShapeField<infer T> ? T : never };

/** Nothing, a text of which nothing is seen, an empty list, and an object that holds nothing but such. */
function isAbsent(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) ? Object.values(value).every(isAbsent) : isBlank(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

/** A value that must be given; `fault` has the number of its absence. */
export const required = <T>(reading: Reading<T>, fault: InputFault = 'MISSING'): ShapeField<T> => ({
  parse(value, field) {
    if (isAbsent(value)) throw new InvalidInputError(field, 'Missing', fault);
    return reading.read(value, field);
  },
  partsOf: (value, field) => [
    { asks: 'presence', field, isThere: !isAbsent(value), fault },
    ...(isAbsent(value) ? [] : reading.partsIn(value, field)),
  ],
});

/** A value that may be left out, and what stands for it then. */
export const withDefault = <T, D>(reading: Reading<T>, fallback: D): ShapeField<T | D> => ({
  parse: (value, field) => (isAbsent(value) ? fallback : reading.read(value, field)),
  partsOf: (value, field) => (isAbsent(value) ? [] : reading.partsIn(value, field)),
});

export const optional = <T>(reading: Reading<T>): ShapeField<T | null> => withDefault(reading, null);

/** Reads values by their shape. A name that is not in it belongs to another kind and is refused (C1). */
export function readShape<S extends Shape>(shape: S, given: unknown, at: Field): Parsed<S> {
  const record = recordAt(given, at);
  refuseOtherNames(record, shape, at);
  const entries = Object.entries(shape);
  return parsedAs<S>(
    Object.fromEntries(entries.map(([name, field]) => [name, field.parse(record[name], [...at, name])])),
  );
}

export function partsOfShape(shape: Shape, given: unknown, at: Field): Part[] {
  const record = isRecord(given) ? given : {};
  return Object.entries(shape).flatMap(([name, field]) => field.partsOf(record[name], [...at, name]));
}

function recordAt(given: unknown, at: Field): Record<string, unknown> {
  if (isRecord(given) && !Array.isArray(given)) return given;
  throw new InvalidInputError(at, 'Must be an object');
}

function refuseOtherNames(record: Record<string, unknown>, shape: Shape, at: Field): void {
  const stranger = Object.keys(record).find((name) => !Object.hasOwn(shape, name) && !isGivenNothing(record[name]));
  if (stranger !== undefined)
    throw new InvalidInputError([...at, stranger], 'This field belongs to another kind of card', 'UNKNOWN_FIELD');
}

const isGivenNothing = (value: unknown): boolean => value === undefined || value === null;

// Each value was read by the field of its own name; `fromEntries` forgets that pair.
const parsedAs = <S extends Shape>(values: unknown): Parsed<S> => values as Parsed<S>;

/** Some values under one name. */
export const group = <S extends Shape>(shape: S): Reading<Parsed<S>> => ({
  read: (value, field) => readShape(shape, value, field),
  partsIn: (value, field) => partsOfShape(shape, value, field),
});

/** Places in a row, some of which may be empty: null. The place counts, so an empty one keeps those behind it apart. */
export const places = <T>(reading: Reading<T>, most: { places: number; fault: InputFault }): Reading<(T | null)[]> => {
  const place = optional(reading);
  return {
    read(value, field) {
      if (!Array.isArray(value)) throw new InvalidInputError(field, 'Must be a list');
      if (value.length > most.places) throw new InvalidInputError(field, `At most ${most.places}`, most.fault);
      const read = value.map((entry, index) => place.parse(entry, [...field, index]));
      return read.slice(0, read.findLastIndex((entry) => entry !== null) + 1);
    },
    partsIn: (value, field) =>
      Array.isArray(value) ? value.flatMap((entry, index) => place.partsOf(entry, [...field, index])) : [],
  };
};
