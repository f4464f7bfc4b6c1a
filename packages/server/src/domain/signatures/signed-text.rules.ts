import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** One value that goes into a signature; empty ones are left out. */
export type SignedValue = { part: SignaturePart; name: string; value: string };

/** What a signature can be wrong in. */
export type SignaturePart =
  | 'TICKET'
  | 'KEY_ID'
  | 'TIMESTAMP'
  | 'NONCE'
  | 'CARD_ID'
  | 'CODE'
  | 'OPENID'
  | 'BALANCE'
  | 'APP_ID'
  | 'STORE'
  | 'CARD_TYPE'
  | 'URL'
  | 'OTHER_VALUE'
  | 'ORDER'
  | 'FORMAT'
  | 'ALGORITHM'
  | 'SIGNATURE'
  | 'FORM'
  | 'UNKNOWN';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const given = (values: readonly SignedValue[]): SignedValue[] => values.filter(({ value }) => value !== '');

/** Contract §1.5, §1.6: the values in byte order with nothing between them. */
export const sortedValues = (values: readonly SignedValue[]): string =>
  given(values)
    .map(({ value }) => value)
    .toSorted(byBytes)
    .join('');

/** Contract §1.4 and the second form of `cardExt`: `key=value` in byte order of the keys with `&` between. */
export const sortedPairs = (values: readonly SignedValue[]): string =>
  given(values)
    .toSorted((a, b) => byBytes(a.name, b.name))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');

export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
export const hmacSha256 =
  (secret: string) =>
  (text: string): string =>
    createHmac('sha256', secret).update(text).digest('hex');

/** Compares two signatures in a time that tells nothing of where they differ. */
export function isSameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
