import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
  hash,
} from 'node:crypto';

/** What a derived key is for: one key each, so that a sealed value of one purpose is noise to another. */
export type SecretPurpose =
  | 'signing-secret'
  | 'access-token'
  | 'ticket'
  | 'encrypt-code'
  | 'rotating-code'
  | 'page-ticket'
  | 'challenge'
  | 'draw-seed'
  | 'cursor'
  | 'session'
  | 'personal-data'
  | 'sign-in-state'
  | 'user-sign-in'
  | 'hosted-key'
  | 'webhook-secret'
  | 'sandbox';

/** Secrets at rest (graphql.md §1): keys derived from the master key, named by a key id for rotation. */
export type Secrets = {
  /** Authenticated encryption: `keyId.iv.ciphertext.tag`, base64url. */
  seal: (purpose: SecretPurpose, text: string) => string;
  /** The text, or null when the value was forged, cut or sealed under an unknown key. */
  open: (purpose: SecretPurpose, sealed: string) => string | null;
  /** Unguessable bytes that are the same each time they are asked for by the same name, under the current master key. */
  derive: (purpose: SecretPurpose, name: string, byteCount: number) => Buffer;
  /** The same under every master key that may still open, the current one first: for what was made before a change of keys. */
  deriveAll: (purpose: SecretPurpose, name: string, byteCount: number) => Buffer[];
};

const keyFor = (masterKey: Buffer, purpose: SecretPurpose): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, 'kaquan', purpose, 32));

type Derivation = { purpose: SecretPurpose; name: string; byteCount: number };

const derived = (masterKey: Buffer, { purpose, name, byteCount }: Derivation): Buffer =>
  Buffer.from(hkdfSync('sha256', keyFor(masterKey, purpose), 'kaquan-derived', name, byteCount));

/** Names a master key without telling it: what is sealed begins with this. */
export const keyIdOf = (masterKey: Buffer): string =>
  createHash('sha256').update('kaquan-key-id').update(masterKey).digest('hex').slice(0, 8);

/**
 * @param masterKeys the current master key (32 bytes) first, then older ones that may still open.
 */
export function createSecrets(masterKeys: readonly [Buffer, ...Buffer[]]): Secrets {
  const byId = new Map(masterKeys.map((key) => [keyIdOf(key), key]));
  const [current] = masterKeys;
  return {
    seal(purpose, text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(current, purpose), iv);
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        keyIdOf(current),
        iv.toString('base64url'),
        ciphertext.toString('base64url'),
        cipher.getAuthTag().toString('base64url'),
      ].join('.');
    },
    open(purpose, sealed) {
      const [keyId, iv, ciphertext, tag] = sealed.split('.');
      const key = byId.get(keyId ?? '');
      if (!key || !iv || ciphertext === undefined || !tag) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), Buffer.from(iv, 'base64url'), {
          authTagLength: 16,
        });
        decipher.setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return null; // A forged value is an answer, not a fault.
      }
    },
    derive: (purpose, name, byteCount) => derived(current, { purpose, name, byteCount }),
    deriveAll: (purpose, name, byteCount) => masterKeys.map((key) => derived(key, { purpose, name, byteCount })),
  };
}

/** Hash under which a random token or key is looked up. Tokens are long and random: no salt is needed. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');

/** `scrypt$salt$hash` of a password. */
export async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const hash = await scryptOf(password, salt);
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, salt, hash] = stored.split('$');
  if (!salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await scryptOf(password, Buffer.from(salt, 'base64url'));
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

// Off the event loop: one guess costs 50 ms, and anybody may guess.
const scryptOf = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, 32, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
