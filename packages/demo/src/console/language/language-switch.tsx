import type { ReactNode } from 'react';
import { useLanguage } from './language.tsx';

/** Each language is named in itself, for those who can't read the other. */
export function LanguageSwitch(): ReactNode {
  const { language, choose } = useLanguage();
  return (
    <div className="language-switch">
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh-CN'} onClick={() => choose('zh-CN')}>
        中文
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose('en')}>
        English
      </button>
    </div>
  );
}
