import { expect, it } from 'vitest';
import { type CountedView, startViewCounter } from './view-counter.ts';

it('adds openings up, writes what waits at its end, and keeps what could not be written', async () => {
  const written: (readonly CountedView[])[] = [];
  const errors: unknown[] = [];
  let isBroken = true;
  const counter = startViewCounter({
    everyMs: 5,
    onError: (error) => errors.push(error),
    write: async (views) => {
      if (isBroken) throw new Error('The database does not answer');
      written.push(views);
    },
  });
  for (const channel of ['a', null, 'a']) counter.count({ placementId: 'plc_1', channel });
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  isBroken = false;
  counter.count({ placementId: 'plc_1', channel: 'a' });
  await counter.stop();
  const count = (channel: string | null): number =>
    written.flat().reduce((sum, view) => (view.channel === channel ? sum + view.count : sum), 0);
  expect([count('a'), count(null)]).toEqual([3, 1]);
});
