import { type Field, type InputFault, InvalidInputError } from '../../kit/errors.ts';
import { isFen } from '../../kit/money.ts';
import { LATEST_TIME } from '../../kit/time.ts';
import { normaliseLink } from '../link.rules.ts';
import type { Lines } from '../text.rules.ts';
import { type Reading, required } from './fields.ts';

/** Limit of a benefit that is told as text (seed 004). */
export const BENEFIT_TEXT_BYTES = 3072;
/** Limit of the texts of tickets: that of the two ends of a flight (contract §2.8, 18 CJK characters), where none is told. */
export const TICKET_TEXT_BYTES = 54;
const LINK_BYTES = 128;

const nothing = () => [];

const textIn = (value: unknown, field: Field): string => {
  if (typeof value !== 'string') throw new InvalidInputError(field, 'Must be a text');
  return value;
};

const textReading = (bytes: number, lines: Lines): Reading<string> => ({
  read: textIn,
  partsIn: (value, field) =>
    typeof value === 'string' ? [{ asks: 'length', text: { field, text: value, limit: { bytes }, lines } }] : [],
});

/** A text of one line; 3 bytes a CJK character. */
export const text = (bytes: number): Reading<string> => textReading(bytes, 'one-line');

/** A text that may have line breaks. */
export const lines = (bytes: number): Reading<string> => textReading(bytes, 'many-lines');

/** An address that users are led to, kept as a link of the face is. */
export const link: Reading<string> = {
  ...text(LINK_BYTES),
  read(value, field) {
    const url = normaliseLink(textIn(value, field));
    if (url === null) throw new InvalidInputError(field, 'No http(s) address');
    return url;
  },
};

/** The address of an image (C11). */
export const image: Reading<string> = {
  read: textIn,
  partsIn: (value, field) => [
    ...text(LINK_BYTES).partsIn(value, field),
    ...(typeof value === 'string' ? [{ asks: 'image' as const, field, url: value }] : []),
  ],
};

/** An amount in fen; at least `least`. */
export const fen = (least: number): Reading<number> => ({
  read(value, field) {
    if (typeof value !== 'number' || !isFen(value) || value < least)
      throw new InvalidInputError(field, `Must be an amount in fen of at least ${least}`);
    return value;
  },
  partsIn: nothing,
});

export const wholeNumber = (least: number, most: number): Reading<number> => ({
  read(value, field) {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      throw new InvalidInputError(field, `Must be a whole number from ${least} to ${most}`);
    return value;
  },
  partsIn: nothing,
});

/** Per cent that are taken off. */
export const percent: Reading<number> = wholeNumber(1, 99);

export const flag: Reading<boolean> = {
  read(value, field) {
    if (typeof value !== 'boolean') throw new InvalidInputError(field, 'Must be true or false');
    return value;
  },
  partsIn: nothing,
};

const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A point in time. Stored as text by JSON, so a stored one comes as such. */
export const time: Reading<Date> = {
  read(value, field) {
    const read = typeof value === 'string' && ISO_TIME.test(value) ? new Date(value) : value;
    if (!(read instanceof Date) || Number.isNaN(read.getTime()) || read.getTime() < 0)
      throw new InvalidInputError(field, 'No time', 'TIME');
    if (read >= LATEST_TIME) throw new InvalidInputError(field, 'Must be earlier than 2038-01-19', 'TIME');
    return read;
  },
  partsIn: nothing,
};

/** One of some names. */
export const choice = <const Name extends string>(names: readonly Name[]): Reading<Name> => ({
  read(value, field) {
    const chosen = names.find((name) => name === value);
    if (chosen === undefined) throw new InvalidInputError(field, `Must be one of ${names.join(', ')}`);
    return chosen;
  },
  partsIn: nothing,
});

/** A text of a certain form. */
export const pattern = (form: RegExp, message: string): Reading<string> => ({
  read(value, field) {
    const read = textIn(value, field);
    if (!form.test(read)) throw new InvalidInputError(field, message);
    return read;
  },
  partsIn: nothing,
});

/** A list of equal values without gaps. */
export const list = <T>(
  entry: Reading<T>,
  { most, emptyFault = 'MISSING' }: { most: number; emptyFault?: InputFault },
): Reading<T[]> => {
  const place = required(entry, emptyFault);
  return {
    read(value, field) {
      if (!Array.isArray(value)) throw new InvalidInputError(field, 'Must be a list');
      if (value.length > most) throw new InvalidInputError(field, `At most ${most}`);
      return value.map((one, index) => place.parse(one, [...field, index]));
    },
    partsIn: (value, field) =>
      Array.isArray(value) ? value.flatMap((one, index) => place.partsOf(one, [...field, index])) : [],
  };
};
