import { expect, it } from 'vitest';
import { coalescing } from './coalesce.ts';

/** Batches that end when they are told to. */
function aLoop(lanes = 1) {
  const sent: { items: readonly string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const ask = coalescing<string, string>({
    lanes,
    laneOf: (item) => item,
    send: (items) =>
      new Promise((resolve, reject) =>
        sent.push({ items, end: () => resolve(items.map((item) => `done ${item}`)), fail: reject }),
      ),
  });
  return { ask, sent };
}

it('sends a lone item at once, and what comes meanwhile together', async () => {
  const { ask, sent } = aLoop();
  const answers = ['a', 'b', 'c'].map(ask);
  expect(sent.map(({ items }) => items)).toEqual([['a']]);
  sent[0]?.end();
  await answers[0];
  await expect.poll(() => sent[1]?.items).toEqual(['b', 'c']);
  sent[1]?.end();
  expect(await Promise.all(answers)).toEqual(['done a', 'done b', 'done c']);
});

it('goes on after a batch that failed, which fails its own items alone', async () => {
  const { ask, sent } = aLoop();
  const [first, second] = [ask('a'), ask('b')];
  sent[0]?.fail(new Error('no connection'));
  await expect(first).rejects.toThrow('no connection');
  await expect.poll(() => sent.length).toBe(2);
  sent[1]?.end();
  expect(await second).toBe('done b');
});

it('keeps equal items in one lane, and lets others go beside them', async () => {
  const { ask, sent } = aLoop(2);
  const answers = ['a', 'b', 'a'].map(ask);
  expect(sent.map(({ items }) => items)).toEqual([['a'], ['b']]);
  for (const { end } of sent) end();
  await expect.poll(() => sent[2]?.items).toEqual(['a']);
  sent[2]?.end();
  expect(await Promise.all(answers)).toEqual(['done a', 'done b', 'done a']);
});
