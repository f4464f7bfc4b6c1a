import { expect, it } from 'vitest';
import { StoreInUseError, deleteStore } from '../../src/domain/stores/index.ts';
import { NotFoundError } from '../../src/domain/kit/errors.ts';
import { aContext } from '../kit/context.ts';
import { aCard, aStore } from '../kit/factories.ts';

it('never leaves a live card with a store that was deleted while it was made', async () => {
  const ctx = await aContext();
  for (let round = 0; round < 10; round += 1) {
    const { id } = await aStore(ctx);
    const [made, deleted] = await Promise.allSettled([aCard(ctx, { storeIds: [id] }), deleteStore(ctx, { id })]);
    const reasons: unknown[] = [made, deleted].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    // Exactly one of the two comes first; the other is refused for it.
    expect(reasons).toEqual([expect.any(made.status === 'rejected' ? NotFoundError : StoreInUseError)]);
  }
});
