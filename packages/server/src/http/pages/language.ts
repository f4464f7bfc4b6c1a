/** The languages that pages are written in. */
export type LanguageTag = 'en' | 'zh-CN';

const LONGEST_HEADER = 500;

/**
 * The language of a page: what its address asks for (`?lang=`), else the first of Accept-Language that we write;
 * English where none is.
 */
export function languageTagOf(acceptLanguage: string | null, asked: string | null = null): LanguageTag {
  const tags = `${asked ?? ''},${acceptLanguage ?? ''}`
    .slice(0, LONGEST_HEADER)
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim());
  return tags.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('zh') === true ? 'zh-CN' : 'en';
}
