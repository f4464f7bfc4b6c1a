import { describe, expect, it } from 'vitest';
import { hasPrivateHalf, publicJwkOf } from './user-token-key.rules.ts';

const KEY = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) };

describe('publicJwkOf', () => {
  it('keeps the public half and its name, and nothing else', () => {
    expect(publicJwkOf({ ...KEY, kid: 'k1', use: 'sig', d: 'secret' })).toEqual({ ...KEY, kid: 'k1' });
  });

  it.each([[''], ['x'.repeat(129)], ['a\0'], ['a\ud800'], [7], [null]])('leaves out the name %j', (kid) => {
    expect(publicJwkOf({ ...KEY, kid })).toEqual(KEY);
  });

  it.each([
    [{ ...KEY, kty: 'EC' }],
    [{ ...KEY, crv: 'X25519' }],
    [{ ...KEY, x: 'short' }],
    [{ ...KEY, x: 1 }],
    ['text'],
    [null],
  ])('takes %j for no key', (value) => {
    expect(publicJwkOf(value)).toBeNull();
  });
});

describe('hasPrivateHalf', () => {
  it.each([
    [{ ...KEY, d: 'secret' }, true],
    [KEY, false],
    [null, false],
    ['d', false],
  ])('of %j is %s', (value, expected) => {
    expect(hasPrivateHalf(value)).toBe(expected);
  });
});
