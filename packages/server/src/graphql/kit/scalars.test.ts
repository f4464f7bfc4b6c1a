import { isScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../schema.ts';

function parse(name: string, value: unknown): unknown {
  const type = schema.getType(name);
  if (!isScalarType(type)) throw new Error(`No scalar ${name}`);
  return type.parseValue(value);
}

describe('DateTime', () => {
  it.each([
    ['2026-11-23T10:00:00+08:00', '2026-11-23T02:00:00.000Z'],
    ['2026-11-23t10:00:00.123456z', '2026-11-23T10:00:00.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s', (text, time) => {
    expect(parse('DateTime', text)).toEqual(new Date(time));
  });

  it.each([
    ['2026-11-23T10:00:00'],
    ['2026-11-23'],
    ['2026-02-30T10:00:00Z'],
    ['0000-01-01T00:00:00Z'],
    ['0001-01-01T00:00:00+14:00'],
    ['9999-12-31T23:59:59-12:00'],
    ['tomorrow'],
    [1],
    [null],
  ])('refuses %j', (value) => {
    expect(() => parse('DateTime', value)).toThrow('RFC 3339');
  });
});

describe('Date', () => {
  it.each([['2026-02-30'], ['2026-1-1'], ['2026-11-23T00:00:00Z'], [20_261_123]])('refuses %j', (value) => {
    expect(() => parse('Date', value)).toThrow('calendar date');
  });
});
