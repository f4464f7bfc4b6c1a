import { describe, expect, it } from 'vitest';
import { CodeStatus, CodeType } from '../../generated/prisma/enums.ts';
import { codeActionsAt, walletStateAt, type WalletState } from './wallet.rules.ts';

const validFrom = new Date('2030-01-01T00:00:00Z');
const validUntil = new Date('2030-02-01T00:00:00Z');
const justBefore = (time: Date): Date => new Date(time.getTime() - 1);

/** Where it lies before its begin, in its time, and after its end. */
const STATES = {
  NORMAL: ['UPCOMING', 'USABLE', 'EXPIRED'],
  GIFT_TIMEOUT: ['UPCOMING', 'USABLE', 'EXPIRED'],
  CONSUMED: ['USED', 'USED', 'USED'],
  GIFTING: ['GIFTING', 'GIFTING', 'GIFTING'],
  GIFTED: ['GIVEN', 'GIVEN', 'GIVEN'],
  UNAVAILABLE: ['VOID', 'VOID', 'VOID'],
  DELETED: [null, null, null],
} satisfies Record<CodeStatus, (WalletState | null)[]>;

describe('a code in a wallet', () => {
  it.each(Object.values(CodeStatus))('that is %s lies where its status and the time put it', (status) => {
    const code = { status, validFrom, validUntil, giftExpiresAt: null };
    const moments = [justBefore(validFrom), validFrom, justBefore(validUntil), validUntil];
    const [before, during, after] = STATES[status];
    expect(moments.map((at) => walletStateAt(code, at))).toEqual([before, during, during, after]);
  });

  it('without an end is usable for ever', () => {
    const code = { status: 'NORMAL', validFrom, validUntil: null, giftExpiresAt: null } as const;
    expect(walletStateAt(code, new Date('2200-01-01T00:00:00Z'))).toBe('USABLE');
  });
});

describe('what its holder may do next', () => {
  const card = { codeType: 'CODE_TYPE_QRCODE', canGiveFriend: true } as const;
  const code = { status: 'NORMAL', validFrom, validUntil, giftExpiresAt: null, card } as const;
  const during = justBefore(validUntil);

  it('is to show, give or delete a code that is good', () =>
    expect(codeActionsAt(code, during)).toEqual(['SHOW', 'GIVE', 'DELETE']));

  it('is nothing to show before it begins', () =>
    expect(codeActionsAt(code, justBefore(validFrom))).toEqual(['GIVE', 'DELETE']));

  it('is only to delete it once it is over', () => expect(codeActionsAt(code, validUntil)).toEqual(['DELETE']));

  it('is not to give what its card keeps with its holder', () =>
    expect(codeActionsAt({ ...code, card: { ...card, canGiveFriend: false } }, during)).toEqual(['SHOW', 'DELETE']));

  it.each(Object.values(CodeType))('of a card with %s is to show it unless it is for use online only', (codeType) =>
    expect(codeActionsAt({ ...code, card: { ...card, codeType } }, during).includes('SHOW')).toBe(
      codeType !== 'CODE_TYPE_NONE',
    ),
  );

  it.each([
    ['CONSUMED', []],
    ['GIFTING', []],
    ['GIFTED', []],
    ['DELETED', []],
    ['UNAVAILABLE', ['DELETE']],
  ] as const)('with one that is %s is %j', (status, actions) =>
    expect(codeActionsAt({ ...code, status }, during)).toEqual(actions),
  );
});
