import { describe, expect, it } from 'vitest';
import { claimBatches } from '../../../test/kit/claim-batches.ts';
import { rolledBack } from '../../../test/kit/rolled-back.ts';

const WORLDS = 15;
const BATCHES = 20;

describe('a batch of claims', () => {
  it.each(Array.from({ length: WORLDS }, (_, seed) => [seed]))(
    'is judged and written as the model says, order by order (seed %d)',
    (seed) =>
      rolledBack(
        async (ctx) => {
          expect(await claimBatches(ctx, { seed, batches: BATCHES })).toEqual([]);
        },
        { timeZone: 'Asia/Shanghai' },
      ),
  );
});
