import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { aContext, prismaAt, type TestContext } from '../kit/context.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aCard } from '../kit/factories.ts';
import { anInstance, type Instance } from '../kit/instances.ts';
import { aReceiver, type Receiver } from '../kit/receiver.ts';
import { randomOf } from '../kit/random.ts';

const soon = { timeout: 30_000 };

// A database of its own, where nothing else waits to be numbered or sent.
let databaseUrl: string;
let prisma: PrismaClient;
beforeAll(async () => {
  databaseUrl = await freshDatabaseUrl();
  prisma = prismaAt(databaseUrl);
});
afterAll(() => prisma.$disconnect());

const cleanUps: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
  await prisma.webhookEndpoint.updateMany({ data: { deletedAt: new Date() } });
});

/** A server of its own process on this file's database, ready. */
async function served(): Promise<Instance> {
  const instance = await anInstance({
    KAQUAN_DATABASE_URL: databaseUrl,
    KAQUAN_MASTER_KEY: Buffer.alloc(32, 7).toString('hex'),
    KAQUAN_WEBHOOK_ALLOW: '127.0.0.1',
  });
  cleanUps.push(() => instance.kill('SIGKILL'));
  return instance;
}

async function aWorld(...react: Parameters<typeof aReceiver>): Promise<{ ctx: TestContext; receiver: Receiver }> {
  const [ctx, receiver] = [await aContext({ prisma }), await aReceiver(...react)];
  cleanUps.push(receiver.stop);
  await ctx.prisma.webhookEndpoint.create({
    data: {
      id: ctx.newId('whe'),
      merchantId: ctx.merchantId,
      format: 'JSON',
      name: 'Till',
      url: receiver.url,
      types: ['card.claimed', 'code.redeemed'],
      scopes: [],
      isTest: true,
      secretCiphertext: ctx.secrets.seal('webhook-secret', `whsec_${Buffer.alloc(32, 1).toString('base64')}`),
      lastSequence: 0n,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    },
  });
  return { ctx, receiver };
}

async function claimed({ ctx }: { ctx: TestContext }, count: number): Promise<string[]> {
  const card = await aCard(ctx, { quantity: count });
  const codeIds: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const { codeId } = await claimCard(ctx, { cardId: card.id, openid: `user-${nth}` });
    codeIds.push(codeId);
  }
  return codeIds;
}

/** As if the time had passed after which nobody believes that a killed server still sends. */
const outwaitLeases = ({ prisma, merchantId }: TestContext) =>
  prisma.webhookDelivery.updateMany({
    where: { merchantId, status: 'WAITING', leasedUntil: { not: null } },
    data: { leasedUntil: new Date(0) },
  });

const statusesOf = async ({ prisma, merchantId }: TestContext): Promise<string[]> =>
  (await prisma.webhookDelivery.findMany({ where: { merchantId } })).map(({ status }) => status);

it('repeats with the same id what a server was sending when it was killed', async () => {
  const world = await aWorld(() => () => undefined);
  const { ctx, receiver } = world;
  const first = await served();
  await claimed(world, 1);
  await expect.poll(() => receiver.calls.length, soon).toBe(1);
  await first.kill('SIGKILL');
  expect(await statusesOf(ctx)).toEqual(['WAITING']);
  receiver.react(() => 200);
  await served();
  await outwaitLeases(ctx);
  await expect.poll(() => statusesOf(ctx), soon).toEqual(['DELIVERED']);
  const [lost, again] = receiver.calls;
  expect(again?.headers['webhook-id']).toBe(lost?.headers['webhook-id']);
  expect(again?.text).toBe(lost?.text);
});

describe('two servers', () => {
  it('send each event once, each code’s in their order, and give back what they send when they stop', async () => {
    const random = randomOf(7);
    const world = await aWorld(() => (response) => void setTimeout(() => response.end(), random() * 20));
    const { ctx, receiver } = world;
    const [first] = await Promise.all([served(), served()]);
    const codeIds = await claimed(world, 20);
    for (const codeId of codeIds) {
      const { value } = await ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
      await redeemCode(ctx, { value });
    }
    receiver.react(() => (response) => void setTimeout(() => response.end(), 5));
    await first.kill('SIGTERM');
    // All at once: before the last is queued, what there is may be delivered already.
    await expect.poll(() => statusesOf(ctx), soon).toEqual(Array.from({ length: 40 }, () => 'DELIVERED'));
    for (const codeId of codeIds) {
      const told = receiver.calls.filter(({ json }) => json.data.codeId === codeId).map(({ json }) => json.type);
      // What was given back when a server stopped may come twice, and never out of order.
      expect(told.join(' ')).toMatch(/^(card\.claimed )+code\.redeemed( code\.redeemed)*$/);
    }
  });
});
