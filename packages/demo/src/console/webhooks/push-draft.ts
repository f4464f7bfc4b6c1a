import type { Push, WeixinPushMode, WeixinPushSetInput } from '../../generated/console.ts';

/** The push while it is being set. Token and key are never read back: empty, they stay. */
export type PushDraft = { url: string; token: string; encodingAesKey: string; mode: WeixinPushMode; isOn: boolean };

export const MODES = ['PLAIN', 'COMPATIBLE', 'SAFE'] as const satisfies readonly WeixinPushMode[];

export const pushDraftOf = (push: Push | null): PushDraft => ({
  url: push?.url ?? 'https://',
  token: '',
  encodingAesKey: '',
  mode: push?.mode ?? 'PLAIN',
  isOn: push?.isOn ?? true,
});

export type PushFault = 'noUrl' | 'badToken' | 'badKey';

/** What the server would refuse anyway, by field; whether something was kept, it knows better. */
export function checkPush({ url, token, encodingAesKey }: PushDraft, isFirst: boolean): Map<string, PushFault> {
  const faults = new Map<string, PushFault>();
  if (!/^https?:\/\/\S+$/.test(url.trim())) faults.set('url', 'noUrl');
  if ((isFirst || token !== '') && !/^[A-Za-z0-9]{3,32}$/.test(token.trim())) faults.set('token', 'badToken');
  if (encodingAesKey !== '' && !/^[A-Za-z0-9]{43}$/.test(encodingAesKey.trim())) faults.set('encodingAesKey', 'badKey');
  return faults;
}

export const pushInputOf = ({ url, token, encodingAesKey, mode, isOn }: PushDraft): WeixinPushSetInput => ({
  url: url.trim(),
  mode,
  isOn,
  token: token.trim() === '' ? null : token.trim(),
  encodingAesKey: encodingAesKey.trim() === '' ? null : encodingAesKey.trim(),
});

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A new EncodingAESKey of the browser's own chance. */
export function newAesKey(): string {
  let key = '';
  while (key.length < 43) {
    // Bytes above would make the first letters likelier than the others.
    for (const byte of crypto.getRandomValues(new Uint8Array(64)))
      if (byte < 248 && key.length < 43) key += LETTERS.charAt(byte % 62);
  }
  return key;
}
