import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, revokeKey } from '../../src/domain/access/index.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aCard } from '../kit/factories.ts';
import { anInstance, type Instance } from '../kit/instances.ts';
import type { Proxy } from '../kit/proxy.ts';
import { testRedis } from '../kit/redis.ts';
import { type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';
import { type EventStream, keyStream } from '../kit/streams.ts';

const MASTER_KEY = Buffer.alloc(32, 7).toString('hex');
const START = Buffer.from(JSON.stringify(['SEQUENCE ASC', '0', ''])).toString('base64url');
const EVENTS = 'subscription ($after: String) { events(after: $after) { id cursor type } }';
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id } userErrors { code } } }`;
const SUBSCRIBERS = 6;

type World = {
  home: Api;
  merchant: ServedMerchant;
  cardId: string;
  instances: Instance[];
  env: Record<string, string>;
};

async function aWorld(redisUrl: string | null): Promise<World> {
  const env = {
    KAQUAN_DATABASE_URL: await freshDatabaseUrl(),
    KAQUAN_MASTER_KEY: MASTER_KEY,
    ...(redisUrl === null ? {} : { KAQUAN_REDIS_URL: redisUrl }),
  };
  const home = await server(env);
  const merchant = await home.aMerchant();
  const card = await aCard(merchant.ctx, { quantity: 10_000 });
  const instances = await Promise.all([anInstance(env), anInstance(env), anInstance(env)]);
  return { home, merchant, cardId: card.id, instances, env };
}

/** Claims that go to the instances in turn; who finds one gone asks the next with the same key. */
async function claim({ instances, merchant, cardId }: World, openids: readonly string[]): Promise<void> {
  for (const [nth, openid] of openids.entries()) {
    const input = { cardId, openid, idempotencyKey: `claim-${openid}-key` };
    for (let at = nth; ; at += 1) {
      const url = instances[at % instances.length]?.url ?? '';
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...bearer(merchant.secretKey), 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: CLAIM, variables: { input } }),
      }).catch(() => null);
      if (answer?.ok) break;
      await sleep(20);
    }
  }
}

type Subscriber = { ids: string[]; stop: () => Promise<void> };

/** Reads all events, first at one instance; when its stream is cut, it resumes at the next by its last cursor. */
function follow({ instances, merchant }: World, first: number): Subscriber {
  const [ids, state]: [string[], { isOn: boolean; close: () => void }] = [[], { isOn: true, close: () => undefined }];
  const run = async (): Promise<void> => {
    let after = START;
    for (let at = first; state.isOn; at += 1) {
      const url = instances[at % instances.length]?.url ?? '';
      const asked = { variables: { after } };
      const stream = await keyStream({ url }, merchant.secretKey, EVENTS, asked).catch(() => null);
      if (stream === null) await sleep(20);
      state.close = () => stream?.close();
      for (let frame = await stream?.next(); frame?.data; frame = await stream?.next()) {
        ids.push(frame.data.data.events.id);
        after = frame.data.data.events.cursor;
      }
    }
  };
  const running = run();
  const stop = (): Promise<void> => {
    state.isOn = false;
    state.close();
    return running;
  };
  return { ids, stop };
}

async function eventsOf({ home, merchant }: World): Promise<string[]> {
  const events = await home.root.prisma.event.findMany({
    where: { merchantId: merchant.id, sequence: { not: null } },
    orderBy: { sequence: 'asc' },
    select: { id: true },
  });
  return events.map(({ id }) => id);
}

/** A stream at one instance, under a key that is then revoked at another. */
async function streamOfRevokedKey({ merchant, instances }: World): Promise<EventStream> {
  const { key, secret } = await createKey(merchant.ctx, { kind: 'SECRET', name: 'soon gone', isTest: true });
  const stream = await keyStream({ url: instances[1]?.url ?? '' }, secret, EVENTS);
  await revokeKey(merchant.ctx, { keyId: key.id });
  return stream;
}

const names = (what: string, count: number): string[] => Array.from({ length: count }, (_, nth) => `${what}-${nth}`);

describe.each(['Redis', 'PostgreSQL'])('three instances that wake each other through %s', (way) => {
  let redis: Proxy | null = null;
  let world: World;
  beforeAll(async () => {
    redis = way === 'Redis' ? await testRedis() : null;
    world = await aWorld(redis?.url ?? null);
  });
  afterAll(async () => {
    await Promise.all(world.instances.map(({ kill }) => kill('SIGTERM')));
    await world.home.stop();
    await redis?.stop();
  });

  it('tell every subscriber the list of the table, also when it goes away and one of them is killed', async () => {
    const revoked = await streamOfRevokedKey(world);
    const subscribers = Array.from({ length: SUBSCRIBERS }, (_, nth) => follow(world, nth));
    await claim(world, names('before', 30));
    await redis?.cut();
    await claim(world, names('without', 30));
    await redis?.restore();
    const claims = claim(world, names('among', 60));
    const [victim] = world.instances;
    await victim?.kill('SIGKILL');
    world.instances[0] = await anInstance(world.env);
    await claims;
    await expect
      .poll(async () => (await world.home.root.prisma.event.count({ where: { sequence: null } })) === 0)
      .toBe(true);
    const table = await eventsOf(world);
    const claimed = await world.home.root.prisma.claim.count({ where: { cardId: world.cardId } });
    expect(claimed).toBe(120);
    await expect
      .poll(() => Math.min(...subscribers.map(({ ids }) => ids.length)), { timeout: 30_000 })
      .toBe(table.length);
    for (const { ids } of subscribers) expect(ids).toEqual(table);
    await Promise.all(subscribers.map(({ stop }) => stop()));
    // Revoked at one, heard of by another: it asks the table again by itself.
    let frame = await revoked.next();
    while (frame?.data?.data) frame = await revoked.next();
    expect(frame?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  }, 180_000);
});
