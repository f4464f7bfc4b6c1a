import { describe, expect, it } from 'vitest';
import type { SafeDomainKind } from '../../generated/prisma/enums.ts';
import {
  normalizeSafeDomain,
  originOf,
  refusalOfSource,
  type RequestSource,
  type SafeDomainEntry,
} from './safe-domain.rules.ts';

describe('normalizeSafeDomain', () => {
  it.each<[SafeDomainKind, string, string]>([
    ['DOMAIN', 'shop.example', 'shop.example'],
    ['DOMAIN', ' Shop.Example ', 'shop.example'],
    ['DOMAIN', 'shop.example:8443', 'shop.example:8443'],
    ['DOMAIN', 'shop.example:443', 'shop.example'],
    ['DOMAIN', '*.shop.example', '*.shop.example'],
    ['DOMAIN', '商店.example', 'xn--czrs0t.example'],
    ['DOMAIN', 'localhost', 'localhost'],
    ['DOMAIN', '127.0.0.1', '127.0.0.1'],
    ['DOMAIN', '[::1]:3000', '[::1]:3000'],
    ['MINI_PROGRAM', 'wx0123456789abcdef', 'wx0123456789abcdef'],
    ['APP_BUNDLE', 'com.example.Shop', 'com.example.Shop'],
  ])('keeps the %s %s as %s', (kind, value, kept) => {
    expect(normalizeSafeDomain({ kind, value })).toBe(kept);
  });

  it.each<[SafeDomainKind, string]>([
    ['DOMAIN', ''],
    ['DOMAIN', 'https://shop.example'],
    ['DOMAIN', 'shop.example/path'],
    ['DOMAIN', 'user@shop.example'],
    ['DOMAIN', 'shop example'],
    ['DOMAIN', '*'],
    ['DOMAIN', '*.example'],
    ['DOMAIN', '*.10.0.0.1'],
    ['DOMAIN', 'a.*.example'],
    ['DOMAIN', 'shop.example:99999'],
    ['DOMAIN', '-shop.example'],
    ['DOMAIN', 'a\u0000b.example'],
    ['MINI_PROGRAM', 'shop.example'],
    ['MINI_PROGRAM', 'wx0123'],
    ['APP_BUNDLE', 'shop'],
    ['APP_BUNDLE', 'com.example.shop;'],
    ['APP_BUNDLE', `com.${'a'.repeat(155)}`],
  ])('refuses the %s %j', (kind, value) => {
    expect(() => normalizeSafeDomain({ kind, value })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['value'] }),
    );
  });
});

const DOMAINS: readonly SafeDomainEntry[] = [
  { kind: 'DOMAIN', value: 'shop.example' },
  { kind: 'DOMAIN', value: 'shop.example:8443' },
  { kind: 'DOMAIN', value: '*.mall.example' },
  { kind: 'MINI_PROGRAM', value: 'wx0123456789abcdef' },
  { kind: 'APP_BUNDLE', value: 'com.example.shop' },
];
const source = (given: Partial<RequestSource>): RequestSource => ({
  origin: null,
  referer: null,
  appBundle: null,
  ...given,
});

describe('refusalOfSource', () => {
  const live = { domains: DOMAINS, ownOrigin: 'https://cards.example', isTest: false };

  it.each<[Partial<RequestSource>, string | null]>([
    [{ origin: 'https://shop.example' }, null],
    [{ origin: 'https://shop.example:8443' }, null],
    [{ origin: 'https://shop.example:9443' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://a.shop.example' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://shop.example.evil.example' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://evilshop.example' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://a.mall.example' }, null],
    [{ origin: 'https://a.b.mall.example' }, null],
    [{ origin: 'https://mall.example' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://evilmall.example' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://cards.example' }, null],
    [{ origin: 'http://shop.example' }, 'ORIGIN_NOT_HTTPS'],
    [{ origin: 'http://localhost:3000' }, 'ORIGIN_NOT_HTTPS'],
    [{ origin: 'null' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'file:///etc/passwd' }, 'ORIGIN_NOT_SAFE'],
    [{ referer: 'https://shop.example/cards?x=1' }, null],
    [{ referer: 'https://evil.example/?https://shop.example' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://evil.example', referer: 'https://shop.example/' }, 'ORIGIN_NOT_SAFE'],
    [{ referer: 'https://servicewechat.com/wx0123456789abcdef/12/page-frame.html' }, null],
    [
      {
        origin: 'https://servicewechat.com',
        referer: 'https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html',
      },
      null,
    ],
    [{ referer: 'https://servicewechat.com/wxffffffffffffffff/12/page-frame.html' }, 'ORIGIN_NOT_SAFE'],
    [{ referer: 'http://servicewechat.com/wx0123456789abcdef/12/' }, 'ORIGIN_NOT_SAFE'],
    [{ referer: 'https://evil.example/wx0123456789abcdef/12/' }, 'ORIGIN_NOT_SAFE'],
    [{ origin: 'https://servicewechat.com' }, 'ORIGIN_NOT_SAFE'],
    [{ appBundle: 'com.example.shop' }, null],
    [{ appBundle: 'com.example.shop2' }, 'ORIGIN_NOT_SAFE'],
    [{ appBundle: 'com.example.shop', origin: 'https://evil.example' }, 'ORIGIN_NOT_SAFE'],
    [{ appBundle: 'com.example.shop', origin: 'null' }, 'ORIGIN_NOT_SAFE'],
    [{ appBundle: 'com.example.shop', origin: 'https://servicewechat.com' }, 'ORIGIN_NOT_SAFE'],
    [{ appBundle: 'com.example.shop', referer: 'https://evil.example/' }, null],
    [{ appBundle: 'com.evil', origin: 'https://shop.example' }, null],
    [{ appBundle: 'com.evil', referer: 'https://shop.example/' }, 'ORIGIN_NOT_SAFE'],
    [{}, 'ORIGIN_MISSING'],
  ])('answers %j with %s under a live key', (given, refusal) => {
    expect(refusalOfSource(source(given), live)).toBe(refusal);
  });

  it.each<[string, string | null]>([
    ['http://localhost', null],
    ['http://localhost:5173', null],
    ['http://127.0.0.1:8080', null],
    ['http://[::1]:8080', null],
    ['http://app.localhost:8080', null],
    ['http://localhost.evil.example', 'ORIGIN_NOT_HTTPS'],
    ['http://127.0.0.1.evil.example', 'ORIGIN_NOT_HTTPS'],
    ['http://192.168.0.2', 'ORIGIN_NOT_HTTPS'],
    ['https://shop.example', null],
  ])('answers %s with %s under a test key', (origin, refusal) => {
    expect(refusalOfSource(source({ origin }), { ...live, isTest: true })).toBe(refusal);
  });
});

describe('originOf', () => {
  it.each<[Partial<RequestSource>, string | null]>([
    [{ origin: 'https://shop.example' }, 'https://shop.example'],
    [{ referer: 'https://shop.example:8443/cards' }, 'https://shop.example:8443'],
    [{ referer: 'https://servicewechat.com/wx0123456789abcdef/1/' }, null],
    [{ origin: 'null' }, null],
    [{}, null],
  ])('reads %j as %s', (given, origin) => {
    expect(originOf(source(given))).toBe(origin);
  });
});
