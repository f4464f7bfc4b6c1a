import { expect, it } from 'vitest';
import { createClosers } from './closers.ts';

it('ends in reverse order, one after the other and once', async () => {
  const ended: string[] = [];
  const closers = createClosers();
  closers.add(() => void ended.push('folder'));
  closers.add(async () => {
    await Promise.resolve();
    ended.push('server');
  });
  await Promise.all([closers.closeAll(), closers.closeAll()]);
  expect(ended).toEqual(['server', 'folder']);
});

it('ends what is started after the end came', async () => {
  const ended: string[] = [];
  const closers = createClosers();
  await closers.closeAll();
  closers.add(() => void ended.push('late'));
  await closers.closeAll();
  expect(ended).toEqual(['late']);
});
