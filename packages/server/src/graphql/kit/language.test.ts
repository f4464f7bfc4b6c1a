import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';

describe('the language of an Accept-Language header', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['zh-CN', 'zh-CN'],
    ['zh-Hant-TW, en;q=0.5', 'zh-CN'],
    ['fr, de;q=0.9', 'en'],
    ['fr, zh;q=0.3', 'zh-CN'],
    ['en;q=0.2, zh-CN;q=0.9', 'zh-CN'],
    ['zh;q=0, en', 'en'],
    ['zh;q=nonsense', 'en'],
    ['*', 'en'],
  ])('of %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
