import { describe, expect, it } from 'vitest';
import { assertMerchantDraft, type MerchantDraft, normalizeImageHosts } from './merchant.rules.ts';

const draft = (changes: Partial<MerchantDraft>): MerchantDraft => ({ name: '海底捞', isSandbox: false, ...changes });

describe('a merchant draft', () => {
  it.each([
    [{ name: '店'.repeat(32) }],
    [{ timeZone: 'Asia/Urumqi' }],
    [{ loginUrl: 'https://shop.example/login?from=kaquan' }],
    [{ loginUrl: 'http://localhost:3000/login', isSandbox: true }],
    [{ loginUrl: 'http://[::1]:3000/login', isSandbox: true }],
  ])('is taken with %j', (changes) => {
    expect(() => assertMerchantDraft(draft(changes))).not.toThrow();
  });

  it.each([
    [{ name: '  ' }, ['name'], 'MISSING'],
    [{ name: '店'.repeat(33) }, ['name'], 'TOO_LONG'],
    [{ name: 'a\u0000b' }, ['name'], 'INVALID'],
    [{ timeZone: 'Asia/Atlantis' }, ['timeZone'], 'INVALID'],
    [{ loginUrl: 'shop.example/login' }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'javascript:alert(1)' }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'https://user@shop.example/' }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'https://:secret@shop.example/' }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'http://shop.example/login' }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'http://shop.example/login', isSandbox: true }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'http://localhost.shop.example/', isSandbox: true }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: 'http://localhost:3000/login' }, ['loginUrl'], 'INVALID'],
    [{ loginUrl: `https://shop.example/${'a'.repeat(1024)}` }, ['loginUrl'], 'INVALID'],
  ])('is refused with %j at %j', (changes, field, fault) => {
    expect(() => assertMerchantDraft(draft(changes))).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field, fault }),
    );
  });
});

describe('image hosts', () => {
  it('are kept as image addresses name them, each once', () => {
    expect(normalizeImageHosts([' MMBIZ.qpic.cn ', 'mmbiz.qpic.cn', 'img.shop.example:8443', 'a.example:443'])).toEqual(
      ['mmbiz.qpic.cn', 'img.shop.example:8443', 'a.example'],
    );
  });

  it.each([
    ['*.shop.example'],
    ['https://img.shop.example'],
    ['img.shop.example/x'],
    ["img.shop.example; script-src 'unsafe-inline'"],
    ["'self'"],
    ['data:'],
    ['user@img.shop.example'],
    ['img.shop.example:99999'],
    ['a b'],
    ['-a.example'],
    [''],
    ['图.example'],
    [`${'a'.repeat(64)}.example`],
  ])('refuse %j', (host) => {
    expect(() => normalizeImageHosts(['a.example', host])).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['imageHosts', 1] }),
    );
  });

  it('are at most 20', () => {
    const hosts = Array.from({ length: 21 }, (_none, place) => `h${place}.example`);
    expect(() => normalizeImageHosts(hosts)).toThrow(expect.objectContaining({ field: ['imageHosts'] }));
    expect(normalizeImageHosts(hosts.slice(1))).toHaveLength(20);
  });
});
