import { afterAll, expect, it } from 'vitest';
import {
  anEndpoint,
  aWorld,
  deliveriesOf,
  endEndpoints,
  happened,
  sentIds,
  takeDue,
  type World,
} from '../../../test/kit/webhooks.ts';
import { sendDelivery } from './index.ts';
import { recordAttempt } from './record-attempt.ts';

afterAll(endEndpoints);

/** One of three tries at once that failed: the next one follows. */
const failedTry = ({ now }: World) => ({
  ...{ startedAt: now(), durationMs: 5_000, statusCode: null, fault: 'TIMEOUT' as const, head: null },
  ...{ isReceived: false, isLast: false, triesAtOnce: 3 },
});

it('a try that follows at once is leased anew', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world);
  await happened(world, 'a');
  const [taken = expect.fail()] = await takeDue(world, endpoint);
  world.pass(50);
  const next = await recordAttempt(world.ctx, taken, failedTry(world));
  expect(next?.delivery).toMatchObject({ attemptCount: 2, leasedUntil: new Date(world.now().getTime() + 60_000) });
  world.pass(50);
  expect(await takeDue(world, endpoint)).toEqual([]);
});

it('who has lost a delivery between two tries sends it no more, and ends nothing for who has it', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world);
  await happened(world, 'a', 'a');
  const [taken = expect.fail()] = await takeDue(world, endpoint);
  world.pass(61);
  const [other = expect.fail()] = await takeDue(world, endpoint);
  expect(await recordAttempt(world.ctx, taken, failedTry(world))).toBeNull();
  expect(await deliveriesOf(world, endpoint)).toMatchObject([
    { status: 'WAITING', attemptCount: 2, leasedUntil: other.delivery.leasedUntil },
    { status: 'WAITING', attemptCount: 0 },
  ]);
});

it('what can not be answered before the lease ends is left to the next one', async () => {
  const world = await aWorld();
  const endpoint = await anEndpoint(world);
  const [id] = await happened(world, 'a');
  const [taken = expect.fail()] = await takeDue(world, endpoint);
  world.pass(51);
  await sendDelivery(world.ctx, taken, new AbortController().signal);
  expect(sentIds(world)).toEqual([]);
  const [again = expect.fail()] = await takeDue(world, endpoint);
  await sendDelivery(world.ctx, again, new AbortController().signal);
  expect(sentIds(world)).toEqual([id]);
});
