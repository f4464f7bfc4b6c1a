import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

const SHOWN_MS = 4_000;

type Say = (text: string) => void;
const ToastContext = createContext<Say>(() => undefined);

/** Says that something was done; heard by those who do not see it. */
export const useToast = (): Say => useContext(ToastContext);

export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [toast, setToast] = useState({ text: '', number: 0 });
  const say = useCallback((text: string) => setToast(({ number }) => ({ text, number: number + 1 })), []);
  useEffect(() => {
    if (toast.text === '') return undefined;
    const timer = setTimeout(() => setToast(({ number }) => ({ text: '', number })), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext value={say}>
      {children}
      <div className={toast.text === '' ? 'toast' : 'toast is-shown'} role="status">
        {toast.text}
      </div>
    </ToastContext>
  );
}
