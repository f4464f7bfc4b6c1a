import { describe, expect, it } from 'vitest';
import { hasPrivateHalf, publicJwkOf } from './user-token-key.rules.ts';

// RFC 8037, appendix A.2.
const KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const pointOf = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

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
    [{ ...KEY, x: `${KEY.x.slice(0, -1)}p` }],
    ['text'],
    [null],
  ])('takes %j for no key', (value) => {
    expect(publicJwkOf(value)).toBeNull();
  });
});

describe('a point under which anybody can sign', () => {
  const rest = 'ff'.repeat(30);
  it.each([
    ['of order 1', `01${'00'.repeat(31)}`],
    ['of order 1, with a sign', `01${'00'.repeat(30)}80`],
    ['of order 2', `ec${rest}7f`],
    ['of order 4', '00'.repeat(32)],
    ['of order 4, with a sign', `${'00'.repeat(31)}80`],
    ['of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['of order 8, with a sign', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['of order 8, the other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['written larger than the field', `ed${rest}7f`],
    ['written larger than the field, with a sign', `ee${rest}ff`],
  ])('%s is no key', (_which, hex) => {
    expect(publicJwkOf({ ...KEY, x: pointOf(hex) })).toBeNull();
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
