import type { FormattedRequest, PushFacts, PushSettings, PushTry, WeixinPushPort } from '../domain/webhooks/index.ts';
import { xmlOf } from './kit/xml.ts';
import { SALT_BYTES, sealMessage, signatureOf } from './push-seal.ts';
import { PUSHED_TYPES, pushFieldsOf } from './pushes.wire.ts';

const NONCE_BYTES = 8;

const secondsOf = (at: Date): string => String(Math.floor(at.getTime() / 1000));

/** The callback address with names added behind those that it has; they win over the same ones there. */
function addressOf(url: string, query: Readonly<Record<string, string>>): string {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address.href;
}

function signed(token: string, { at, random }: PushTry) {
  const timestamp = secondsOf(at);
  const nonce = random(NONCE_BYTES).toString('hex');
  return { signature: signatureOf(token, timestamp, nonce), timestamp, nonce };
}

/** Asks whether somebody who knows the token answers at the callback address: by `echostr`, which is the answer (contract §10.1). */
export function handshakeOf(
  { url, token }: Pick<PushSettings, 'url' | 'token'>,
  attempt: PushTry,
): { url: string; echo: string } {
  const echo = attempt.random(NONCE_BYTES).toString('hex');
  return { url: addressOf(url, { ...signed(token, attempt), echostr: echo }), echo };
}

/** The push that tells of an event (contract §10.1–10.4), signed anew for each try; null: the platform has none for it. */
export function pushRequestOf(facts: PushFacts, settings: PushSettings, attempt: PushTry): FormattedRequest | null {
  const fields = pushFieldsOf(facts);
  if (fields === null) return null;
  const { url, token, appId } = settings;
  const query = { ...signed(token, attempt), ...(facts.openid === null ? {} : { openid: facts.openid }) };
  const headers = { 'content-type': 'text/xml' };
  if (settings.mode === 'PLAIN') return { url: addressOf(url, query), headers, body: xmlOf(fields) };
  const { encodingAesKey, mode } = settings;
  const sealed = sealMessage(xmlOf(fields), { encodingAesKey, appId, salt: attempt.random(SALT_BYTES) });
  const signature = signatureOf(token, query.timestamp, query.nonce, sealed);
  const readable = mode === 'COMPATIBLE' ? fields : { ToUserName: appId };
  return {
    url: addressOf(url, { ...query, encrypt_type: 'aes', msg_signature: signature }),
    headers,
    body: xmlOf({ ...readable, Encrypt: sealed }),
  };
}

/** The pushes of this door, as the queue asks for them. */
export const weixinPush: WeixinPushPort = { types: PUSHED_TYPES, requestOf: pushRequestOf, handshakeOf };
