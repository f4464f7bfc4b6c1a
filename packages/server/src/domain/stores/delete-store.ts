import { Prisma, type Store } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { editableStores } from './store.access.ts';
import { StoreInUseError } from './store.errors.ts';
import './store.ports.ts';
import { lockStore } from './store.store.ts';
import type { StoreKey } from './store-key.rules.ts';

/** Takes a store out of use (S3). Its row stays for the redemptions that name it. Refused while a live card names it. */
export async function deleteStore(ctx: DomainContext, key: StoreKey): Promise<Store> {
  assertMay(ctx, 'stores:write');
  const where = editableStores(ctx);
  return inTransaction(ctx, async (tx) => {
    const { id, version } = await lockStore(tx, where, key);
    // Asked under the lock: a card that is being made with this store holds it until its own commit.
    if (await ctx.ports.stores.isNamedByLiveCard(tx, ctx, id)) throw new StoreInUseError();
    const at = ctx.now();
    const store = await tx.store.update({
      where: { id },
      data: { deletedAt: at, updatedAt: at, version: version + 1, pendingChanges: Prisma.DbNull },
    });
    await ctx.ports.stores.closeReviews(tx, ctx, id);
    await announce(tx, ctx, { type: 'store.deleted', storeId: id, data: {} });
    return store;
  });
}
