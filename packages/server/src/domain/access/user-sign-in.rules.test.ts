import { describe, expect, it } from 'vitest';
import type { SafePlaces } from './safe-domain.rules.ts';
import { isOver, returnAddressOf, signInStateIn, userSignInIn } from './user-sign-in.rules.ts';

const places: SafePlaces = {
  ownOrigin: 'https://cards.example',
  isTest: false,
  domains: [
    { kind: 'DOMAIN', value: 'shop.example' },
    { kind: 'DOMAIN', value: '*.wide.example' },
    { kind: 'MINI_PROGRAM', value: 'wx0123456789abcdef' },
  ],
};

describe('a sign-in leads back', () => {
  it.each([
    ['/c/card_1?ch=a%20b#top', '/c/card_1?ch=a%20b#top'],
    ['https://cards.example/c/card_1', '/c/card_1'],
    ['/c/../demo/', '/demo/'],
    ['c/card_1', '/c/card_1'],
    ['https://shop.example/page?x=1', 'https://shop.example/page?x=1'],
    ['https://a.b.wide.example/', 'https://a.b.wide.example/'],
    ['/券', '/%E5%88%B8'],
  ])('from %j to %j', (given, address) => {
    expect(returnAddressOf(given, places)).toBe(address);
  });

  it.each([
    ['another host', 'https://evil.example/'],
    ['a host that only begins so', 'https://cards.example.evil.example/'],
    ['a host that only ends so', 'https://notshop.example/'],
    ['the bare host of a wildcard', 'https://wide.example/'],
    ['another port', 'https://shop.example:8443/'],
    ['plain http', 'http://shop.example/'],
    ['a host without a scheme', '//evil.example/'],
    ['backslashes', '/\\\\evil.example/'],
    ['a tab in between', '/\t/evil.example/'],
    ['dots before two slashes', '/..//evil.example/'],
    ['a dot before two slashes', '/.//evil.example/'],
    ['two slashes on our own host', 'https://cards.example//evil.example/'],
    ['a user name that looks like us', 'https://cards.example@evil.example/'],
    ['a user name on our own host', 'https://ann@cards.example/'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a blob of ours', 'blob:https://cards.example/1'],
    ['a loopback page of a live merchant', 'http://localhost:5173/'],
    ['the pages of mini programs', 'https://servicewechat.com/wx0123456789abcdef/1/page-frame.html'],
    ['the sign-in itself', '/identity/sign-in?appId=wx1'],
    ['the return itself', '/Identity/return?state=x'],
    ['no address', 'https://'],
    ['too long an address', `/${'a'.repeat(2_048)}`],
  ])('never to %s', (_title, given) => {
    expect(returnAddressOf(given, places)).toBeNull();
  });

  it('to loopback pages of a sandbox merchant', () => {
    const sandbox = { ...places, isTest: true };
    expect(returnAddressOf('http://localhost:5173/shop', sandbox)).toBe('http://localhost:5173/shop');
    expect(returnAddressOf('http://localhost.evil.example/', sandbox)).toBeNull();
  });
});

describe('what was sealed', () => {
  const state = { merchantId: 'mer_1', returnTo: '/c/x', browser: 'hash', issuedAt: 1 };
  const signIn = { merchantId: 'mer_1', openid: 'ann', issuedAt: 1 };

  it('is read as it was written', () => {
    expect(signInStateIn(JSON.stringify(state))).toEqual(state);
    expect(userSignInIn(JSON.stringify(signIn))).toEqual(signIn);
  });

  it('is never taken for the other', () => {
    expect(signInStateIn(JSON.stringify(signIn))).toBeNull();
    expect(userSignInIn(JSON.stringify(state))).toBeNull();
    expect(signInStateIn('7')).toBeNull();
  });

  it('is over when its seconds have passed', () => {
    expect(isOver({ issuedAt: 1_000 }, 10, new Date(10_999))).toBe(false);
    expect(isOver({ issuedAt: 1_000 }, 10, new Date(11_000))).toBe(true);
  });
});
