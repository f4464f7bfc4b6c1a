import { randomBytes } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { monotonicFactory } from 'ulidx';
import { domainPorts } from '../../src/compose/ports.ts';
import type { Actor } from '../../src/domain/kit/actor.ts';
import type { DomainContext, Tx } from '../../src/domain/kit/context.ts';
import type { RunStatement } from '../../src/domain/kit/statement.ts';
import { createSecrets } from '../../src/domain/kit/secrets.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { testDatabaseUrl } from './database.ts';

const ulid = monotonicFactory();
let client: PrismaClient | undefined;

/** The client of this worker's database. */
export async function testPrisma(): Promise<PrismaClient> {
  client ??= prismaAt(await testDatabaseUrl());
  return client;
}

/** A client of another database; who opens it disconnects it. */
export const prismaAt = (connectionString: string): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 20, options: '-c lock_timeout=5s' }) });

const objects = new Map<string, Uint8Array>();
const memoryObjects = {
  put: async (key: string, bytes: Uint8Array) => void objects.set(key, bytes),
  get: async (key: string) => objects.get(key) ?? null,
};

export type TestContext = DomainContext & { merchantId: string };
export type RolledBackContext = TestContext & { tx: Tx };

// Verbs write events; who follows them is tested on a whole server.
const noFeed = { open: () => Promise.reject(new Error('Nobody follows events in a unit test')) };

/** The secret key of a merchant: what most tests act as. */
export const secretKeyOf = (merchantId: string): Actor => ({
  kind: 'secretKey',
  id: `key_of_${merchantId}`,
  merchantId,
  isTest: true,
  scopes: [],
  storeIds: [],
});

// Who sends and shapes webhooks is tested on a whole server; a unit test brings its own.
const noWebhooks: DomainContext['ports']['webhooks'] = {
  sender: { send: () => Promise.reject(new Error('Nobody sends in a unit test')), isForbidden: () => false },
  shaper: { faultOf: () => null, shape: () => Promise.reject(new Error('Nobody shapes in a unit test')) },
};

type Options = {
  tx?: Tx;
  now?: Date;
  timeZone?: string /** The worker's database unless given. */;
  prisma?: PrismaClient;
};

/** A context of a fresh, approved merchant, acting by its secret key. With `tx` its rows vanish with the transaction. */
export async function aContext(options: Options = {}): Promise<TestContext> {
  const prisma = options.prisma ?? (await testPrisma());
  const now = options.now ?? new Date();
  const newId: DomainContext['newId'] = (prefix) => `${prefix}_${ulid()}`;
  const merchantId = newId('mer');
  await (options.tx ?? prisma).merchant.create({
    data: {
      id: merchantId,
      appId: `wx${randomBytes(8).toString('hex')}`,
      appSecretHash: 'none',
      name: 'Test merchant',
      status: 'APPROVED',
      isSandbox: true,
      ...(options.timeZone ? { timeZone: options.timeZone } : {}),
      createdAt: now,
      updatedAt: now,
    },
  });
  const runStatement: RunStatement = ({ text, values }) => prisma.$queryRawUnsafe(text, ...values);
  return {
    prisma,
    runStatement,
    merchantId,
    newId,
    ...(options.tx ? { tx: options.tx } : {}),
    actor: secretKeyOf(merchantId),
    now: () => options.now ?? new Date(),
    random: randomBytes,
    secrets: createSecrets([Buffer.alloc(32, 7)]),
    ports: domainPorts({
      media: { objects: memoryObjects },
      access: { validateDocument: () => null },
      events: { feed: noFeed, archives: memoryObjects },
      webhooks: noWebhooks,
      runStatement,
    }),
    publicUrl: 'http://kaquan.test',
    onCommitted: () => undefined,
  };
}

/** The same world, seen by somebody else. */
export const as = <C extends DomainContext>(ctx: C, actor: Actor): C => ({ ...ctx, actor });

/** The same world as a user of the merchant. */
export const asUser = <C extends TestContext>(ctx: C, openid: string): C =>
  as(ctx, { kind: 'user', id: openid, openid, merchantId: ctx.merchantId, keyId: 'key_test' });

/** The same world as the secret key with only these scopes, or bound to these stores. */
export const asKey = <C extends TestContext>(ctx: C, narrowed: Partial<Extract<Actor, { kind: 'secretKey' }>>): C =>
  as(ctx, {
    kind: 'secretKey',
    id: 'key_test',
    merchantId: ctx.merchantId,
    isTest: true,
    scopes: [],
    storeIds: [],
    ...narrowed,
  });

/** The same world at another time. */
export const at = <C extends DomainContext>(ctx: C, time: Date | string): C => ({ ...ctx, now: () => new Date(time) });
