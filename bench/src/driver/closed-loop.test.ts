import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closedLoop } from './closed-loop.ts';

const endless = { clients: 3, seconds: 1, most: Infinity, onBegin: () => undefined };

it('never has more operations under way than clients', async () => {
  let [underWay, most] = [0, 0];
  const figures = await closedLoop({ ...endless, most: 30 }, async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await sleep(1);
    underWay -= 1;
  });
  expect(most).toBe(3);
  expect(figures.operations).toBe(30);
});

it('ends with the first failure', async () => {
  let asked = 0;
  const failing = closedLoop(endless, async (nth) => {
    asked += 1;
    await sleep(1);
    if (nth === 5) throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  await sleep(20);
  expect(asked).toBeLessThan(12);
});
