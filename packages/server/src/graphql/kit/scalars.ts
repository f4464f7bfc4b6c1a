import { GraphQLError, type ValueNode, valueFromASTUntyped } from 'graphql';
import { DateTime } from 'luxon';
import { isFen } from '../../domain/kit/money.ts';
import { isStorableTime, isTimeZone } from '../../domain/kit/time.ts';
import { builder } from '../builder.ts';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;

const wrong = (wanted: string): GraphQLError => new GraphQLError(`Expected ${wanted}`);

/** Reads a value from variables and from the text of a document, where a refusal names the place. */
const readingBy = <T>(read: (value: unknown) => T) => ({
  parseValue: read,
  parseLiteral: (node: ValueNode, variables?: Record<string, unknown> | null): T => {
    try {
      return read(valueFromASTUntyped(node, variables));
    } catch (error) {
      throw error instanceof GraphQLError ? new GraphQLError(error.message, { nodes: node }) : error;
    }
  },
});

function fenOfInput(value: unknown): number {
  if (typeof value === 'number' && isFen(value)) return value;
  throw wrong('an amount in fen: a whole number from 0 to 2^53 - 1');
}

function timeOfInput(value: unknown): Date {
  const time = typeof value === 'string' && RFC_3339.test(value) ? DateTime.fromISO(value.toUpperCase()) : null;
  if (time?.isValid && isStorableTime(time.toJSDate())) return time.toJSDate();
  throw wrong('a time by RFC 3339 with its offset, of the years 1 to 9999, such as 2026-11-23T10:00:00+08:00');
}

function numberOfInput(value: unknown): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  throw wrong('the number of an event: a whole number from 0 to 2^53 - 1');
}

function dayOfInput(value: unknown): string {
  if (typeof value === 'string' && DAY.test(value) && DateTime.fromISO(value).isValid) return value;
  throw wrong('a calendar date such as 2026-11-23');
}

/** Whether there is such a day is asked by the rule that needs it, so that it is told as data. */
function dayOrTimeOfInput(value: unknown): Date | string {
  return typeof value === 'string' && DAY.test(value) ? value : timeOfInput(value);
}

function zoneOfInput(value: unknown): string {
  if (typeof value === 'string' && value.length <= 64 && isTimeZone(value)) return value;
  throw wrong('an IANA time zone such as Asia/Shanghai');
}

builder.scalarType('Fen', {
  description: 'Money in fen, 1/100 CNY: a whole JSON number from 0 to 2^53 − 1. The only unit that money is kept in.',
  serialize: Number,
  ...readingBy(fenOfInput),
});

builder.scalarType('Sequence', {
  description: 'Number of an event: a whole JSON number from 1 to 2^53 − 1 (E1).',
  serialize: Number,
  ...readingBy(numberOfInput),
});

builder.scalarType('DateTime', {
  description:
    'A point in time by RFC 3339, always with its offset: `2026-11-23T10:00:00+08:00`, of the years 1 to 9999. Answers are in UTC with milliseconds.',
  serialize: (time) => time.toISOString(),
  ...readingBy(timeOfInput),
});

builder.scalarType('Date', {
  description: 'A calendar date without time or zone, ISO 8601: `2026-11-23`.',
  serialize: (day) => day,
  ...readingBy(dayOfInput),
});

builder.scalarType('DateOrDateTime', {
  description:
    'A point in time (`2026-11-23T10:00:00+08:00`), or a calendar date (`2026-11-23`) that stands for the whole day; the field says in which zone.',
  serialize: (given) => (typeof given === 'string' ? given : given.toISOString()),
  ...readingBy(dayOrTimeOfInput),
});

builder.scalarType('TimeZone', {
  description: 'Name of a time zone in the IANA database: `Asia/Shanghai`.',
  serialize: (zone) => zone,
  ...readingBy(zoneOfInput),
});

builder.scalarType('JSON', {
  description: 'Any JSON value, whose shape is told where it is used.',
  serialize: (value) => value,
  parseValue: (value) => value,
});
