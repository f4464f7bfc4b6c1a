import { describe, expect, it } from 'vitest';
import { givingRefusal } from './gift-checks.ts';

const noon = new Date('2030-01-15T12:00:00Z');
const evening = new Date('2030-01-15T20:00:00Z');

describe('a code', () => {
  const card = { canGiveFriend: true };
  const code = { status: 'NORMAL', validUntil: evening, giftExpiresAt: null } as const;

  it.each([
    ['that is held can be given', { card, code }, undefined],
    ['that came back can be given again', { card, code: { ...code, status: 'GIFT_TIMEOUT' } }, undefined],
    [
      'whose gift is overdue can be given again',
      { card, code: { ...code, status: 'GIFTING', giftExpiresAt: noon } },
      undefined,
    ],
    ['of another card can not', { card: { canGiveFriend: false }, code }, 'GIFT_NOT_ALLOWED'],
    ['that is over can not', { card, code: { ...code, validUntil: noon } }, 'EXPIRED'],
    [
      'that is on its way can not',
      { card, code: { ...code, status: 'GIFTING', giftExpiresAt: evening } },
      'CODE_STATUS_FORBIDS',
    ],
    ['that was used can not', { card, code: { ...code, status: 'CONSUMED' } }, 'CODE_STATUS_FORBIDS'],
    ['that is void can not', { card, code: { ...code, status: 'UNAVAILABLE' } }, 'CODE_STATUS_FORBIDS'],
    ['that was deleted can not', { card, code: { ...code, status: 'DELETED' } }, 'CODE_STATUS_FORBIDS'],
  ] satisfies [string, Parameters<typeof givingRefusal>[0], string | undefined][])('%s', (_what, giving, refused) =>
    expect(givingRefusal(giving, noon)?.code).toBe(refused),
  );
});
