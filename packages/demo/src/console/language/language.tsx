import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '../format/time.ts';

type Chosen = { language: Language; choose: (language: Language) => void };

const Context = createContext<Chosen>({ language: 'zh-CN', choose: () => undefined });
const STORED = 'kaquan.language';

/** What was chosen here before, else what the browser asks for, else Chinese. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'zh-CN') return stored;
  return navigator.languages.find((tag) => /^(zh|en)\b/.test(tag))?.startsWith('en') === true ? 'en' : 'zh-CN';
}

/** Gives everything below the language, and the document its `lang`. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo<Chosen>(
    () => ({
      language,
      choose: (next) => {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context value={chosen}>{children}</Context>;
}

export const useLanguage = (): Chosen => useContext(Context);

/** The texts of one room in both languages, with the same names. */
export type Texts<T> = Readonly<Record<Language, T>>;

/** Lets the compiler find a text that one language lacks. */
export const inBothLanguages = <T,>(chinese: T, english: NoInfer<T>): Texts<T> => ({ 'zh-CN': chinese, en: english });

export function useTexts<T>(texts: Texts<T>): T {
  return texts[useLanguage().language];
}
