import { afterAll, describe, expect, it } from 'vitest';
import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import {
  anEndpoint,
  answered,
  aWorld,
  deliveriesOf,
  endEndpoints,
  happened,
  lost,
  sendDue,
  sentIds,
  takeDue,
  type World,
} from '../../../test/kit/webhooks.ts';
import { announce, sequenceEvents } from '../events/index.ts';
import { BREAKS_AFTER } from './retry.rules.ts';
import {
  deleteOldDeliveries,
  dueEndpoints,
  queueNextEvents,
  type ReplayOrder,
  replayEvents,
  sendDelivery,
  type TakenDelivery,
  updateEndpoint,
} from './index.ts';

const DAY = 86_400;

afterAll(endEndpoints);

const endpointNow = ({ ctx }: World, { id }: WebhookEndpoint): Promise<WebhookEndpoint> =>
  ctx.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });
const statuses = async (world: World, endpoint: WebhookEndpoint): Promise<string[]> =>
  (await deliveriesOf(world, endpoint)).map(({ status }) => status);
const attemptsOf = async ({ ctx }: World, endpoint: WebhookEndpoint) =>
  ctx.prisma.webhookAttempt.findMany({
    where: { delivery: { endpointId: endpoint.id } },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
  });

describe('queuing', () => {
  it('takes each event after the last one that was queued once, whoever queues at the same time', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const codes = Array.from({ length: 250 }, (_, nth) => `code_${nth}`);
    const first = await happened(world, ...codes.slice(0, 10));
    await world.ctx.prisma.webhookEndpoint.update({ where: { id: endpoint.id }, data: { lastSequence: 4n } });
    await world.ctx.prisma.webhookDelivery.deleteMany({ where: { endpointId: endpoint.id } });
    await Promise.all(Array.from({ length: 5 }, () => queueNextEvents(world.ctx)));
    const later = await happened(world, ...codes.slice(10));
    const queued = await deliveriesOf(world, endpoint);
    expect(queued.map(({ eventId }) => eventId)).toEqual([...first.slice(4), ...later]);
    expect(await endpointNow(world, endpoint)).toMatchObject({ lastSequence: 250n });
  });

  it('takes only the types that the endpoint hears of, and nothing for one that is paused, disabled or deleted', async () => {
    const world = await aWorld();
    const others = await anEndpoint(world, { types: ['card.claimed'] });
    const paused = await anEndpoint(world, { status: 'PAUSED' });
    const disabled = await anEndpoint(world, { status: 'DISABLED' });
    const deleted = await anEndpoint(world, { deletedAt: world.now() });
    await happened(world, 'a', 'b');
    for (const endpoint of [others, paused, disabled, deleted]) expect(await deliveriesOf(world, endpoint)).toEqual([]);
    expect(await endpointNow(world, others)).toMatchObject({ lastSequence: 2n });
    expect(await endpointNow(world, paused)).toMatchObject({ lastSequence: 0n });
  });

  it('takes any endpoint that is behind, so that none waits for another', async () => {
    const world = await aWorld();
    const endpoints = [await anEndpoint(world), await anEndpoint(world)];
    await happened(world, 'a', 'b');
    const { webhookDelivery, webhookEndpoint } = world.ctx.prisma;
    const ids = endpoints.map(({ id }) => id);
    const first = new Set<string>();
    const queueOnce = async (): Promise<number> => {
      await webhookDelivery.deleteMany({ where: { endpointId: { in: ids } } });
      await webhookEndpoint.updateMany({ where: { id: { in: ids } }, data: { lastSequence: 0n } });
      await queueNextEvents(world.ctx);
      const { id } = await webhookEndpoint.findFirstOrThrow({ where: { id: { in: ids }, lastSequence: 2n } });
      return first.add(id).size;
    };
    await expect.poll(queueOnce, { timeout: 10_000 }).toBe(2);
  });

  it('goes on after events that were archived before they could be sent, only when somebody has seen that', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world, { status: 'PAUSED' });
    const { id } = endpoint;
    const [, , third] = await happened(world, 'a', 'b', 'c');
    const { prisma } = world.ctx;
    const where = { merchantId: world.ctx.merchantId };
    await prisma.eventCounter.update({ where, data: { archivedThrough: 2n } });
    await prisma.event.deleteMany({ where: { ...where, sequence: { lte: 2n } } });
    await prisma.webhookEndpoint.update({ where: { id }, data: { status: 'ACTIVE' } });
    while (await queueNextEvents(world.ctx));
    const disabled = await endpointNow(world, endpoint);
    expect(disabled).toMatchObject({ status: 'DISABLED', lastSequence: 2n });
    expect(disabled.disabledReason).toMatch(/^Events 1 to 2 were archived/);
    await prisma.webhookEndpoint.update({ where: { id }, data: { status: 'ACTIVE' } });
    while (await queueNextEvents(world.ctx));
    expect((await deliveriesOf(world, endpoint))[0]).toMatchObject({ eventId: third });
  });
});

describe('the order', () => {
  it('keeps later events of a code back while an earlier one waits, and no others', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [a1, b1, a2, none] = await happened(world, 'a', 'b', 'a', null);
    world.receive(({ headers }) => (headers['webhook-id'] === a1 ? answered(500) : answered(200)));
    await sendDue(world, endpoint);
    expect(sentIds(world)).toEqual([a1, b1, none]);
    world.receive(() => answered(200));
    world.pass(6);
    await sendDue(world, endpoint);
    expect(sentIds(world)).toEqual([a1, b1, none, a1, a2]);
  });

  it('lets two take at once what is not the same code', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [a1, b1] = await happened(world, 'a', 'b', 'a', 'b');
    const taken = (await Promise.all([1, 2, 3].map(() => takeDue(world, endpoint, 1)))).flat();
    expect(new Set(taken.map(({ delivery }) => delivery.eventId))).toEqual(new Set([a1, b1]));
    expect(taken).toHaveLength(2);
  });

  it('goes on past an event that was given up', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [a1, a2] = await happened(world, 'a', 'a');
    world.receive(({ headers }) => (headers['webhook-id'] === a1 ? answered(500) : answered(200)));
    await sendDue(world, endpoint);
    world.pass(3 * DAY);
    await sendDue(world, endpoint);
    expect(sentIds(world)).toEqual([a1, a1, a2]);
    expect(await statuses(world, endpoint)).toEqual(['FAILED', 'DELIVERED']);
  });
});

it('finds room for each endpoint, however many others have something to send', async () => {
  const world = await aWorld();
  const count = 101;
  for (let made = 0; made < count; made += 1) await anEndpoint(world);
  await happened(world, 'a');
  const seen = new Set<string>();
  const look = async (): Promise<number> => {
    for (const { id, merchantId } of await dueEndpoints(world.ctx))
      if (merchantId === world.ctx.merchantId) seen.add(id);
    return seen.size;
  };
  await expect.poll(look, { timeout: 10_000 }).toBe(count);
  await endEndpoints();
});

describe('an attempt', () => {
  it('is written down with what came back, and repeated with the same id until it is received', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [id] = await happened(world, 'a');
    const answers = [lost, answered(302), answered(503), answered(204)];
    world.receive(() => answers[world.sent.length - 1] ?? lost);
    for (const seconds of [0, 6, 12, 24]) {
      world.pass(seconds);
      await sendDue(world, endpoint);
    }
    expect(sentIds(world)).toEqual([id, id, id, id]);
    expect(new Set(world.sent.map(({ body }) => body)).size).toBe(1);
    expect(await deliveriesOf(world, endpoint)).toMatchObject([
      { status: 'DELIVERED', attemptCount: 4, finishedAt: world.now() },
    ]);
    expect(await attemptsOf(world, endpoint)).toMatchObject([
      { statusCode: null, fault: 'CONNECTION_LOST', responseHead: null },
      { statusCode: 302 },
      { statusCode: 503 },
      { statusCode: 204, fault: null, responseHead: '' },
    ]);
    expect(await endpointNow(world, endpoint)).toMatchObject({ failureCount: 0, failingSince: null });
  });

  it('is not made before its time', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    await happened(world, 'a');
    world.receive(() => answered(500));
    await sendDue(world, endpoint);
    world.pass(3);
    expect(await takeDue(world, endpoint)).toEqual([]);
    world.pass(3);
    expect(await takeDue(world, endpoint)).toHaveLength(1);
  });

  it('is repeated when whoever made it is gone, and counts for nothing when it comes back after that', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [id] = await happened(world, 'a', 'a');
    const [slow = expect.fail()] = await takeDue(world, endpoint);
    expect(await takeDue(world, endpoint)).toEqual([]);
    const others: TakenDelivery[] = [];
    world.receive(async () => {
      world.pass(61);
      others.push(...(await takeDue(world, endpoint)));
      return answered(500);
    });
    await sendDelivery(world.ctx, slow, new AbortController().signal);
    const [again = expect.fail()] = others;
    expect(again.delivery).toMatchObject({ eventId: id, attemptCount: 2 });
    expect(await takeDue(world, endpoint)).toEqual([]);
    world.receive(() => answered(200));
    await sendDelivery(world.ctx, again, new AbortController().signal);
    expect(await statuses(world, endpoint)).toEqual(['DELIVERED', 'WAITING']);
    expect(sentIds(world)).toEqual([id, id]);
  });

  it('is given back when the server stops', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    await happened(world, 'a');
    world.receive(() => ({ statusCode: null, fault: 'ABORTED' }));
    const [taken = expect.fail()] = await takeDue(world, endpoint);
    await sendDelivery(world.ctx, taken, new AbortController().signal);
    expect(await attemptsOf(world, endpoint)).toEqual([]);
    expect(await takeDue(world, endpoint)).toHaveLength(1);
  });

  it('fails for good when the event is no longer kept', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [id = ''] = await happened(world, 'a');
    await world.ctx.prisma.event.delete({ where: { id } });
    await sendDue(world, endpoint);
    expect(await statuses(world, endpoint)).toEqual(['FAILED']);
    expect(await attemptsOf(world, endpoint)).toMatchObject([{ fault: 'EVENT_GONE' }]);
  });

  it('fails, and tells of it, when the document can not be run; others go on', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world, { document: 'subscription { claims { id } }' });
    await happened(world, 'a');
    const [taken = expect.fail()] = await takeDue(world, endpoint);
    await expect(sendDelivery(world.ctx, taken, new AbortController().signal)).rejects.toThrow('could not be written');
    expect(await statuses(world, endpoint)).toEqual(['WAITING']);
    expect(await attemptsOf(world, endpoint)).toMatchObject([{ fault: 'NOT_WRITTEN' }]);
    expect(world.sent).toEqual([]);
  });

  it('is not made for an event that the document does not choose', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world, { document: 'subscription { claims { id } }' });
    await happened(world, 'a');
    const shaper = { faultOf: () => null, shape: async () => null };
    const { ports } = world.ctx;
    const ctx = { ...world.ctx, ports: { ...ports, webhooks: { ...ports.webhooks, shaper } } };
    await sendDue({ ...world, ctx }, endpoint);
    expect(await statuses(world, endpoint)).toEqual(['SKIPPED']);
    expect(world.sent).toEqual([]);
  });
});

describe('the breaker', () => {
  async function aBrokenEndpoint() {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const ids = await happened(world, ...Array.from({ length: BREAKS_AFTER + 2 }, (_, nth) => `code_${nth}`));
    world.receive(() => answered(500));
    for (let sent = 0; sent < BREAKS_AFTER; sent += 1) {
      const [taken = expect.fail()] = await takeDue(world, endpoint, 1);
      await sendDelivery(world.ctx, taken, new AbortController().signal);
    }
    return { world, endpoint, ids };
  }

  it('lets one probe through after a pause that doubles, by one instance', async () => {
    const { world, endpoint } = await aBrokenEndpoint();
    expect(await endpointNow(world, endpoint)).toMatchObject({ failureCount: BREAKS_AFTER, pauseSeconds: 2 });
    expect(await takeDue(world, endpoint)).toEqual([]);
    world.pass(6);
    const probes = (await Promise.all([1, 2, 3].map(() => takeDue(world, endpoint)))).flat();
    expect(probes).toMatchObject([{ isProbe: true }]);
    const [probe = expect.fail()] = probes;
    await sendDelivery(world.ctx, probe, new AbortController().signal);
    expect(await endpointNow(world, endpoint)).toMatchObject({ failureCount: BREAKS_AFTER + 1, pauseSeconds: 4 });
    world.pass(3);
    expect(await takeDue(world, endpoint)).toEqual([]);
  });

  it('closes when a probe is received, and then nothing waits any longer', async () => {
    const { world, endpoint, ids } = await aBrokenEndpoint();
    await world.ctx.prisma.webhookDelivery.updateMany({
      where: { endpointId: endpoint.id, attemptCount: 1 },
      data: { nextAttemptAt: new Date(world.now().getTime() + 3_600_000) },
    });
    world.receive(() => answered(200));
    world.pass(6);
    await sendDue(world, endpoint);
    expect(sentIds(world)).toHaveLength(BREAKS_AFTER + ids.length);
    expect(new Set(sentIds(world).slice(BREAKS_AFTER))).toEqual(new Set(ids));
    expect(await endpointNow(world, endpoint)).toMatchObject({ failureCount: 0, probeAt: null, pauseSeconds: 0 });
  });

  it('costs no pause where the receiver was asked nothing', async () => {
    const { world, endpoint, ids } = await aBrokenEndpoint();
    const { prisma, ports } = world.ctx;
    const [gone = '', ...others] = ids;
    await prisma.event.delete({ where: { id: gone } });
    const document = 'subscription { claims { id } }';
    await prisma.webhookEndpoint.update({ where: { id: endpoint.id }, data: { document } });
    const shaper = { faultOf: () => null, shape: async () => null };
    const ctx = { ...world.ctx, ports: { ...ports, webhooks: { ...ports.webhooks, shaper } } };
    world.pass(6);
    await sendDue({ ...world, ctx, now: world.now }, endpoint);
    expect(await statuses(world, endpoint)).toEqual(['FAILED', ...others.map(() => 'SKIPPED')]);
    expect(await endpointNow(world, endpoint)).toMatchObject({ failureCount: BREAKS_AFTER, pauseSeconds: 2 });
  });

  it('lets no more be queued than there is to probe with, and all of it once it closes', async () => {
    const { world, endpoint, ids } = await aBrokenEndpoint();
    const later = await happened(world, 'later', 'later');
    expect(await deliveriesOf(world, endpoint)).toHaveLength(ids.length);
    world.receive(() => answered(200));
    world.pass(6);
    await sendDue(world, endpoint);
    while (await queueNextEvents(world.ctx));
    await sendDue(world, endpoint);
    expect(sentIds(world).slice(-2)).toEqual(later);
  });

  it('costs no pause where all that is due waits for something earlier of its code', async () => {
    const { world, endpoint, ids } = await aBrokenEndpoint();
    const { webhookDelivery } = world.ctx.prisma;
    const where = { endpointId: endpoint.id };
    await webhookDelivery.updateMany({ where, data: { orderKey: 'one', nextAttemptAt: world.now() } });
    const nextAttemptAt = new Date(world.now().getTime() + 8_000);
    await webhookDelivery.updateMany({ where: { ...where, eventId: ids[0] ?? '' }, data: { nextAttemptAt } });
    world.pass(6);
    expect(await takeDue(world, endpoint)).toEqual([]);
    world.pass(3);
    expect(await takeDue(world, endpoint)).toMatchObject([{ isProbe: true, delivery: { eventId: ids[0] } }]);
  });

  it('is probed with a new event where nothing else is due', async () => {
    const { world, endpoint } = await aBrokenEndpoint();
    await world.ctx.prisma.webhookDelivery.updateMany({
      where: { endpointId: endpoint.id },
      data: { nextAttemptAt: new Date(world.now().getTime() + 3_600_000) },
    });
    const [later] = await happened(world, 'later');
    world.pass(6);
    expect(await takeDue(world, endpoint)).toMatchObject([{ isProbe: true, delivery: { eventId: later } }]);
  });

  it('holds no other endpoint up', async () => {
    const { world } = await aBrokenEndpoint();
    const other = await anEndpoint(world, { url: 'https://other.example/' });
    await happened(world, 'h');
    world.receive(({ url }) => answered(url === other.url ? 200 : 500));
    await sendDue(world, other);
    expect(await statuses(world, other)).toEqual(Array.from({ length: BREAKS_AFTER + 3 }, () => 'DELIVERED'));
  });
});

it('disables an endpoint whose receiver is gone, tells of it, and keeps its events', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world, { types: ['code.deleted'] });
  await happened(world, 'a', 'b');
  world.receive(() => answered(410));
  await sendDue(world, endpoint);
  expect(await endpointNow(world, endpoint)).toMatchObject({
    status: 'DISABLED',
    disabledReason: 'The receiver answered 410 Gone',
  });
  expect(await statuses(world, endpoint)).toEqual(['WAITING', 'WAITING']);
  const { merchantId, prisma } = world.ctx;
  const where = { merchantId, type: 'webhook_endpoint.disabled' };
  expect(await prisma.event.findMany({ where })).toMatchObject([{ data: { endpointId: endpoint.id } }]);
  expect(await prisma.message.findMany({ where: { merchantId } })).toMatchObject([
    { kind: 'WEBHOOK_DISABLED', recipient: 'PEOPLE', data: { name: 'Till', url: 'https://shop.example' } },
  ]);
});

it('tells people of an endpoint that was disabled without the keys in its address', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world, { url: 'https://shop.example/secret-path?key=hunter2' });
  await happened(world, 'a');
  world.receive(() => answered(410));
  await sendDue(world, endpoint);
  const { merchantId, prisma } = world.ctx;
  const told = [
    await prisma.message.findMany({ where: { merchantId } }),
    await prisma.event.findMany({ where: { merchantId, type: { in: ['notice.left', 'webhook_endpoint.disabled'] } } }),
  ];
  expect(told.flat()).toHaveLength(3);
  expect(JSON.stringify(told.flat().map(({ data }) => data))).not.toMatch(/secret-path|hunter2/);
});

it('tries at once what waited when an endpoint is made active again, for three days more', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world);
  const [first, second] = await happened(world, 'a', 'b');
  world.receive(() => answered(410));
  await sendDue(world, endpoint);
  world.pass(4 * DAY);
  const later = world.now().getTime() + 3_600_000;
  const { webhookDelivery } = world.ctx.prisma;
  await webhookDelivery.updateMany({ where: { eventId: second ?? '' }, data: { nextAttemptAt: new Date(later) } });
  await updateEndpoint(world.ctx, { endpointId: endpoint.id, status: 'ACTIVE' });
  world.receive(() => answered(503));
  await sendDue(world, endpoint);
  expect(sentIds(world).slice(-2)).toEqual([first, second]);
  expect(await statuses(world, endpoint)).toEqual(['WAITING', 'WAITING']);
});

describe('a replay', () => {
  it('sends events of a range again in their order, with their ids, as far as the endpoint hears of them', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world, { types: ['code.deleted'] });
    const [a, b, c] = await happened(world, 'a', 'a', 'a');
    await sendDue(world, endpoint);
    const order = { endpointId: endpoint.id, afterSequence: 1n, untilSequence: 9n, onlyMissing: false };
    expect(await replayEvents(world.ctx, order)).toEqual({ count: 2 });
    await sendDue(world, endpoint);
    expect(sentIds(world)).toEqual([a, b, c, b, c]);
    expect(await replayEvents(world.ctx, order)).toEqual({ count: 2 });
    expect((await deliveriesOf(world, endpoint)).map(({ replay }) => replay)).toEqual([0, 0, 1, 2, 0, 1, 2]);
  });

  it('sends an event again that was given up, and tries one at once that waits', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [given = '', waiting = ''] = await happened(world, 'a', 'b');
    world.receive(() => answered(500));
    await sendDue(world, endpoint);
    await world.ctx.prisma.webhookDelivery.updateMany({ where: { eventId: given }, data: { status: 'FAILED' } });
    world.receive(() => answered(200));
    const order = { endpointId: endpoint.id, eventIds: [given, waiting] };
    expect(await replayEvents(world.ctx, order)).toEqual({ count: 2 });
    await sendDue(world, endpoint);
    expect(await statuses(world, endpoint)).toEqual(['FAILED', 'DELIVERED', 'DELIVERED']);
  });

  it('leaves out what was received, when only what is missing is asked for', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const [has = '', given = '', waiting = ''] = await happened(world, 'a', 'b', 'c');
    world.receive(({ headers }) => answered(headers['webhook-id'] === has ? 200 : 500));
    await sendDue(world, endpoint);
    await world.ctx.prisma.webhookDelivery.updateMany({ where: { eventId: given }, data: { status: 'FAILED' } });
    world.receive(() => answered(200));
    const order = { endpointId: endpoint.id, afterSequence: 0n, untilSequence: 3n, onlyMissing: true };
    expect(await replayEvents(world.ctx, order)).toEqual({ count: 2 });
    await sendDue(world, endpoint);
    expect(new Set(sentIds(world).slice(3))).toEqual(new Set([given, waiting]));
    expect(await replayEvents(world.ctx, order)).toEqual({ count: 0 });
  });

  it.each<[string, (endpointId: string) => ReplayOrder, object]>([
    [
      'an endpoint that is not there',
      () => ({ endpointId: 'whe_x', eventIds: ['evt_1'] }),
      { code: 'NOT_FOUND', field: ['endpointId'] },
    ],
    [
      'an event that is not there',
      (endpointId) => ({ endpointId, eventIds: ['evt_1'] }),
      { code: 'NOT_FOUND', field: ['eventIds', 0] },
    ],
    ['no event', (endpointId) => ({ endpointId, eventIds: [] }), { code: 'INVALID_INPUT', field: ['eventIds'] }],
    [
      'too many events',
      (endpointId) => ({ endpointId, eventIds: Array.from({ length: 101 }, () => 'evt_1') }),
      { code: 'INVALID_INPUT', field: ['eventIds'] },
    ],
    [
      'a range that ends before it begins',
      (endpointId) => ({ endpointId, afterSequence: 2n, untilSequence: 2n, onlyMissing: false }),
      { code: 'INVALID_INPUT', field: ['untilSequence'] },
    ],
    [
      'a long range',
      (endpointId) => ({ endpointId, afterSequence: 0n, untilSequence: 10_001n, onlyMissing: false }),
      { code: 'INVALID_INPUT', field: ['untilSequence'] },
    ],
  ])('is refused for %s', async (_name, orderOf, refusal) => {
    const world = await aWorld();
    const { id } = await anEndpoint(world);
    await expect(replayEvents(world.ctx, orderOf(id))).rejects.toMatchObject(refusal);
  });
});

it('forgets what is over for 30 days with its attempts, what was skipped after a day, and deleted endpoints', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world);
  const deleted = await anEndpoint(world);
  await happened(world, 'a', 'b', 'c');
  await sendDue(world, endpoint);
  const { prisma } = world.ctx;
  const [first, second] = await deliveriesOf(world, endpoint);
  await prisma.webhookDelivery.update({ where: { id: first?.id ?? '' }, data: { status: 'SKIPPED' } });
  await prisma.webhookDelivery.update({
    where: { id: second?.id ?? '' },
    data: { status: 'WAITING', finishedAt: null },
  });
  await prisma.webhookEndpoint.update({ where: { id: deleted.id }, data: { deletedAt: world.now() } });
  world.pass(2 * DAY);
  await deleteOldDeliveries(world.ctx);
  expect(await statuses(world, endpoint)).toEqual(['WAITING', 'DELIVERED']);
  expect(await prisma.webhookEndpoint.count({ where: { id: deleted.id } })).toBe(0);
  world.pass(29 * DAY);
  await deleteOldDeliveries(world.ctx);
  expect(await statuses(world, endpoint)).toEqual(['WAITING']);
  expect(await attemptsOf(world, endpoint)).toHaveLength(1);
});

it('tells a verification code only to an endpoint whose maker may redeem', async () => {
  const world = await aWorld();
  const { ctx } = world;
  const [may, mayNot] = [
    await anEndpoint(world, { scopes: ['events:read', 'redemptions:write'] }),
    await anEndpoint(world, { scopes: ['events:read'] }),
  ];
  const redeemed = { redemptionId: 'rdm_1', code: '1', way: 'SELF', source: 'FROM_API', staffId: null };
  const data = { ...redeemed, amountFen: null, outerStr: null, verificationCode: 'A1B2', confirmedAt: null };
  await ctx.prisma.$transaction((tx) => announce(tx, ctx, { type: 'code.redeemed', data }));
  await sequenceEvents(ctx);
  while (await queueNextEvents(ctx));
  for (const endpoint of [may, mayNot]) await sendDue(world, endpoint);
  expect(world.sent.map(({ body }) => JSON.parse(body ?? ''))).toMatchObject([
    { data: { verificationCode: 'A1B2' } },
    { data: { verificationCode: null } },
  ]);
});
