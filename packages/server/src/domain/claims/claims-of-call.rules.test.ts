import { describe, expect, it } from 'vitest';
import type { Actor } from '../kit/actor.ts';
import { claimsOfCall } from './claims-of-call.rules.ts';

const program: Actor = { kind: 'system' };
const user: Actor = { kind: 'user', merchantId: 'mch_1', openid: 'ann', id: 'ann', keyId: 'key_1' };
const call = (changes: object = {}) => ({
  claims: [{ cardId: 'card_1' }, { cardId: 'card_2' }],
  openid: 'ann',
  idempotencyKey: 'a-key-of-the-call',
  ...changes,
});
const keysOf = (changes: object = {}) => claimsOfCall(program, call(changes)).map((claim) => claim.idempotencyKey);

describe('claimsOfCall', () => {
  it('gives each claim the user of the call', () => {
    expect(claimsOfCall(program, call())).toMatchObject([
      { cardId: 'card_1', openid: 'ann' },
      { cardId: 'card_2', openid: 'ann' },
    ]);
  });

  it('gives each claim a key that follows from the call’s and its place', () => {
    const keys = keysOf();
    expect(new Set(keys).size).toBe(2);
    expect(keysOf()).toEqual(keys);
    expect(keysOf({ idempotencyKey: 'another-key' })).not.toEqual(keys);
    expect(keysOf({ idempotencyKey: 'x'.repeat(64) })).toEqual([
      expect.stringMatching(/^\w{64}$/),
      expect.stringMatching(/^\w{64}$/),
    ]);
  });

  it('lets two claims of one card be two', () => {
    expect(new Set(keysOf({ claims: [{ cardId: 'card_1' }, { cardId: 'card_1' }] })).size).toBe(2);
  });

  it('keeps the key that a claim has of its own', () => {
    const claims = [
      { cardId: 'card_1', idempotencyKey: 'mine-1234' },
      { cardId: 'card_2', idempotencyKey: null },
    ];
    expect(keysOf({ claims })).toEqual(['mine-1234', keysOf()[1]]);
  });

  it.each<[string, Actor, object, string]>([
    ['no claim', program, { claims: [] }, 'claims'],
    ['eleven claims', program, { claims: Array.from({ length: 11 }, () => ({ cardId: 'c' })) }, 'claims'],
    ['a short key', program, { idempotencyKey: 'short' }, 'idempotencyKey'],
    ['no user', program, { openid: null }, 'openid'],
    ['an openid beside a token', user, {}, 'openid'],
  ])('refuses %s', (_what, actor, changes, field) => {
    expect(() => claimsOfCall(actor, call(changes))).toThrow(expect.objectContaining({ field: [field] }));
  });
});
