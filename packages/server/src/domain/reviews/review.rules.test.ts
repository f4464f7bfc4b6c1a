import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { dueAtOf, isFastReviewOpen, parseReasons, reviewStatusOf } from './review.rules.ts';

const shanghai = { timeZone: 'Asia/Shanghai' };

describe('a review', () => {
  // 2026-11-23 is a Monday.
  it.each<[string, 'CARD' | 'STORE', string, string]>([
    ['a card of Monday', 'CARD', '2026-11-23T10:00:00+08:00', '2026-11-27T00:00:00+08:00'],
    ['a card of Thursday', 'CARD', '2026-11-26T10:00:00+08:00', '2026-12-02T00:00:00+08:00'],
    ['a card of Friday night', 'CARD', '2026-11-27T23:59:59+08:00', '2026-12-03T00:00:00+08:00'],
    ['a card of Saturday', 'CARD', '2026-11-28T10:00:00+08:00', '2026-12-03T00:00:00+08:00'],
    ['a card of Sunday', 'CARD', '2026-11-29T10:00:00+08:00', '2026-12-03T00:00:00+08:00'],
    ['a store of Monday', 'STORE', '2026-11-23T10:00:00+08:00', '2026-11-25T00:00:00+08:00'],
    ['a store of Friday', 'STORE', '2026-11-27T10:00:00+08:00', '2026-12-01T00:00:00+08:00'],
    ['a card of the merchant’s Monday', 'CARD', '2026-11-22T20:00:00Z', '2026-11-27T00:00:00+08:00'],
  ])('of %s is due at the end of its last working day', (_what, subject, at, due) =>
    expect(dueAtOf(subject, new Date(at), shanghai)).toEqual(new Date(due)),
  );

  it.each([
    [null, true],
    ['2026-11-22T00:00:00Z', true],
    ['2026-11-23T00:00:00Z', true],
    ['2026-11-23T00:00:01Z', false],
  ])('closed until %s is fast: %s', (until, isOpen) => {
    const merchant = { ...shanghai, fastReviewClosedUntil: until === null ? null : new Date(until) };
    expect(isFastReviewOpen(merchant, new Date('2026-11-23T00:00:00Z'))).toBe(isOpen);
  });

  it.each([
    ['OPEN', null, null],
    ['APPROVED', 'APPROVED', new Date()],
    ['REJECTED', 'REJECTED', new Date()],
    ['CLOSED', null, new Date()],
  ] as const)('is %s', (status, verdict, decidedAt) => expect(reviewStatusOf({ verdict, decidedAt })).toBe(status));
});

describe('reasons', () => {
  it('are kept without the spaces around them', () =>
    expect(parseReasons('REJECTED', [' 图片不清晰 ', '说明\n不完整'])).toEqual(['图片不清晰', '说明\n不完整']));
  it('may be left out of an approval', () => expect(parseReasons('APPROVED', [])).toEqual([]));

  it.each<[string, Parameters<typeof parseReasons>, string, string]>([
    ['a refusal without one', ['REJECTED', []], 'reasons', 'MISSING'],
    ['a blank one', ['REJECTED', ['好', ' ']], 'reasons.1', 'MISSING'],
    ['an over-long one', ['REJECTED', ['长'.repeat(201)]], 'reasons.0', 'TOO_LONG'],
    ['more than 20', ['APPROVED', Array.from({ length: 21 }, () => '好')], 'reasons', 'TOO_LONG'],
    ['a control character', ['APPROVED', ['a\u0007']], 'reasons.0', 'INVALID'],
  ])('are refused for %s', (_what, given, field, fault) =>
    expect(refusalOf(() => parseReasons(...given))).toMatchObject({ field, fault }),
  );
});
