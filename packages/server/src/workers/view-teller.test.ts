import { expect, it } from 'vitest';
import { startViewTeller } from './view-teller.ts';

function aTeller() {
  const written: string[] = [];
  const state = { now: 0, isBroken: false, written, errors: 0 };
  const teller = startViewTeller({
    everyMs: 5,
    clock: () => state.now,
    onError: () => (state.errors += 1),
    write: async (codeIds) => {
      if (state.isBroken) throw new Error('The database does not answer');
      state.written.push(...codeIds);
    },
  });
  return { state, teller };
}

it('tells of a code once for a look, and again a minute later', async () => {
  const { state, teller } = aTeller();
  for (const codeId of ['code_1', 'code_2', 'code_1']) teller.note(codeId);
  await expect.poll(() => state.written, { timeout: 10_000 }).toEqual(['code_1', 'code_2']);
  teller.note('code_1');
  state.now = 60_000;
  teller.note('code_1');
  await teller.stop();
  expect(state.written).toEqual(['code_1', 'code_2', 'code_1']);
});

it('writes what waits at its end, and keeps what could not be written', async () => {
  const { state, teller } = aTeller();
  state.isBroken = true;
  teller.note('code_1');
  await expect.poll(() => state.errors, { timeout: 10_000 }).toBeGreaterThan(0);
  state.isBroken = false;
  teller.note('code_2');
  await teller.stop();
  expect(state.written.toSorted()).toEqual(['code_1', 'code_2']);
});
