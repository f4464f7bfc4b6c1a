import { InvalidInputError } from '../kit/errors.ts';
import type { PushMode, PushSettings } from './weixin-push.ports.ts';

/** What is kept sealed of a push. */
export type PushSecrets = { token: string; encodingAesKey: string | null };

const TOKEN = /^[A-Za-z0-9]{3,32}$/;
const ENCODING_AES_KEY = /^[A-Za-z0-9]{43}$/;

/** Throws {@link InvalidInputError} for what the platform's own form would not take (contract §10.2). */
export function assertPushSecrets({ token, encodingAesKey }: PushSecrets, mode: PushMode): void {
  if (token === '') throw new InvalidInputError(['token'], 'Name the token of your callback address', 'MISSING');
  if (!TOKEN.test(token)) throw new InvalidInputError(['token'], '3 to 32 letters and digits');
  if (encodingAesKey !== null && !ENCODING_AES_KEY.test(encodingAesKey))
    throw new InvalidInputError(['encodingAesKey'], '43 letters and digits');
  if (encodingAesKey === null && mode !== 'PLAIN')
    throw new InvalidInputError(['encodingAesKey'], 'This mode seals: name the key', 'MISSING');
}

/** As one text, to be sealed. Neither of them has a space in it. */
export const writePushSecrets = ({ token, encodingAesKey }: PushSecrets): string =>
  encodingAesKey === null ? token : `${token} ${encodingAesKey}`;

/** What {@link writePushSecrets} wrote. */
export function readPushSecrets(text: string): PushSecrets {
  const [token = '', encodingAesKey = null] = text.split(' ');
  return { token, encodingAesKey };
}

type Told = { url: string; appId: string; mode: PushMode } & PushSecrets;

/** What pushes are made with. Throws where what was kept is not what {@link assertPushSecrets} let in. */
export function settingsFrom({ url, appId, token, mode, encodingAesKey }: Told): PushSettings {
  if (mode === 'PLAIN') return { url, appId, token, mode };
  if (encodingAesKey === null) throw new Error('A push that is sealed has a key');
  return { url, appId, token, mode, encodingAesKey };
}

const RECEIVED = ['', 'success'];

/**
 * Whether an answer says that a push was received (contract §10.3): nothing, `success`, or a message for the user, which
 * a handler writes once it is done. Anything else is the page of somebody who does not know what was asked.
 */
export function saysReceived({ statusCode, head }: { statusCode: number; head: string }): boolean {
  const text = head.trim();
  return statusCode >= 200 && statusCode < 300 && (RECEIVED.includes(text) || text.startsWith('<xml>'));
}
