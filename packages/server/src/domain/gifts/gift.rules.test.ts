import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import type { GiftStatus } from '../../generated/prisma/enums.ts';
import { assertOpen, giftEndOf, giftStatusAt, isGiftToken, parseGiftMessage } from './gift.rules.ts';

const noon = new Date('2030-01-15T12:00:00Z');
const nextNoon = new Date('2030-01-16T12:00:00Z');
const evening = new Date('2030-01-15T20:00:00Z');

describe('a gift', () => {
  it.each([
    ['24 hours', null, nextNoon],
    ['24 hours, if the code is good for longer', new Date('2030-02-01T00:00:00Z'), nextNoon],
    ['as long as the code is good, if that is sooner', evening, evening],
  ])('can be taken for %s', (_what, validUntil, end) => expect(giftEndOf({ validUntil }, noon)).toEqual(end));

  it.each([
    ['OPEN', new Date(nextNoon.getTime() - 1), 'OPEN'],
    ['OPEN', nextNoon, 'TIMED_OUT'],
    ['ACCEPTED', nextNoon, 'ACCEPTED'],
    ['CANCELLED', nextNoon, 'CANCELLED'],
    ['ENDED', nextNoon, 'ENDED'],
  ] satisfies [GiftStatus, Date, GiftStatus][])('stored as %s at %s is %s', (status, at, shown) => {
    const gift = { status, expiresAt: nextNoon };
    expect(giftStatusAt(gift, at)).toBe(shown);
    const refusal = { code: 'GIFT_GONE', field: 'token' };
    expect(refusalOf(() => assertOpen(gift, at, 'token'))).toEqual(shown === 'OPEN' ? null : refusal);
  });
});

describe('the message of a giver', () => {
  it.each([
    [undefined, null],
    [null, null],
    ['  ', null],
    [' 生日快乐\n🎂 ', '生日快乐\n🎂'],
    ['长'.repeat(64), '长'.repeat(64)],
  ])('%j is kept as %j', (given, kept) => expect(parseGiftMessage(given)).toBe(kept));

  it.each([
    ['长'.repeat(65), 'TOO_LONG'],
    ['a\u202eb', 'INVALID'],
    ['a\0', 'INVALID'],
  ])('%j is refused as %s', (given, fault) =>
    expect(refusalOf(() => parseGiftMessage(given))).toEqual({ code: 'INVALID_INPUT', field: 'message', fault }),
  );
});

it.each([
  ['a'.repeat(22), true],
  ['a'.repeat(21), false],
  [`${'a'.repeat(21)}-`, false],
  ['', false],
])('takes %j as a token: %s', (text, isOne) => expect(isGiftToken(text)).toBe(isOne));
