import { createCipheriv, createHash } from 'node:crypto';

/** Bytes that a sealed message begins with, so that no two look alike. */
export const SALT_BYTES = 16;
/** The padding fills blocks of 32, not of the 16 that AES has (contract §10.2). */
const PADDED_TO = 32;

/** SHA-1 of the parts in their order by bytes, joined by nothing (contract §10.1): how both sides prove that they know the token. */
export const signatureOf = (...parts: readonly string[]): string =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex');

/** The 32 bytes that an EncodingAESKey of 43 characters stands for. */
const keyOf = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64');

type Sealing = {
  encodingAesKey: string;
  appId: string;
  /** {@link SALT_BYTES} unguessable bytes. */
  salt: Buffer;
};

/** A message as only who knows the key can read it (contract §10.2): AES-256-CBC over salt, length, message and appId, as base64. */
export function sealMessage(message: string, { encodingAesKey, appId, salt }: Sealing): string {
  const key = keyOf(encodingAesKey);
  const text = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = padded(Buffer.concat([salt, length, text, Buffer.from(appId, 'utf8')]));
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

/** PKCS#7: as many bytes as are missing, each of which says how many; a whole block where none is. */
function padded(bytes: Buffer): Buffer {
  const missing = PADDED_TO - (bytes.length % PADDED_TO);
  return Buffer.concat([bytes, Buffer.alloc(missing, missing)]);
}
