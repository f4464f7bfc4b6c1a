import { describe, expect, it } from 'vitest';
import { redemptionBatches } from '../../../test/kit/redemption-batches.ts';
import { rolledBack } from '../../../test/kit/rolled-back.ts';

const WORLDS = 15;
const BATCHES = 20;

describe('a batch of redemptions', () => {
  it.each(Array.from({ length: WORLDS }, (_, seed) => [seed]))(
    'is judged and written as the model says, order by order (seed %d)',
    (seed) => rolledBack(async (ctx) => expect(await redemptionBatches(ctx, { seed, batches: BATCHES })).toEqual([])),
  );
});
