import { createHmac, createPrivateKey, type JsonWebKey, KeyObject, randomBytes, sign } from 'node:crypto';
import { fail, nowSeconds, openidOf, textOf, wholeNumberOf } from './options.ts';

const LONGEST_SECONDS = 7_200;
const ADVISED_SECONDS = 900;

/** An Ed25519 private key: a JWK, a PEM text (PKCS #8) or a key of `node:crypto`. */
export type UserTokenPrivateKey = JsonWebKey | KeyObject | string;

/** What a user token says, and what signs it: exactly one of `signingSecret` and `privateKey`. */
export type SignUserTokenOptions = {
  /** The merchant's app id; becomes `iss`. */
  appId: string;
  /** The user: 1 to 64 of `A-Z a-z 0-9 _ -`; becomes `sub`. */
  openid: string;
  /** The merchant's signing secret, for HS256. */
  signingSecret?: string;
  /** An Ed25519 key whose public half was registered with Kaquan, for EdDSA. */
  privateKey?: UserTokenPrivateKey;
  /** Names the key in the header (`kid`). @defaultValue the `kid` of a JWK, else nothing */
  keyId?: string;
  /** Seconds until the token ends, 1 to 7200. @defaultValue 900 */
  ttlSeconds?: number;
  /** The only web origin that may use the token, such as `https://shop.example`. @defaultValue any */
  origin?: string;
};

/**
 * Signs the token that tells Kaquan who the user of a page is. Call it on a back end only, for a user that you have
 * signed in; hand the token to the page, which sends it as `X-Kaquan-User` beside the publishable key.
 * @throws TypeError (as a rejection) whose message begins with the name of the option at fault
 */
export async function signUserToken(options: SignUserTokenOptions): Promise<string> {
  const claims = claimsOf(options);
  const signer = signerOf(options);
  const keyId = options.keyId === undefined ? signer.keyId : textOf('keyId', options.keyId);
  const header = { alg: signer.algorithm, typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${signer.sign(Buffer.from(signed)).toString('base64url')}`;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function claimsOf({ appId, openid, ttlSeconds = ADVISED_SECONDS, origin }: SignUserTokenOptions): object {
  const issuedAt = nowSeconds();
  return {
    iss: textOf('appId', appId),
    aud: 'kaquan',
    sub: openidOf(openid),
    iat: issuedAt,
    exp: issuedAt + wholeNumberOf('ttlSeconds', ttlSeconds, { from: 1, to: LONGEST_SECONDS }),
    jti: randomBytes(16).toString('base64url'),
    ...(origin === undefined ? {} : { origin: originOf(origin) }),
  };
}

function originOf(origin: string): string {
  const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
  return isOrigin ? origin : fail('origin', 'an origin such as https://shop.example is required, without a path');
}

type Signer = { algorithm: 'EdDSA' | 'HS256'; keyId: string | undefined; sign: (bytes: Buffer) => Buffer };

function signerOf({ signingSecret, privateKey }: SignUserTokenOptions): Signer {
  if ((signingSecret === undefined) === (privateKey === undefined)) {
    return fail('signingSecret', 'exactly one of signingSecret and privateKey is required');
  }
  if (privateKey === undefined) {
    const secret = textOf('signingSecret', signingSecret);
    return {
      algorithm: 'HS256',
      keyId: undefined,
      sign: (bytes) => createHmac('sha256', secret).update(bytes).digest(),
    };
  }
  const key = keyOf(privateKey);
  return { algorithm: 'EdDSA', keyId: keyIdIn(privateKey), sign: (bytes) => sign(null, bytes, key) };
}

function keyOf(privateKey: UserTokenPrivateKey): KeyObject {
  const key = readKey(privateKey);
  const isPrivateEd25519 = key?.type === 'private' && key.asymmetricKeyType === 'ed25519';
  return isPrivateEd25519 ? key : fail('privateKey', 'an Ed25519 private key is required, as JWK, PEM or KeyObject');
}

function readKey(privateKey: UserTokenPrivateKey): KeyObject | null {
  if (privateKey instanceof KeyObject) return privateKey;
  try {
    return typeof privateKey === 'string'
      ? createPrivateKey(privateKey)
      : createPrivateKey({ key: privateKey, format: 'jwk' });
  } catch {
    return null; // The parser's words could show parts of the key.
  }
}

function keyIdIn(privateKey: UserTokenPrivateKey): string | undefined {
  if (typeof privateKey === 'string' || privateKey instanceof KeyObject) return undefined;
  return typeof privateKey['kid'] === 'string' ? privateKey['kid'] : undefined;
}
