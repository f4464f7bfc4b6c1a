import { describe, expect, it } from 'vitest';
import { another, asKey, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { createSecrets } from '../kit/secrets.ts';
import { merchantOf } from '../merchants/index.ts';
import { ensureHostedKey } from './ensure-hosted-key.ts';
import { identify } from './identify.ts';
import { listKeys } from './key.queries.ts';
import { openHostedPages } from './open-hosted-pages.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

const keyOf = async (ctx: RolledBackContext) => ensureHostedKey(ctx, await merchantOf(ctx));
const hosted = async (ctx: RolledBackContext) =>
  (await listKeys(ctx)).filter(({ hostedVersion }) => hostedVersion !== null);
const asPage = (ctx: RolledBackContext, bearer: string) =>
  identify(
    ctx,
    { bearer, userToken: null, sessionToken: null, csrfToken: null, isWrite: false },
    { origin: ctx.publicUrl, referer: null, appBundle: null, ip: '127.0.0.1', merchantAppId: null },
  );

describe('the key of hosted pages', () => {
  it('is a publishable key of the merchant, made once and always the same', () =>
    rolledBack(async (ctx) => {
      const key = await keyOf(ctx);
      expect(key).toMatch(/^pk_test_[0-9A-Za-z]{40}$/);
      expect(await keyOf(ctx)).toBe(key);
      expect(await hosted(ctx)).toMatchObject([
        { kind: 'PUBLISHABLE', name: 'Hosted pages', isTest: true, hint: key?.slice(-4), hostedVersion: 1 },
      ]);
      expect((await asPage(ctx, key ?? '')).actor).toMatchObject({
        kind: 'publishableKey',
        merchantId: ctx.merchantId,
      });
      const events = await ctx.tx.event.findMany({ where: { merchantId: ctx.merchantId } });
      expect(events.map(({ type, actorKind }) => [type, actorKind])).toEqual([['key.created', 'system']]);
    }));

  it('is another one for each merchant', () =>
    rolledBack(async (ctx) => {
      expect(await keyOf(ctx)).not.toBe(await keyOf(await another(ctx)));
    }));

  it('closes the pages when it is revoked, until the merchant opens them with a new one', () =>
    rolledBack(async (ctx) => {
      const first = await keyOf(ctx);
      const [row] = await hosted(ctx);
      await revokeKey(ctx, { keyId: row?.id ?? '' });
      expect(await keyOf(ctx)).toBeNull();
      const opened = await openHostedPages(ctx);
      const second = await keyOf(ctx);
      expect(second).not.toBe(first);
      expect([opened.hostedVersion, opened.hint]).toEqual([2, second?.slice(-4)]);
      expect((await openHostedPages(ctx)).id).toBe(opened.id);
    }));

  it('is followed by the next of its kind when it is rotated', () =>
    rolledBack(async (ctx) => {
      await keyOf(ctx);
      const [row] = await hosted(ctx);
      const { secret, key } = await rotateKey(ctx, { keyId: row?.id ?? '', overlapSeconds: 60 });
      expect(await keyOf(ctx)).toBe(secret);
      expect(key).toMatchObject({ hostedVersion: 2, name: 'Hosted pages' });
    }));

  it('is made anew under another master key, while pages that hold the old one go on', () =>
    rolledBack(async (ctx) => {
      const old = await keyOf(ctx);
      const changed = { ...ctx, secrets: createSecrets([Buffer.alloc(32, 8), Buffer.alloc(32, 7)]) };
      const fresh = await keyOf(changed);
      expect(fresh).not.toBe(old);
      expect(await keyOf(changed)).toBe(fresh);
      // An instance that has not been restarted yet keeps its own: no tug of war between the two.
      expect(await keyOf(ctx)).toBe(old);
      expect(await hosted(ctx)).toHaveLength(2);
      expect((await asPage(changed, old ?? '')).actor.kind).toBe('publishableKey');
    }));

  it('is brought back only by who may make keys', () =>
    rolledBack(async (ctx) => {
      await expect(openHostedPages(asKey(ctx, { scopes: ['cards:write'] }))).rejects.toThrow(NotAllowedError);
    }));
});
