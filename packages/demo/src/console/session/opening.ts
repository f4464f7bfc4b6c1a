import type { OperationResult } from '@urql/core';
import { ViewerQuery, type ViewerFields, type ViewerQueryData } from '../../generated/console.ts';
import { createConsoleClient } from '../data/client.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import type { Language } from '../format/time.ts';
import { askSession, firstMerchant, type SignedIn } from './signed-in.ts';

/** What the server says to whoever holds this browser's cookie. */
export type Opening =
  | { is: 'signedOut' }
  /** An operator, or somebody of several merchants, has to name one. `isRefused`: the one that was named is none. */
  | { is: 'choosing'; signedIn: SignedIn; isRefused: boolean }
  | { is: 'open'; viewer: ViewerFields; merchant: NonNullable<ViewerFields['merchant']>; hasChoice: boolean }
  | { is: 'failed'; problem: Problem };

/** Asks who is signed in, and for which merchant. `lastTime` is the merchant that was named before. */
export async function openDesk(lastTime: string | null, language: Language): Promise<Opening> {
  const signedIn = await askSession(language);
  if (signedIn === 'nobody') return { is: 'signedOut' };
  if ('problem' in signedIn) return { is: 'failed', problem: signedIn.problem };
  const appId = firstMerchant(signedIn, lastTime);
  if (appId === null) return { is: 'choosing', signedIn, isRefused: false };
  const client = createConsoleClient({ appId, language }, () => undefined);
  const answer = await client.query(ViewerQuery, {}, { requestPolicy: 'network-only' }).toPromise();
  return openingOf(answer, signedIn);
}

type Answer = Pick<OperationResult<ViewerQueryData>, 'data' | 'error'>;

/** Reads the answer of the merchant that was named. */
export function openingOf({ data, error }: Answer, signedIn: SignedIn): Opening {
  if (error) {
    const problem = problemOf(error);
    if (problem.code === 'UNAUTHENTICATED') return { is: 'signedOut' };
    return problem.code === 'FORBIDDEN' ? { is: 'choosing', signedIn, isRefused: true } : { is: 'failed', problem };
  }
  const viewer = data?.viewer;
  if (!viewer) return { is: 'signedOut' };
  const hasChoice = signedIn.isOperator || signedIn.merchants.length > 1;
  return viewer.merchant === null
    ? { is: 'choosing', signedIn, isRefused: false }
    : { is: 'open', viewer, merchant: viewer.merchant, hasChoice };
}
