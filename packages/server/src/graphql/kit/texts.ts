import type { DomainError } from '../../domain/kit/errors.ts';
import type { Language } from './language.ts';
import { en } from './texts/en.ts';
import { zhCn } from './texts/zh-cn.ts';

/** Texts by `CODE`, or `CODE.DETAIL` where a refusal names what exactly is wrong. `{name}` is a field of the refusal. */
export type Texts = Readonly<Record<string, string>>;

export const TEXTS = { en, 'zh-CN': zhCn } satisfies Record<Language, Texts>;

/** What people are told of a refusal. */
export function textOf(error: DomainError, language: Language): string {
  const carried = new Map<string, unknown>(Object.entries(error));
  const texts: Texts = TEXTS[language];
  const detail = ['fault', 'noun', 'reason']
    .map((name) => texts[`${error.code}.${String(carried.get(name))}`])
    .find(Boolean);
  const text = detail ?? texts[error.code] ?? error.message;
  return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    shown(name === 'message' ? error.message : carried.get(name)),
  );
}

const shown = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
