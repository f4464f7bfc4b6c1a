import type { Language } from '../format/time.ts';
import { csrfToken } from './cookies.ts';

/** For whom and how a call is made. */
export type Caller = {
  /** The merchant that the person works for now; null: the session's only one. */
  appId: string | null;
  language: Language;
};

/** The headers of every call of the console, GraphQL or not. */
export function callHeaders({ appId, language }: Caller): Record<string, string> {
  const csrf = csrfToken();
  return {
    'Accept-Language': language,
    ...(csrf === null ? {} : { 'X-Kaquan-CSRF': csrf }),
    ...(appId === null ? {} : { 'X-Kaquan-Merchant': appId }),
  };
}
