import { expect, it, vi } from 'vitest';
import type { OperationAnswer } from './engine.ts';
import { createKeptFaces } from './kept-faces.ts';

/** A store, its clock, what it executes, and the news of merchants that it follows. */
function aStore() {
  const clock = { at: 0 };
  const changes = new Map<string, () => void>();
  const faces = createKeptFaces(
    (merchantId, onChange) => Promise.resolve(void changes.set(merchantId, onChange)),
    () => clock.at,
  );
  const execute = vi.fn((): Promise<OperationAnswer> => Promise.resolve({ data: { left: execute.mock.calls.length } }));
  const ask = async (merchantId = 'm1', asked = 'q', run: () => Promise<OperationAnswer> = execute) => {
    const answer = await faces.answerTo({ merchantId, asked }, run);
    return 'text' in answer ? answer.text : answer;
  };
  return { clock, execute, ask, change: (merchantId: string) => changes.get(merchantId)?.() };
}

const left = (number: number): string => JSON.stringify({ data: { left: number } });

it('executes once for all who ask within a second', async () => {
  const { clock, ask } = aStore();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([left(1), left(1), left(1)]);
  clock.at = 999;
  expect(await ask()).toBe(left(1));
  clock.at = 1_000;
  expect(await ask()).toBe(left(2));
});

it('keeps questions and merchants apart', async () => {
  const { ask } = aStore();
  expect([await ask('m1', 'q'), await ask('m1', 'r'), await ask('m2', 'q')]).toEqual([left(1), left(2), left(3)]);
});

it('drops what is kept of the merchant that has changed', async () => {
  const { ask, change } = aStore();
  await ask('m1');
  await ask('m2');
  change('m1');
  expect([await ask('m1'), await ask('m2')]).toEqual([left(3), left(2)]);
});

it('gives nobody else an answer that a change has overtaken', async () => {
  const { ask, change } = aStore();
  let answerSlowly: (answer: OperationAnswer) => void = () => undefined;
  const slow = vi.fn(() => new Promise<OperationAnswer>((resolve) => (answerSlowly = resolve)));
  const overtaken = ask('m1', 'q', slow);
  await vi.waitFor(() => expect(slow).toHaveBeenCalled());
  change('m1');
  expect(await ask()).toBe(left(1));
  answerSlowly({ data: { left: 0 } });
  expect(await overtaken).toBe(left(0));
  expect(await ask()).toBe(left(1));
});

it('keeps no errors, and gives them to nobody else', async () => {
  const { ask } = aStore();
  const refuse = vi.fn(() => Promise.resolve({ errors: [{ asked: refuse.mock.calls.length }], data: null }));
  const both = await Promise.all([ask('m1', 'q', refuse), ask('m1', 'q', refuse)]);
  expect(both).toEqual([
    { errors: [{ asked: 1 }], data: null },
    { errors: [{ asked: 2 }], data: null },
  ]);
  expect(await ask()).toBe(left(1));
});

it('asks anew after one that could not be read', async () => {
  const { ask } = aStore();
  await expect(ask('m1', 'q', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await ask()).toBe(left(1));
});

it('forgets the oldest when it holds too much', async () => {
  const { ask, execute } = aStore();
  await ask('m1', 'first');
  const big = (): Promise<OperationAnswer> => Promise.resolve({ data: 'x'.repeat(3_000_000) });
  for (const name of ['a', 'b', 'c']) await ask('m1', name, big);
  await ask('m1', 'first');
  expect(execute).toHaveBeenCalledTimes(2);
});
