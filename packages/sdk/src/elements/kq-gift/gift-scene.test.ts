import { describe, expect, it } from 'vitest';
import { aFace, aWalletCode } from '../../../test/kit/a-face.ts';
import { CardError } from '../../core/errors.ts';
import type { Gift, GiftStatus, SharedGift } from '../../holding-types.ts';
import { friendStateOf, giverStateOf, spanUntil } from './gift-scene.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const gift: Gift = {
  id: 'gift_1',
  url: null,
  status: 'OPEN',
  isGroup: false,
  message: null,
  expiresAt: '2026-12-01T10:00:00Z',
};
const shared = (changes: Partial<SharedGift> = {}): SharedGift => ({
  status: 'OPEN',
  message: null,
  isGroup: false,
  isOwn: false,
  expiresAt: gift.expiresAt,
  validFrom: '2026-11-24T10:00:00Z',
  validUntil: null,
  card: aFace(),
  code: null,
  ...changes,
});
const giving = aWalletCode({ actions: ['SHOW', 'GIVE', 'DELETE'] });

describe('the giver', () => {
  it.each([
    ['loading', {}],
    ['error', { error: new CardError('NETWORK') }],
    ['gone', { error: new CardError('NOT_FOUND') }],
    ['gone', { code: null }],
    ['ready', { code: giving }],
    ['closed', { code: aWalletCode() }],
    ['open', { code: aWalletCode({ state: 'GIFTING' }), gift }],
    ['ready', { code: giving, gift: { ...gift, expiresAt: '2026-12-01T00:00:00Z' } }],
    ['given', { code: aWalletCode({ state: 'GIVEN' }), gift: null }],
  ])('is %s', (state, facts) => {
    expect(giverStateOf(facts, NOW)).toBe(state);
  });
});

describe('the friend', () => {
  it.each([
    ['loading', {}],
    ['error', { error: new CardError('NETWORK') }],
    ['gone', { offered: null }],
    ['ready', { offered: shared() }],
    ['ready', { offered: shared(), error: new CardError('NETWORK') }],
    ['own', { offered: shared({ isOwn: true }) }],
    ['over', { offered: shared({ expiresAt: '2026-12-01T00:00:00Z' }) }],
    ['mine', { offered: shared({ status: 'ACCEPTED', code: aWalletCode() }) }],
    ['mine', { offered: shared(), code: aWalletCode() }],
  ])('is %s', (state, facts) => {
    expect(friendStateOf(facts, NOW)).toBe(state);
  });

  it.each<[GiftStatus, string]>([
    ['ACCEPTED', 'taken'],
    ['CANCELLED', 'cancelled'],
    ['TIMED_OUT', 'over'],
    ['ENDED', 'ended'],
  ])('of a gift that is %s is told so', (status, state) => {
    expect(friendStateOf({ offered: shared({ status }) }, NOW)).toBe(state);
  });
});

it.each([
  ['2026-12-01T10:00:00Z', '10:00:00'],
  ['2026-12-02T00:00:00Z', '24:00:00'],
  ['2026-12-01T00:01:05Z', '00:01:05'],
  ['2026-11-30T00:00:00Z', '00:00:00'],
])('counts down to %s', (time, span) => {
  expect(spanUntil(time, NOW)).toBe(span);
});
