import { expect, it, vi } from 'vitest';
import { createSharedAnswers } from './shared-answers.ts';

it('asks once for all who ask the same within a second', async () => {
  let at = 0;
  const share = createSharedAnswers<number>(() => at);
  const execute = vi.fn(() => Promise.resolve(execute.mock.calls.length));
  expect(await Promise.all([share('a', execute), share('a', execute), share('b', execute)])).toEqual([1, 1, 2]);
  at = 999;
  expect(await share('a', execute)).toBe(1);
  at = 1_000;
  expect(await share('a', execute)).toBe(3);
});

it('asks once, however long the answer takes', async () => {
  let at = 0;
  const share = createSharedAnswers<string>(() => at);
  let answerSlowly: (answer: string) => void = () => undefined;
  const first = share('a', () => new Promise((resolve) => (answerSlowly = resolve)));
  at = 60_000;
  const second = share('a', () => Promise.resolve('asked again'));
  answerSlowly('asked once');
  expect(await Promise.all([first, second])).toEqual(['asked once', 'asked once']);
});
