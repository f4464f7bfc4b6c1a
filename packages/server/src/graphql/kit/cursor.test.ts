import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { type Cursor, decodeCursor, encodeCursor, type SortKind } from './cursor.ts';

const SORT = 'CREATED_AT DESC';
const decode = (encoded: string, kind: SortKind = 'time', sort = SORT) =>
  decodeCursor(encoded, { sort, kind, argument: 'after' });
const raw = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('a cursor', () => {
  it.each<[SortKind, Cursor]>([
    ['time', { value: new Date('2026-11-23T10:00:00.123Z'), id: 'card_1' }],
    ['text', { value: '满100减10 "quoted"', id: 'card_2' }],
    ['bigint', { value: 9_007_199_254_740_993n, id: 'evt_1' }],
  ])('carries a %s and the id there and back', (kind, cursor) => {
    expect(decode(encodeCursor(SORT, cursor), kind)).toEqual(cursor);
  });

  it('carries the place of what has no value, where an order has such', () => {
    const encoded = encodeCursor(SORT, { value: null, id: 'code_1' });
    const of = { sort: SORT, kind: 'time', argument: 'after' } as const;
    expect(decodeCursor(encoded, { ...of, hasNulls: true })).toEqual({ value: null, id: 'code_1' });
    expect(() => decodeCursor(encoded, of)).toThrow(InvalidInputError);
  });

  it('can stand in an address as it is', () => {
    expect(encodeCursor(SORT, { value: '???>>>满', id: 'x' })).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it.each([
    ['noise', 'not a cursor'],
    ['nothing', ''],
    ['another form', raw({ id: 'x' })],
    ['a time that is none', raw([SORT, 'yesterday', 'x'])],
    ['no id', raw([SORT, '2026-11-23T10:00:00Z'])],
    ['a time that no database keeps', raw([SORT, '0000-01-01T00:00:00Z', 'x'])],
    ['a year of five digits', raw([SORT, '+010000-01-01T00:00:00Z', 'x'])],
    ['a zero byte in the id', raw([SORT, '2026-11-23T10:00:00Z', 'x\0'])],
    ['half a surrogate pair in the id', raw([SORT, '2026-11-23T10:00:00Z', 'x\ud800'])],
    ['more than it should', raw([SORT, '2026-11-23T10:00:00Z', 'x', 1])],
    ['another order', encodeCursor('TITLE ASC', { value: 'a', id: 'x' })],
  ])('is refused with its argument when it holds %s', (_what, encoded) => {
    expect(() => decode(encoded)).toThrow(InvalidInputError);
    expect(() => decode(encoded)).toThrow(expect.objectContaining({ field: ['after'] }));
  });

  it('is refused when its number has letters or its text a zero byte', () => {
    expect(() => decode(raw([SORT, '12x', 'x']), 'bigint')).toThrow(InvalidInputError);
    expect(() => decode(raw([SORT, 'a\0', 'x']), 'text')).toThrow(InvalidInputError);
    expect(() => decode(raw([SORT, 'a\ud800', 'x']), 'text')).toThrow(InvalidInputError);
  });
});
