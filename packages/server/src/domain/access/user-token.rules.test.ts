import { describe, expect, it } from 'vitest';
import { isOpenid, refusalOfClaims } from './user-token.rules.ts';

const NOW = 1_800_000_000;
const expected = { appId: 'wx0123456789abcdef', origin: 'https://shop.example', now: new Date(NOW * 1000) };
const claims = { iss: 'wx0123456789abcdef', aud: 'kaquan', sub: 'oAnn', iat: NOW - 10, exp: NOW + 890, jti: 'token-1' };

describe('refusalOfClaims', () => {
  it.each<[Record<string, unknown>, string | null]>([
    [{}, null],
    [{ aud: ['other', 'kaquan'] }, null],
    [{ origin: 'https://shop.example' }, null],
    [{ iat: NOW + 60, exp: NOW + 61 }, null],
    [{ iat: NOW - 10, exp: NOW - 10 + 7200 }, null],
    [{ exp: NOW + 1 }, null],
    [{ nbf: NOW }, null],
    [{ iss: 'wxffffffffffffffff' }, 'USER_TOKEN_ISSUER'],
    [{ iss: undefined }, 'USER_TOKEN_ISSUER'],
    [{ aud: 'other' }, 'USER_TOKEN_AUDIENCE'],
    [{ aud: undefined }, 'USER_TOKEN_AUDIENCE'],
    [{ sub: undefined }, 'USER_TOKEN_SUBJECT'],
    [{ sub: '' }, 'USER_TOKEN_SUBJECT'],
    [{ sub: 'a'.repeat(65) }, 'USER_TOKEN_SUBJECT'],
    [{ sub: 'ann@shop' }, 'USER_TOKEN_SUBJECT'],
    [{ sub: 'ann\n' }, 'USER_TOKEN_SUBJECT'],
    [{ sub: 7 }, 'USER_TOKEN_SUBJECT'],
    [{ jti: undefined }, 'USER_TOKEN_ID'],
    [{ jti: '' }, 'USER_TOKEN_ID'],
    [{ jti: 'j'.repeat(129) }, 'USER_TOKEN_ID'],
    [{ exp: undefined }, 'USER_TOKEN_TIMES'],
    [{ iat: undefined }, 'USER_TOKEN_TIMES'],
    [{ iat: String(NOW) }, 'USER_TOKEN_TIMES'],
    [{ iat: NOW + 0.5 }, 'USER_TOKEN_TIMES'],
    [{ exp: NOW - 10 }, 'USER_TOKEN_TIMES'],
    [{ exp: NOW - 10 + 7201 }, 'USER_TOKEN_LIFETIME'],
    [{ exp: Number.MAX_SAFE_INTEGER }, 'USER_TOKEN_LIFETIME'],
    [{ iat: NOW + 61, exp: NOW + 100 }, 'USER_TOKEN_FUTURE'],
    [{ nbf: NOW + 61 }, 'USER_TOKEN_FUTURE'],
    [{ nbf: 'soon' }, 'USER_TOKEN_FUTURE'],
    [{ exp: NOW }, 'USER_TOKEN_EXPIRED'],
    [{ origin: 'https://other.example' }, 'USER_TOKEN_ORIGIN'],
    [{ origin: null }, 'USER_TOKEN_ORIGIN'],
  ])('answers %j with %s', (changes, refusal) => {
    expect(refusalOfClaims({ ...claims, ...changes }, expected)).toBe(refusal);
  });

  it('refuses a token for pages where the request comes from none', () => {
    expect(refusalOfClaims({ ...claims, origin: 'https://shop.example' }, { ...expected, origin: null })).toBe(
      'USER_TOKEN_ORIGIN',
    );
  });
});

describe('isOpenid', () => {
  it.each([
    ['oAnn_-09', true],
    ['a'.repeat(64), true],
    ['', false],
    ['a'.repeat(65), false],
    ['ann bob', false],
    ['安', false],
  ])('answers %j with %s', (text, valid) => {
    expect(isOpenid(text)).toBe(valid);
  });
});
