import { announce, type NewEvent, sequenceEvents } from '../../src/domain/events/index.ts';
import {
  dueEndpoints,
  queueNextEvents,
  type SendAnswer,
  sendDelivery,
  type SenderPort,
  type Sending,
  takeDeliveries,
} from '../../src/domain/webhooks/index.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../../src/generated/prisma/client.ts';
import { aContext, at, type TestContext, testPrisma } from './context.ts';

/** What a receiver does with an event; 200 unless told otherwise. */
export type Receiving = (sending: Sending) => SendAnswer | Promise<SendAnswer>;

export const answered = (statusCode: number): SendAnswer => ({ statusCode, head: '', fault: null });
export const lost: SendAnswer = { statusCode: null, fault: 'CONNECTION_LOST' };

export type World = {
  ctx: TestContext;
  /** What was sent, in its order. */
  sent: Sending[];
  receive: (receiving: Receiving) => void;
  /** Sets the clock, or moves it on by seconds. */
  pass: (seconds: number) => void;
  now: () => Date;
};

/** A committed merchant whose clock stands still, and a sender that sends nowhere. */
export async function aWorld(start = '2026-11-01T00:00:00Z'): Promise<World> {
  const sent: Sending[] = [];
  let time = new Date(start);
  let receiving: Receiving = () => answered(200);
  const base = await aContext();
  const sender: SenderPort = {
    send: async (sending) => {
      sent.push(sending);
      return receiving(sending);
    },
    isForbidden: () => false,
  };
  const ports = { ...base.ports, webhooks: { ...base.ports.webhooks, sender } };
  const now = (): Date => time;
  return {
    ctx: { ...at(base, time), ports, now },
    sent,
    receive: (next) => (receiving = next),
    pass: (seconds) => (time = new Date(time.getTime() + seconds * 1_000)),
    now,
  };
}

export const anEndpoint = ({ ctx }: World, changes: Partial<WebhookEndpoint> = {}): Promise<WebhookEndpoint> =>
  ctx.prisma.webhookEndpoint.create({
    data: {
      id: ctx.newId('whe'),
      merchantId: ctx.merchantId,
      format: 'JSON',
      name: 'Till',
      url: 'https://shop.example/hooks',
      types: [],
      scopes: [],
      isTest: true,
      secretCiphertext: ctx.secrets.seal('webhook-secret', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
      lastSequence: 0n,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
      ...changes,
      variables: {},
      settings: {},
    },
  });

/** Writes events of codes, numbers them, and queues them for every endpoint. Tells their ids. */
export async function happened({ ctx }: World, ...codeIds: (string | null)[]): Promise<string[]> {
  const events = codeIds.map((codeId): NewEvent & { id: string } => ({
    id: ctx.newId('evt'),
    type: 'code.deleted',
    ...(codeId === null ? {} : { codeId }),
    data: { code: codeId ?? '' },
  }));
  for (const event of events) await ctx.prisma.$transaction((tx) => announce(tx, ctx, event));
  await sequenceEvents(ctx);
  while (await queueNextEvents(ctx));
  return events.map(({ id }) => id);
}

/** Takes what is due for the endpoint as it is now; nothing while nothing is to be sent. */
export async function takeDue({ ctx }: World, { id }: WebhookEndpoint, most = 100) {
  const due = (await dueEndpoints(ctx)).find((endpoint) => endpoint.id === id);
  return due ? takeDeliveries(ctx, due, most) : [];
}

/** Sends what is due, again and again until nothing is. */
export async function sendDue(world: World, endpoint: WebhookEndpoint): Promise<void> {
  for (let taken = await takeDue(world, endpoint); taken.length > 0; taken = await takeDue(world, endpoint))
    for (const each of taken) await sendDelivery(world.ctx, each, new AbortController().signal);
}

export const deliveriesOf = ({ ctx }: World, endpoint: WebhookEndpoint): Promise<WebhookDelivery[]> =>
  ctx.prisma.webhookDelivery.findMany({
    where: { endpointId: endpoint.id },
    orderBy: [{ sequence: 'asc' }, { replay: 'asc' }],
  });

/** Ids of the events that were sent, in the order of the attempts. */
export const sentIds = ({ sent }: World): (string | undefined)[] => sent.map(({ headers }) => headers['webhook-id']);

/** Ends every endpoint of this database, so that no server which a later test starts sends to them. */
export async function endEndpoints(): Promise<void> {
  const prisma = await testPrisma();
  await prisma.webhookEndpoint.updateMany({ where: { deletedAt: null }, data: { deletedAt: new Date() } });
}
