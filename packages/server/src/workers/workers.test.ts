import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createBell } from './bell.ts';
import { startPoller } from './poller.ts';
import { startSweeper } from './sweep.ts';

describe('a bell', () => {
  it('wakes its waiter at once', async () => {
    const bell = createBell();
    const startedAt = performance.now();
    const waiting = bell.ringOr(5_000);
    bell.ring();
    await waiting;
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('keeps a ring for the next waiter, once', async () => {
    const bell = createBell();
    bell.ring();
    bell.ring();
    await bell.ringOr(5_000);
    const startedAt = performance.now();
    await bell.ringOr(30);
    expect(performance.now() - startedAt).toBeGreaterThan(20);
  });
});

it('sweeps on after one sweep has failed, and stops at once', async () => {
  const errors: unknown[] = [];
  const swept: string[] = [];
  const sweeper = startSweeper({
    sweepings: [
      { name: 'broken', sweep: () => Promise.reject(new Error('broken')) },
      { name: 'fine', sweep: () => Promise.resolve(3) },
    ],
    onSwept: ({ name, count }) => swept.push(`${name} ${count}`),
    onError: (error) => errors.push(error),
    everyMs: 10,
  });
  await expect.poll(() => swept.length).toBeGreaterThan(1);
  await sweeper.stop();
  const count = swept.length;
  await sleep(40);
  expect([swept[0], swept.length, errors.length > 0]).toEqual(['fine 3', count, true]);
});

it('does piece after piece while there are any, goes on after a failure, and ends after the piece under way', async () => {
  const answers = [true, new Error('broken'), true, false];
  const errors: unknown[] = [];
  let begun = 0;
  let ended = 0;
  const poller = startPoller({
    runNext: async () => {
      const answer = answers[begun] ?? false;
      begun += 1;
      await sleep(5);
      ended += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onError: (error) => errors.push(error),
    everyMs: 1,
  });
  await expect.poll(() => begun).toBeGreaterThan(4);
  await poller.stop();
  const seen = begun;
  await sleep(20);
  expect([begun, ended, errors]).toEqual([seen, seen, [answers[1]]]);
});
