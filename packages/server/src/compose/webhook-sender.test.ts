import { afterAll, expect, it } from 'vitest';
import { testDatabaseUrl } from '../../test/kit/database.ts';
import { anEndpoint, aWorld, deliveriesOf, endEndpoints, happened } from '../../test/kit/webhooks.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { openWebhookSender } from './webhook-sender.ts';

afterAll(endEndpoints);

it('webhooks are sent while requests have every connection of their pool', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world);
  await happened(world, 'a');
  const faults: unknown[] = [];
  const root: Omit<DomainContext, 'actor'> = { ...world.ctx };
  Object.defineProperty(root, 'prisma', { value: null, enumerable: true });
  const sender = openWebhookSender({ root, databaseUrl: await testDatabaseUrl() }, (error) => faults.push(error));
  try {
    await expect
      .poll(async () => (await deliveriesOf(world, endpoint)).map(({ status }) => status), { timeout: 10_000 })
      .toEqual(['DELIVERED']);
  } finally {
    await sender.stop();
  }
  expect(faults).toEqual([]);
});
