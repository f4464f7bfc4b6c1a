import { fetchInTime } from '../data/client.ts';
import { callHeaders } from '../data/headers.ts';
import type { Problem } from '../data/problem.ts';
import type { Language } from '../format/time.ts';

export type OwnMerchant = { appId: string; name: string };

/** Who holds this browser's cookie, and where they may work. */
export type SignedIn = { isOperator: boolean; merchants: readonly OwnMerchant[] };

/** Asks before any merchant is known to name: somebody of several could ask GraphQL nothing yet. */
export async function askSession(language: Language): Promise<SignedIn | 'nobody' | { problem: Problem }> {
  try {
    const response = await fetchInTime('/session', { headers: callHeaders({ appId: null, language }) });
    if (response.status === 401) return 'nobody';
    if (!response.ok) return { problem: { code: 'INTERNAL', message: `HTTP ${response.status}`, requestId: null } };
    return signedInOf(await response.json());
  } catch (error) {
    return { problem: { code: 'NETWORK', message: String(error), requestId: null } };
  }
}

/** Reads the answer; what is no merchant is left out. */
export function signedInOf(answer: unknown): SignedIn {
  const person: unknown = Reflect.get(Object(answer), 'person');
  const merchants: unknown = Reflect.get(Object(answer), 'merchants');
  return {
    isOperator: Reflect.get(Object(person), 'isOperator') === true,
    merchants: Array.isArray(merchants) ? merchants.flatMap(merchantOf) : [],
  };
}

function merchantOf(value: unknown): OwnMerchant[] {
  const appId: unknown = Reflect.get(Object(value), 'appId');
  const name: unknown = Reflect.get(Object(value), 'name');
  return typeof appId === 'string' && typeof name === 'string' ? [{ appId, name }] : [];
}

/**
 * The merchant to begin with: the one of last time, else the only one there is; null: the person has to choose. An
 * operator's list ends somewhere, so theirs of last time need not be in it.
 */
export function firstMerchant({ isOperator, merchants }: SignedIn, lastTime: string | null): string | null {
  if (lastTime !== null && (isOperator || merchants.some(({ appId }) => appId === lastTime))) return lastTime;
  return merchants.length === 1 ? (merchants[0]?.appId ?? null) : null;
}
