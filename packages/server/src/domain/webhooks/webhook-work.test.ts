import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anEndpoint,
  aWorld,
  deliveriesOf,
  endEndpoints,
  happened,
  sendDue,
  takeDue,
} from '../../../test/kit/webhooks.ts';
import { announce, sequenceEvents } from '../events/index.ts';
import { hasWebhookWork, queueNextEvents } from './index.ts';

// Those that other tests of this database left.
beforeAll(endEndpoints);
afterAll(endEndpoints);

describe('work for the sender of webhooks', () => {
  it('is none where events happen and nobody listens', async () => {
    const world = await aWorld();
    await happened(world, 'code_1');
    expect(await hasWebhookWork(world.ctx)).toBe(false);
  });

  it('is there from the event on until it is sent, but not while somebody sends it', async () => {
    const world = await aWorld();
    const endpoint = await anEndpoint(world);
    const { ctx } = world;
    await ctx.prisma.$transaction((tx) =>
      announce(tx, ctx, { type: 'code.deleted', codeId: 'code_1', data: { code: '1' } }),
    );
    await sequenceEvents(ctx);
    expect(await hasWebhookWork(ctx)).toBe(true);
    while (await queueNextEvents(ctx));
    expect(await hasWebhookWork(ctx)).toBe(true);
    await takeDue(world, endpoint);
    expect(await hasWebhookWork(ctx)).toBe(false);
    world.pass(120);
    expect(await hasWebhookWork(ctx)).toBe(true);
    await sendDue(world, endpoint);
    expect(await hasWebhookWork(ctx)).toBe(false);
    expect(await deliveriesOf(world, endpoint)).toHaveLength(1);
  });

  it('is none for an endpoint that is paused', async () => {
    const world = await aWorld();
    await anEndpoint(world, { status: 'PAUSED' });
    await happened(world, 'code_1');
    expect(await hasWebhookWork(world.ctx)).toBe(false);
  });
});
