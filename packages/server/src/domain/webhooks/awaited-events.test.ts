import { afterAll, describe, expect, it } from 'vitest';
import {
  anEndpoint,
  aWorld,
  deliveriesOf,
  endEndpoints,
  happened,
  sendDue,
  takeDue,
  type World,
} from '../../../test/kit/webhooks.ts';
import { archiveNextEvents } from '../events/index.ts';
import { sendDelivery, updateEndpoint } from './index.ts';

const DAY = 86_400;

afterAll(endEndpoints);

describe('an event that a delivery waits for', () => {
  const retentionDays = 30;
  async function aPausedWorld() {
    const world = await aWorld('2026-01-01T00:00:00Z');
    const endpoint = await anEndpoint(world);
    await happened(world, 'a', 'b', 'c');
    const [first = expect.fail()] = await takeDue(world, endpoint, 1);
    await sendDelivery(world.ctx, first, new AbortController().signal);
    await world.ctx.prisma.webhookEndpoint.update({ where: { id: endpoint.id }, data: { status: 'PAUSED' } });
    return { world, endpoint };
  }
  const archive = async ({ ctx }: World): Promise<number> => {
    while ((await archiveNextEvents(ctx, { retentionDays })) > 0);
    return ctx.prisma.event.count({ where: { merchantId: ctx.merchantId, type: 'code.deleted' } });
  };

  it('is not archived, and arrives when its endpoint is made active again', async () => {
    const { world, endpoint } = await aPausedWorld();
    world.pass(45 * DAY);
    expect(await archive(world)).toBe(2);
    await updateEndpoint(world.ctx, { endpointId: endpoint.id, status: 'ACTIVE' });
    await sendDue(world, endpoint);
    const statuses = (await deliveriesOf(world, endpoint)).map(({ status }) => status);
    expect(statuses).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
    expect(await archive(world)).toBe(0);
  });

  it('is archived 30 days later all the same, and at once when its endpoint is deleted', async () => {
    const { world } = await aPausedWorld();
    const { world: other, endpoint } = await aPausedWorld();
    world.pass(59 * DAY);
    other.pass(59 * DAY);
    expect(await archive(world)).toBe(2);
    await other.ctx.prisma.webhookEndpoint.update({ where: { id: endpoint.id }, data: { deletedAt: other.now() } });
    expect(await archive(other)).toBe(0);
    world.pass(3 * DAY);
    expect(await archive(world)).toBe(0);
  });
});
