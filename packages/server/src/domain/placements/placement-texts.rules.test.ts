import { describe, expect, it } from 'vitest';
import { articleHtmlOf, imageNameOf } from './placement-texts.rules.ts';

const cash = { title: '满100减10', kind: 'CASH' } as const;
const gift = { title: '送一杯', kind: 'GIFT' } as const;

describe('the name of a QR image (L6)', () => {
  it.each([
    { what: 'one card', cards: [cash], language: 'zh-CN', name: '满100减10_代金券_2026-11-30.jpg' },
    { what: 'one card in English', cards: [cash], language: 'en', name: '满100减10_cash_2026-11-30.jpg' },
    { what: 'one card with two codes', cards: [cash, cash], language: 'en', name: '满100减10_cash_2026-11-30.jpg' },
    { what: 'two cards', cards: [cash, gift], language: 'zh-CN', name: '门口_多张卡券_2026-11-30.jpg' },
    {
      what: 'a title that would leave its folder',
      cards: [{ title: '../a\\b:"c"\r\nd%2f', kind: 'CASH' as const }],
      language: 'en',
      name: '.. a b c d 2f_cash_2026-11-30.jpg',
    },
  ] as const)('of $what', ({ cards, language, name }) => {
    expect(imageNameOf({ name: '门口', cards, date: '2026-11-30', extension: 'jpg', language })).toBe(name);
  });
});

it('the HTML of an article holds texts as texts and no script', () => {
  const card = { title: '<script>alert(1)</script>', brandName: 'A&B', logoUrl: 'https://x/"><svg onload=1>' };
  const html = articleHtmlOf({ url: 'https://kq.example/p/abc?a=1&b=2', cards: [card], language: 'zh-CN' });
  expect(html).not.toMatch(/<script|<svg/);
  expect(html).toContain('href="https://kq.example/p/abc?a=1&amp;b=2"');
  expect(html).toContain('立即领取');
});
