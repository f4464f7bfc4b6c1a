import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SignUserTokenOptions, signUserToken } from './sign-user-token.ts';

const SECRET = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
// RFC 8037, appendix A.1 and A.2.
const JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const PUBLIC_JWK = { kty: JWK.kty, crv: JWK.crv, x: JWK.x };
const base: SignUserTokenOptions = { appId: 'wx0123456789abcdef', openid: 'ann', signingSecret: SECRET };

afterEach(() => void vi.useRealTimers());

describe('signUserToken', () => {
  it('signs with HS256 what jose verifies', async () => {
    const token = await signUserToken({ ...base, keyId: 'sig_1', origin: 'https://shop.example' });
    const verified = await jwtVerify(token, new TextEncoder().encode(SECRET), {
      algorithms: ['HS256'],
      issuer: base.appId,
      audience: 'kaquan',
      subject: 'ann',
    });
    expect(verified.protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'sig_1' });
    expect(verified.payload).toMatchObject({
      origin: 'https://shop.example',
      jti: expect.stringMatching(/^[\w-]{22}$/),
    });
  });

  it.each([
    ['a JWK', JWK],
    ['a PEM text', createPrivateKey({ key: JWK, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['a KeyObject', createPrivateKey({ key: JWK, format: 'jwk' })],
  ])('signs with EdDSA by %s what jose verifies', async (_name, privateKey) => {
    const token = await signUserToken({ appId: base.appId, openid: 'ann', privateKey });
    const verified = await jwtVerify(token, await importJWK(PUBLIC_JWK, 'EdDSA'), {
      algorithms: ['EdDSA'],
      audience: 'kaquan',
    });
    expect(verified.protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT' });
  });

  it('lives 15 minutes unless told otherwise', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-23T10:00:00.900Z') });
    const issuedAt = Date.parse('2026-11-23T10:00:00Z') / 1000;
    expect(decodeJwt(await signUserToken(base))).toMatchObject({ iat: issuedAt, exp: issuedAt + 900 });
    expect(decodeJwt(await signUserToken({ ...base, ttlSeconds: 7_200 }))).toMatchObject({ exp: issuedAt + 7_200 });
  });

  it('names the key of a JWK, and another id when told so', async () => {
    const named = { appId: base.appId, openid: 'ann', privateKey: { ...JWK, kid: 'mine' } };
    expect(decodeProtectedHeader(await signUserToken(named)).kid).toBe('mine');
    expect(decodeProtectedHeader(await signUserToken({ ...named, keyId: 'utk_1' })).kid).toBe('utk_1');
  });

  it('never gives the same token twice', async () => {
    const tokens = await Promise.all(Array.from({ length: 100 }, () => signUserToken(base)));
    expect(new Set(tokens).size).toBe(100);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  it.each<[string, Record<string, unknown>]>([
    ['appId', { appId: '' }],
    ['openid', { openid: 'ann@example' }],
    ['openid', { openid: 'a'.repeat(65) }],
    ['openid', { openid: undefined }],
    ['ttlSeconds', { ttlSeconds: 7_201 }],
    ['ttlSeconds', { ttlSeconds: 0 }],
    ['ttlSeconds', { ttlSeconds: 1.5 }],
    ['origin', { origin: 'https://shop.example/' }],
    ['origin', { origin: 'shop.example' }],
    ['keyId', { keyId: '' }],
    ['signingSecret', { signingSecret: undefined }],
    ['signingSecret', { signingSecret: '' }],
    ['signingSecret', { privateKey: JWK }],
    ['privateKey', { signingSecret: undefined, privateKey: PUBLIC_JWK }],
    ['privateKey', { signingSecret: undefined, privateKey: rsa.privateKey }],
    ['privateKey', { signingSecret: undefined, privateKey: 'not a key' }],
  ])('refuses a wrong %s by name (%o)', async (option, changes) => {
    const refused = signUserToken({ ...base, ...changes });
    await expect(refused).rejects.toThrow(TypeError);
    await expect(refused).rejects.toThrow(new RegExp(`^${option}: `));
  });
});

// That the primitives under it are the ones of the RFCs.
describe('the algorithms', () => {
  it('give the HS256 signature of RFC 7515, appendix A.1', () => {
    const signed =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
    expect(createHmac('sha256', Buffer.from(SECRET, 'base64url')).update(signed).digest('base64url')).toBe(
      'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    );
  });

  it('give the EdDSA signature of RFC 8037, appendix A.4', () => {
    const signed = Buffer.from('eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc');
    expect(sign(null, signed, createPrivateKey({ key: JWK, format: 'jwk' })).toString('base64url')).toBe(
      'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
    );
  });
});
