import { type ReactNode, useMemo } from 'react';
import { Provider } from 'urql';
import { createConsoleClient } from '../data/client.ts';
import { useLanguage } from '../language/language.tsx';

/** Calls below it name no merchant: the operator looks at all of them. */
export function OperatorClient({ children }: { children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const client = useMemo(() => createConsoleClient({ appId: null, language }, () => undefined), [language]);
  return <Provider value={client}>{children}</Provider>;
}
