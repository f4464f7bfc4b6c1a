import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret in the form of Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
export const secretText = (bytes: Buffer): string => PREFIX + bytes.toString('base64');

type Signed = { id: string; at: Date; body: string };

/** The headers of Standard Webhooks: one signature for each secret in force, the newest first. */
export function standardHeaders(signed: Signed, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': signed.id,
    'webhook-timestamp': String(secondsOf(signed.at)),
    'webhook-signature': secrets.map((secret) => signatureOf(signed, secret)).join(' '),
  };
}

function signatureOf({ id, at, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key)
    .update(`${id}.${secondsOf(at)}.${body}`)
    .digest('base64')}`;
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000);
