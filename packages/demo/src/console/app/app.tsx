import type { ReactNode } from 'react';
import { LanguageProvider } from '../language/language.tsx';
import { SessionGate } from '../session/session-gate.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { CurrentPage } from './current-page.tsx';
import { Shell } from './shell.tsx';

export function App(): ReactNode {
  return (
    <LanguageProvider>
      <ToastProvider>
        <SessionGate>
          <Shell>
            <CurrentPage />
          </Shell>
        </SessionGate>
      </ToastProvider>
    </LanguageProvider>
  );
}
