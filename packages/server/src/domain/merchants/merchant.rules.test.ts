import { describe, expect, it } from 'vitest';
import { assertMerchantDraft, type MerchantDraft } from './merchant.rules.ts';

const draft = (changes: Partial<MerchantDraft>): MerchantDraft => ({ name: '海底捞', isSandbox: false, ...changes });

describe('a merchant draft', () => {
  it.each([
    [{ name: '店'.repeat(32) }],
    [{ timeZone: 'Asia/Urumqi' }],
    [{ loginUrl: 'https://shop.example/login?from=kaquan' }],
    [{ loginUrl: 'http://localhost:3000/login' }],
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
    [{ loginUrl: `https://shop.example/${'a'.repeat(1024)}` }, ['loginUrl'], 'INVALID'],
  ])('is refused with %j at %j', (changes, field, fault) => {
    expect(() => assertMerchantDraft(draft(changes))).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field, fault }),
    );
  });
});
