import { describe, expect, it } from 'vitest';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asKey, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import type { Actor } from '../kit/actor.ts';
import {
  createEndpoint,
  deleteEndpoint,
  type EndpointDraft,
  listEndpoints,
  replayEvents,
  rotateEndpointSecret,
  testEndpoint,
  updateEndpoint,
} from './index.ts';

const DRAFT: EndpointDraft = {
  name: 'Till',
  url: 'https://shop.example/hooks',
  types: ['card.claimed'],
  document: null,
  variables: null,
};
const create = (ctx: RolledBackContext, changes: Partial<EndpointDraft> = {}) =>
  createEndpoint(ctx, { ...DRAFT, ...changes });
const eventTypes = async ({ tx, merchantId }: RolledBackContext): Promise<string[]> =>
  (await tx.event.findMany({ where: { merchantId }, orderBy: { position: 'asc' } })).map(({ type }) => type);
const withWebhooks = (
  ctx: RolledBackContext,
  changes: Partial<RolledBackContext['ports']['webhooks']>,
): RolledBackContext => ({ ...ctx, ports: { ...ctx.ports, webhooks: { ...ctx.ports.webhooks, ...changes } } });

describe('an endpoint', () => {
  it('is made with a secret that is kept encrypted, and hears of what comes after', () =>
    rolledBack(async (ctx) => {
      await ctx.tx.eventCounter.create({ data: { merchantId: ctx.merchantId, lastSequence: 7n } });
      const { endpoint, secret } = await create(ctx, { types: ['card.claimed', 'card.claimed'] });
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(endpoint).toMatchObject({ format: 'JSON', status: 'ACTIVE', lastSequence: 7n, types: ['card.claimed'] });
      expect(JSON.stringify({ ...endpoint, lastSequence: 0 })).not.toContain(secret.slice(6, 20));
      expect(ctx.secrets.open('webhook-secret', endpoint.secretCiphertext)).toBe(secret);
      expect(await listEndpoints(ctx)).toMatchObject([{ id: endpoint.id }]);
      expect(await eventTypes(ctx)).toEqual(['webhook_endpoint.created']);
    }));

  it('reads by its document what the credential reads that set it up last', () =>
    rolledBack(async (ctx) => {
      const wide = asKey(ctx, { scopes: ['webhooks:write', 'webhooks:read', 'events:read', 'claims:read'] });
      const narrow = asKey(ctx, { scopes: ['webhooks:write', 'webhooks:read', 'events:read'] });
      const { endpoint } = await create(wide);
      expect(endpoint.scopes).toContain('claims:read');
      const changed = await updateEndpoint(narrow, { endpointId: endpoint.id, name: 'Other' });
      expect(changed.scopes).not.toContain('claims:read');
    }));

  it('is changed field by field, at the version that was meant', () =>
    rolledBack(async (ctx) => {
      const { endpoint } = await create(ctx);
      const { id: endpointId } = endpoint;
      const changed = await updateEndpoint(ctx, { endpointId, expectedVersion: 1, types: [], status: 'PAUSED' });
      expect(changed).toMatchObject({ name: 'Till', types: [], status: 'PAUSED', version: 2 });
      await expect(updateEndpoint(ctx, { endpointId, expectedVersion: 1, name: 'x' })).rejects.toMatchObject({
        code: 'STALE_VERSION',
        currentVersion: 2,
      });
      await expect(updateEndpoint(ctx, { endpointId, url: 'ftp://x' })).rejects.toMatchObject({ field: ['url'] });
      const shaped = await updateEndpoint(ctx, { endpointId, document: '{x}', variables: { a: 1 } });
      expect(shaped).toMatchObject({ document: '{x}', variables: { a: 1 } });
      expect(await updateEndpoint(ctx, { endpointId, document: null })).toMatchObject({
        document: null,
        variables: null,
      });
      expect(await updateEndpoint(ctx, { endpointId })).toMatchObject({ version: 4 });
    }));

  it('made active again forgets its failures and goes on where it stood', () =>
    rolledBack(async (ctx) => {
      const { endpoint } = await create(ctx);
      const { id } = endpoint;
      const broken = { status: 'DISABLED', disabledReason: 'gone', failureCount: 9, probeAt: ctx.now() } as const;
      await ctx.tx.webhookEndpoint.update({ where: { id }, data: broken });
      expect(await updateEndpoint(ctx, { endpointId: id, status: 'ACTIVE' })).toMatchObject({
        status: 'ACTIVE',
        disabledReason: null,
        failureCount: 0,
        probeAt: null,
        lastSequence: endpoint.lastSequence,
      });
    }));

  it('is gone when it was deleted', () =>
    rolledBack(async (ctx) => {
      const { endpoint } = await create(ctx);
      await deleteEndpoint(ctx, { endpointId: endpoint.id });
      expect(await listEndpoints(ctx)).toEqual([]);
      await expect(deleteEndpoint(ctx, { endpointId: endpoint.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }));

  it('signs with the secret before for as long as was asked', () =>
    rolledBack(async (ctx) => {
      const { endpoint, secret: old } = await create(ctx);
      const order = { endpointId: endpoint.id, overlapSeconds: 60 };
      const { endpoint: rotated, secret } = await rotateEndpointSecret(at(ctx, '2026-11-30T08:00:00Z'), order);
      expect(secret).not.toBe(old);
      expect(rotated.previousUntil).toEqual(new Date('2026-11-30T08:01:00Z'));
      expect(ctx.secrets.open('webhook-secret', rotated.previousSecretCiphertext ?? '')).toBe(old);
      for (const overlapSeconds of [-1, 0.5, 604_801])
        await expect(rotateEndpointSecret(ctx, { ...order, overlapSeconds })).rejects.toMatchObject({
          field: ['overlapSeconds'],
        });
      expect(await eventTypes(ctx)).toEqual(['webhook_endpoint.created', 'webhook_endpoint.secret_rotated']);
    }));

  it('is refused with an address that is forbidden, and with a document that can not be run', () =>
    rolledBack(async (ctx) => {
      const { sender, shaper } = ctx.ports.webhooks;
      const closed = withWebhooks(ctx, { sender: { ...sender, isForbidden: () => true } });
      await expect(create(closed)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['url'] });
      const strict = withWebhooks(ctx, { shaper: { ...shaper, faultOf: () => 'No such field' } });
      await expect(create(strict, { document: '{ x }' })).rejects.toMatchObject({ field: ['document'] });
    }));

  it('is one of 20 at most', () =>
    rolledBack(async (ctx) => {
      for (let made = 0; made < 20; made += 1) await create(ctx);
      await expect(create(ctx)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      const [first = expect.fail()] = await listEndpoints(ctx);
      await deleteEndpoint(ctx, { endpointId: first.id });
      expect((await create(ctx)).endpoint.id).toMatch(/^whe_/);
    }));
});

describe('a test', () => {
  it('is sent at once and once, also while the endpoint is paused, and answered with what came of it', () =>
    rolledBack(async (ctx) => {
      const { endpoint } = await create(ctx);
      await updateEndpoint(ctx, { endpointId: endpoint.id, status: 'PAUSED' });
      const bodies: string[] = [];
      const sending = (statusCode: number): RolledBackContext =>
        withWebhooks(ctx, {
          sender: {
            isForbidden: () => false,
            send: async ({ body }) => {
              bodies.push(body);
              return { statusCode, head: 'said', fault: null };
            },
          },
        });
      const good = await testEndpoint(sending(200), { endpointId: endpoint.id });
      expect(good).toMatchObject({ status: 'DELIVERED', type: 'webhook_endpoint.tested', attemptCount: 1 });
      expect(await testEndpoint(sending(500), { endpointId: endpoint.id })).toMatchObject({ status: 'FAILED' });
      expect(bodies.map((body) => JSON.parse(body))).toMatchObject([
        { type: 'webhook_endpoint.tested', id: good.eventId, sequence: null, data: { endpointId: endpoint.id } },
        { type: 'webhook_endpoint.tested' },
      ]);
    }));
});

describe('strangers', () => {
  const verbs: [string, (ctx: RolledBackContext, endpointId: string) => Promise<unknown>][] = [
    ['update', (ctx, endpointId) => updateEndpoint(ctx, { endpointId, name: 'x' })],
    ['delete', (ctx, endpointId) => deleteEndpoint(ctx, { endpointId })],
    ['rotate', (ctx, endpointId) => rotateEndpointSecret(ctx, { endpointId, overlapSeconds: 0 })],
    ['test', (ctx, endpointId) => testEndpoint(ctx, { endpointId })],
    [
      'replay',
      (ctx, endpointId) => replayEvents(ctx, { endpointId, afterSequence: 0n, untilSequence: 1n, onlyMissing: false }),
    ],
  ];

  it.each(verbs)('find no endpoint of another merchant to %s', (_name, verb) =>
    rolledBack(async (ctx) => {
      const { endpoint } = await create(ctx);
      const other = await another(ctx);
      await expect(verb(other, endpoint.id)).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['endpointId'] });
      expect(await listEndpoints(other)).toEqual([]);
    }),
  );

  it.each<[string, Partial<Extract<Actor, { kind: 'secretKey' }>>]>([
    ['without the scope', { scopes: ['events:read'] }],
    ['bound to stores', { storeIds: ['store_1'] }],
  ])('%s may do nothing to one', (_name, narrowed) =>
    rolledBack(async (ctx) => {
      const { endpoint } = await create(ctx);
      const narrow = asKey(ctx, narrowed);
      for (const [, verb] of verbs)
        await expect(verb(narrow, endpoint.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      await expect(create(narrow)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }),
  );

  it('that may not read events set none up; managers look, owners set up', () =>
    rolledBack(async (ctx) => {
      await expect(create(asKey(ctx, { scopes: ['webhooks:write'] }))).rejects.toMatchObject({ scope: 'events:read' });
      const manager = await aColleague(ctx, { role: 'MANAGER' });
      expect(await listEndpoints(manager)).toEqual([]);
      await expect(create(manager)).rejects.toMatchObject({ scope: 'webhooks:write' });
      const analyst = await aColleague(ctx, { role: 'ANALYST' });
      expect(() => listEndpoints(analyst)).toThrow('webhooks:read');
      expect((await create(await aColleague(ctx, { role: 'OWNER' }))).endpoint.isTest).toBe(false);
    }));
});
