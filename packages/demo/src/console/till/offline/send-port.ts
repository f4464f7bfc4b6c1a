import type { Client, CombinedError } from '@urql/core';
import { CodeRedeem, DeviceRegister } from '../../../generated/console.ts';
import { problemOf } from '../../data/problem.ts';
import { refusalWords, type Words } from '../refusal-words.ts';
import { deviceName } from './device-name.ts';
import type { Answer } from './queue.rules.ts';
import type { SendPort } from './send-queue.ts';

/** Faults that pass: the same call may go well a little later. */
const PASSING = ['NETWORK', 'INTERNAL', 'UNKNOWN', 'THROTTLED', 'TIMEOUT', 'OVERLOADED'];
/** A refusal that is none: the same call is under way, from before the page was closed. */
const UNDER_WAY = 'IDEMPOTENCY_IN_PROGRESS';

/** The server, as the queue sees it. `words` are those of the language now. */
export const sendPortOf = (client: Client, words: () => Words): Pick<SendPort, 'register' | 'send'> => ({
  register: async (publicKey) => {
    const input = { publicKey, name: deviceName(navigator.userAgent) };
    const { data, error } = await client.mutation(DeviceRegister, { input }).toPromise();
    if (data?.deviceRegister.device) return { is: 'done', deviceId: data.deviceRegister.device.id };
    return { is: error && problemOf(error).code === 'UNAUTHENTICATED' ? 'signedOut' : 'lost' };
  },
  send: async ({ id, asked, confirmedAt, counter, proof }) => {
    const input = { ...asked, idempotencyKey: id, offline: { ...proof, confirmedAt, counter } };
    const { data, error } = await client.mutation(CodeRedeem, { input }).toPromise();
    if (!data) return answerTo(error);
    const { redemption, userErrors } = data.codeRedeem;
    if (redemption) return { is: 'done', title: redemption.card.title, redemptionId: redemption.id };
    const [refusal] = userErrors;
    if (refusal === undefined || refusal.code === UNDER_WAY) return { is: 'lost' };
    return { is: 'refused', code: refusal.code, words: refusalWords(refusal, words()) };
  },
});

function answerTo(error: CombinedError | undefined): Answer {
  if (error === undefined) return { is: 'lost' };
  const { code, message } = problemOf(error);
  if (PASSING.includes(code)) return { is: 'lost' };
  return code === 'UNAUTHENTICATED' ? { is: 'signedOut' } : { is: 'refused', code, words: message };
}
