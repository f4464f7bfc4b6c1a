import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { another, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { addUserTokenKey } from './add-user-token-key.ts';
import { createUserToken } from './create-user-token.ts';
import { signingSecretOf } from './signing-secret.ts';
import { verifyUserToken } from './user-token.queries.ts';

const now = new Date('2026-11-23T10:00:00Z');
const seconds = now.getTime() / 1000;
const inATest = (body: (ctx: RolledBackContext) => Promise<void>) => rolledBack(body, { now });

const merchantOf = (ctx: RolledBackContext) =>
  ctx.tx.merchant.findUniqueOrThrow({ where: { id: ctx.merchantId }, select: { id: true, appId: true } });

type Signed = {
  key: KeyObject | Uint8Array;
  alg?: 'EdDSA' | 'HS256' | 'HS512' | 'RS256';
  kid?: string | undefined;
  claims?: object;
};

/** A token as a back end signs it; right but for what a test changes. */
async function sign(ctx: RolledBackContext, { key, alg = 'EdDSA', kid, claims = {} }: Signed): Promise<string> {
  const { appId } = await merchantOf(ctx);
  const right = { iss: appId, aud: 'kaquan', sub: 'ann', iat: seconds, exp: seconds + 900, jti: 'one' };
  return new SignJWT({ ...right, ...claims })
    .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
    .sign(key);
}

const verify = async (ctx: RolledBackContext, token: string, origin: string | null = null): Promise<string> =>
  (await verifyUserToken(ctx, { token, merchant: await merchantOf(ctx), origin })).openid;
const secretKeyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** A pair whose public half the merchant has registered. */
async function registered(ctx: RolledBackContext, kid?: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' });
  const row = await addUserTokenKey(ctx, { publicJwk: kid === undefined ? jwk : { ...jwk, kid } });
  return { id: row.id, privateKey };
}

describe('an EdDSA token', () => {
  it('speaks for its subject when a registered key has signed it', () =>
    inATest(async (ctx) => {
      const { privateKey } = await registered(ctx);
      expect(await verify(ctx, await sign(ctx, { key: privateKey }))).toBe('ann');
    }));

  it('may name its key by the id of the row or by the kid of the JWK', () =>
    inATest(async (ctx) => {
      const [byId, byKid] = [await registered(ctx), await registered(ctx, 'till-1')];
      expect(await verify(ctx, await sign(ctx, { key: byId.privateKey, kid: byId.id }))).toBe('ann');
      expect(await verify(ctx, await sign(ctx, { key: byKid.privateKey, kid: 'till-1' }))).toBe('ann');
    }));

  it('that names one key and is signed by another is refused', () =>
    inATest(async (ctx) => {
      const [first, second] = [await registered(ctx), await registered(ctx, 'till-1')];
      for (const [key, kid] of [
        [first.privateKey, 'till-1'],
        [second.privateKey, first.id],
      ] as const) {
        await expect(verify(ctx, await sign(ctx, { key, kid }))).rejects.toMatchObject({
          reason: 'USER_TOKEN_SIGNATURE',
        });
      }
    }));

  it('is tried with every key when it names none, or one that nobody knows', () =>
    inATest(async (ctx) => {
      await registered(ctx);
      const { privateKey } = await registered(ctx);
      expect(await verify(ctx, await sign(ctx, { key: privateKey }))).toBe('ann');
      expect(await verify(ctx, await sign(ctx, { key: privateKey, kid: 'unknown' }))).toBe('ann');
    }));

  it.each<[string, (ctx: RolledBackContext) => Promise<KeyObject>]>([
    ['nobody registered', async () => generateKeyPairSync('ed25519').privateKey],
    ['another merchant registered', async (ctx) => (await registered(await another(ctx))).privateKey],
    [
      'was revoked',
      async (ctx) => {
        const { id, privateKey } = await registered(ctx);
        await ctx.tx.userTokenKey.update({ where: { id }, data: { revokedAt: now } });
        return privateKey;
      },
    ],
  ])('by a key that %s is refused', (_whose, keyOf) =>
    inATest(async (ctx) => {
      await registered(ctx);
      const token = await sign(ctx, { key: await keyOf(ctx) });
      await expect(verify(ctx, token)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        reason: 'USER_TOKEN_SIGNATURE',
      });
    }),
  );

  it('whose claims were changed afterwards is refused', () =>
    inATest(async (ctx) => {
      const { privateKey } = await registered(ctx);
      const [header, , signature] = (await sign(ctx, { key: privateKey })).split('.');
      const [, forged] = (await sign(ctx, { key: privateKey, claims: { sub: 'bob' } })).split('.');
      await expect(verify(ctx, `${header}.${forged}.${signature}`)).rejects.toMatchObject({
        reason: 'USER_TOKEN_SIGNATURE',
      });
    }));
});

describe('an HS256 token', () => {
  it('speaks for its subject when the signing secret has signed it', () =>
    inATest(async (ctx) => {
      const { secret } = await signingSecretOf(ctx);
      expect(await verify(ctx, await sign(ctx, { key: secretKeyOf(secret), alg: 'HS256' }))).toBe('ann');
      expect(await verify(ctx, (await createUserToken(ctx, { openid: 'bob' })).token)).toBe('bob');
    }));

  it('by another merchant’s secret is refused', () =>
    inATest(async (ctx) => {
      await signingSecretOf(ctx);
      const { secret, id } = await signingSecretOf(await another(ctx));
      for (const kid of [undefined, id]) {
        const token = await sign(ctx, { key: secretKeyOf(secret), alg: 'HS256', kid });
        await expect(verify(ctx, token)).rejects.toMatchObject({ reason: 'USER_TOKEN_SIGNATURE' });
      }
    }));

  it('by the public half of a registered key is refused', () =>
    inATest(async (ctx) => {
      const { publicKey } = generateKeyPairSync('ed25519');
      const jwk = publicKey.export({ format: 'jwk' });
      const { id } = await addUserTokenKey(ctx, { publicJwk: jwk });
      await signingSecretOf(ctx);
      const halves = [publicKey.export({ format: 'pem', type: 'spki' }).toString(), String(jwk.x)];
      for (const half of halves) {
        const token = await sign(ctx, { key: secretKeyOf(half), alg: 'HS256', kid: id });
        await expect(verify(ctx, token)).rejects.toMatchObject({ reason: 'USER_TOKEN_SIGNATURE' });
      }
    }));
});

describe('a token of any kind', () => {
  const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

  it.each(['none', 'None', '', 'HS512', 'RS256', 'ES256'])(
    'with the algorithm %j is refused before a key is looked at',
    (alg) =>
      inATest(async (ctx) => {
        const { appId } = await merchantOf(ctx);
        const claims = { iss: appId, aud: 'kaquan', sub: 'ann', iat: seconds, exp: seconds + 900, jti: 'one' };
        await expect(verify(ctx, `${encoded({ alg })}.${encoded(claims)}.`)).rejects.toMatchObject({
          reason: 'USER_TOKEN_ALGORITHM',
        });
      }),
  );

  it.each([['nothing'], ['a.b.c'], ['..'], ['e30.e30.e30.e30'], ['x'.repeat(4_097)], ['']])(
    '%.20j is refused',
    (token) =>
      inATest(async (ctx) => {
        await expect(verify(ctx, token)).rejects.toMatchObject({
          code: 'UNAUTHENTICATED',
          reason: expect.stringMatching(/^USER_TOKEN_(MALFORMED|ALGORITHM)$/),
        });
      }),
  );

  it('that signs something else than claims is refused', () =>
    inATest(async (ctx) => {
      const { secret } = await signingSecretOf(ctx);
      const token = await new CompactSign(new TextEncoder().encode('"text"'))
        .setProtectedHeader({ alg: 'HS256' })
        .sign(secretKeyOf(secret));
      await expect(verify(ctx, token)).rejects.toMatchObject({ reason: 'USER_TOKEN_MALFORMED' });
    }));

  it.each<[object, string]>([
    [{ iss: 'wx0000000000000000' }, 'USER_TOKEN_ISSUER'],
    [{ aud: 'other' }, 'USER_TOKEN_AUDIENCE'],
    [{ sub: 'a b' }, 'USER_TOKEN_SUBJECT'],
    [{ exp: seconds }, 'USER_TOKEN_TIMES'],
    [{ exp: seconds + 7_201 }, 'USER_TOKEN_LIFETIME'],
    [{ iat: seconds - 900, exp: seconds - 1 }, 'USER_TOKEN_EXPIRED'],
    [{ origin: 'https://shop.example' }, 'USER_TOKEN_ORIGIN'],
  ])('that says %j is refused, however well it is signed', (claims, reason) =>
    inATest(async (ctx) => {
      const { privateKey } = await registered(ctx);
      await expect(verify(ctx, await sign(ctx, { key: privateKey, claims }))).rejects.toMatchObject({ reason });
    }),
  );

  it('of an origin is good for its pages', () =>
    inATest(async (ctx) => {
      const { token } = await createUserToken(ctx, { openid: 'ann', origin: 'https://shop.example' });
      expect(await verify(ctx, token, 'https://shop.example')).toBe('ann');
      await expect(verify(ctx, token, 'https://evil.example')).rejects.toMatchObject({ reason: 'USER_TOKEN_ORIGIN' });
    }));
});
