import { fetchInTime } from '../data/client.ts';
import { callHeaders } from '../data/headers.ts';
import type { Language } from '../format/time.ts';

/** What came of it. `refused` is the login or password, `failed` the way there. */
export type SignInOutcome = 'done' | 'refused' | 'throttled' | 'failed';

/** Opens a session; the cookies come with the answer. */
export async function signIn(
  credentials: { login: string; password: string },
  language: Language,
): Promise<SignInOutcome> {
  try {
    const { ok, status } = await fetchInTime('/session', {
      method: 'POST',
      headers: { ...callHeaders({ appId: null, language }), 'Content-Type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    if (ok) return 'done';
    if (status === 429) return 'throttled';
    return status === 401 || status === 400 ? 'refused' : 'failed';
  } catch {
    return 'failed'; // No answer: told to the person in words.
  }
}

/** Ends the session. True when the server has ended it, or there was none. */
export async function signOut(language: Language): Promise<boolean> {
  try {
    const { ok, status } = await fetchInTime('/session', {
      method: 'DELETE',
      headers: callHeaders({ appId: null, language }),
    });
    return ok || status === 401;
  } catch {
    return false; // The session may still be open, so the desk stays.
  }
}
