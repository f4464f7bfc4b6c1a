import type { Client, CombinedError } from '@urql/core';
import { CodeRedeem, DeviceRegister } from '../../../generated/console.ts';
import { csrfToken } from '../../data/cookies.ts';
import { problemOf } from '../../data/problem.ts';
import { refusalWords, type Words } from '../refusal-words.ts';
import { deviceName } from './device-name.ts';
import type { Answer } from './queue.rules.ts';
import type { SendPort } from './send-queue.ts';

/** Faults of the line, or of too much at once: no call would go well now. */
const LOST = ['NETWORK', 'THROTTLED', 'TIMEOUT', 'OVERLOADED'];
/** Faults of one call, which may go well a little later. */
const UNWELL = ['INTERNAL', 'UNKNOWN'];
/** A refusal that is none: the same call is under way, from before the page was closed. */
const UNDER_WAY = 'IDEMPOTENCY_IN_PROGRESS';

type Calls = Pick<SendPort, 'register' | 'send'>;

/** The server, as the queue sees it. `words` are those of the language now. */
export function sendPortOf(client: Client, words: () => Words): Calls {
  const ownSession = csrfToken();
  // All pages of a browser have one cookie: once another page has let somebody else in, this one would send in their name.
  const isOwn = (): boolean => csrfToken() === ownSession;
  return {
    register: async (publicKey) => (isOwn() ? register(client, publicKey) : { is: 'signedOut' }),
    send: async (entry) => (isOwn() ? send(client, entry, words) : { is: 'signedOut' }),
  };
}

async function register(client: Client, publicKey: string): ReturnType<Calls['register']> {
  const input = { publicKey, name: deviceName(navigator.userAgent) };
  const { data, error } = await client.mutation(DeviceRegister, { input }).toPromise();
  if (data?.deviceRegister.device) return { is: 'done', deviceId: data.deviceRegister.device.id };
  const code = error ? problemOf(error).code : data?.deviceRegister.userErrors[0]?.code;
  // What is refused stays refused in this session, and nothing of the queue is lost by it.
  return { is: code === undefined || [...LOST, ...UNWELL].includes(code) ? 'lost' : 'signedOut' };
}

async function send(client: Client, entry: Parameters<Calls['send']>[0], words: () => Words): Promise<Answer> {
  const { id, asked, confirmedAt, counter, proof } = entry;
  const input = { ...asked, idempotencyKey: id, offline: { ...proof, confirmedAt, counter } };
  const { data, error } = await client.mutation(CodeRedeem, { input }).toPromise();
  if (!data) return answerTo(error);
  const { redemption, userErrors } = data.codeRedeem;
  if (redemption) return { is: 'done', title: redemption.card.title, redemptionId: redemption.id };
  const [refusal] = userErrors;
  if (refusal === undefined || refusal.code === UNDER_WAY) return { is: 'unwell' };
  // The key ended with the session that knew it. That says nothing of the coupon: the next session signs anew.
  if (refusal.__typename === 'OfflineProofInvalidError' && refusal.reason === 'DEVICE') return { is: 'signedOut' };
  return { is: 'refused', code: refusal.code, words: refusalWords(refusal, words()) };
}

function answerTo(error: CombinedError | undefined): Answer {
  if (error === undefined) return { is: 'lost' };
  const { code, message } = problemOf(error);
  if (LOST.includes(code)) return { is: 'lost' };
  if (UNWELL.includes(code)) return { is: 'unwell' };
  return code === 'UNAUTHENTICATED' ? { is: 'signedOut' } : { is: 'refused', code, words: message };
}
