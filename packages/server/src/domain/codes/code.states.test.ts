import { describe, expect, it } from 'vitest';
import { CodeStatus } from '../../generated/prisma/enums.ts';
import { codeStatusAt, isRedeemable, type ShownCodeStatus } from './code.states.ts';

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
    expect(codeStatusAt({ status, validUntil }, before)).toBe(status),
  );

  it.each(Object.values(CodeStatus))('that is %s and good for ever shows it always', (status) =>
    expect(codeStatusAt({ status, validUntil: null }, new Date('2200-01-01T00:00:00Z'))).toBe(status),
  );

  it.each(Object.values(CodeStatus))('that is %s expires at the end only if it could still be used', (status) =>
    expect(codeStatusAt({ status, validUntil }, validUntil)).toBe(STATES[status][1]),
  );
});
