import { describe, expect, it } from 'vitest';
import { CodeStatus } from '../../generated/prisma/enums.ts';
import {
  CODE_OPERATIONS,
  codeAllows,
  type CodeOperation,
  codeStatusAt,
  isRedeemable,
  type ShownCodeStatus,
} from './code.states.ts';

const validUntil = new Date('2030-02-01T00:00:00Z');
const before = new Date(validUntil.getTime() - 1);

/** Whether it can be redeemed, and what is shown once the validity is over. */
const STATES = {
  NORMAL: [true, 'EXPIRED'],
  GIFT_TIMEOUT: [true, 'EXPIRED'],
  CONSUMED: [false, 'CONSUMED'],
  GIFTING: [false, 'GIFTING'],
  GIFTED: [false, 'GIFTED'],
  DELETED: [false, 'DELETED'],
  UNAVAILABLE: [false, 'UNAVAILABLE'],
} satisfies Record<CodeStatus, [boolean, ShownCodeStatus]>;

describe('a code', () => {
  it.each(Object.values(CodeStatus))('that is %s can be redeemed or not, whatever the time', (status) =>
    expect(isRedeemable(status)).toBe(STATES[status][0]),
  );

  it.each(Object.values(CodeStatus))('that is %s shows it until the last moment of its validity', (status) =>
    expect(codeStatusAt({ status, validUntil, giftExpiresAt: null }, before)).toBe(status),
  );

  it.each(Object.values(CodeStatus))('that is %s and good for ever shows it always', (status) =>
    expect(codeStatusAt({ status, validUntil: null, giftExpiresAt: null }, new Date('2200-01-01T00:00:00Z'))).toBe(
      status,
    ),
  );

  it.each(Object.values(CodeStatus))('that is %s expires at the end only if it could still be used', (status) =>
    expect(codeStatusAt({ status, validUntil, giftExpiresAt: null }, validUntil)).toBe(STATES[status][1]),
  );
});

describe('a gift', () => {
  const giftExpiresAt = new Date('2030-01-15T00:00:00Z');
  const gifting = { status: 'GIFTING', validUntil, giftExpiresAt } as const;

  it('is on its way until the last moment in which it can be taken', () =>
    expect(codeStatusAt(gifting, new Date(giftExpiresAt.getTime() - 1))).toBe('GIFTING'));

  it('that nobody took is back at once, whatever the row says', () =>
    expect(codeStatusAt(gifting, giftExpiresAt)).toBe('GIFT_TIMEOUT'));

  it('that nobody took expires like any other code', () => expect(codeStatusAt(gifting, validUntil)).toBe('EXPIRED'));
});

/** What merchant and holder can do with a code, in the order REPLACE, VOID, DELETE. */
const OPERATIONS = {
  NORMAL: [true, true, true],
  GIFT_TIMEOUT: [true, true, true],
  EXPIRED: [true, true, true],
  GIFTING: [false, true, false],
  CONSUMED: [false, false, false],
  GIFTED: [false, false, false],
  DELETED: [false, false, false],
  UNAVAILABLE: [false, false, true],
} satisfies Record<ShownCodeStatus, boolean[]>;

const table = Object.entries(OPERATIONS).flatMap(([status, allowed]) =>
  CODE_OPERATIONS.map((operation, nth): [string, CodeOperation, boolean] => [status, operation, allowed[nth] === true]),
);

it.each(table)('a code that is %s allows %s: %s', (status, operation, isAllowed) =>
  expect(codeAllows(shown(status), operation)).toBe(isAllowed),
);

// Keys of the table above, which the compiler has checked.
const shown = (status: string): ShownCodeStatus => status as ShownCodeStatus;
