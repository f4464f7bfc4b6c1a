import { describe, expect, it } from 'vitest';
import { aCard, aCode, aStore } from '../../../test/kit/factories.ts';
import { approved, closeFastReview, rejected } from '../../../test/kit/reviews.ts';
import { type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { redeemCode } from '../redemptions/index.ts';
import { createStore, deleteStore, StoreChangePendingError, StoreNotApprovedError, updateStore } from './index.ts';

const read = (ctx: RolledBackContext, id: string) => ctx.tx.store.findUniqueOrThrow({ where: { id } });
/** What happened to a store; not that people were told of it. */
const typesOf = async (ctx: RolledBackContext, storeId: string): Promise<string[]> =>
  (await ctx.tx.event.findMany({ where: { storeId, type: { not: 'notice.left' } }, orderBy: { position: 'asc' } })).map(
    ({ type }) => type,
  );
/** An approved store of a merchant whose FAST channel is closed. */
async function aReviewedStore(ctx: RolledBackContext) {
  const store = await aStore(ctx, { recommend: '毛肚' });
  await closeFastReview(ctx);
  return store;
}

describe('a store of the NORMAL channel', () => {
  it('waits for an operator and is usable once approved', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id, state } = await aStore(ctx);
      expect(state).toBe('IN_REVIEW');
      await expect(aCard(ctx, { storeIds: [id] })).rejects.toMatchObject({
        code: 'STORE_NOT_APPROVED',
        field: ['storeIds', 0],
        weixinCode: 65106,
      });
      await approved(ctx, id);
      expect(await read(ctx, id)).toMatchObject({ state: 'APPROVED', version: 2 });
      await expect(aCard(ctx, { storeIds: [id] })).resolves.toBeDefined();
      expect(await typesOf(ctx, id)).toEqual(['store.created', 'store.submitted', 'store.approved']);
    }));

  it('is no place to redeem a code, nor open to changes, once it was refused', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await closeFastReview(ctx);
      const { id } = await aStore(ctx);
      await rejected(ctx, id);
      expect(await read(ctx, id)).toMatchObject({ state: 'REJECTED' });
      await expect(updateStore(ctx, { id, changes: { special: 'a' } })).rejects.toThrow(StoreNotApprovedError);
      const redeeming = redeemCode(ctx, { value: code.value, storeId: id });
      await expect(redeeming).rejects.toMatchObject({ code: 'STORE_NOT_APPROVED', field: ['storeId'] });
      expect(await typesOf(ctx, id)).toContain('store.rejected');
    }));

  it('leaves the operator’s list when it is deleted', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const { id } = await aStore(ctx);
      await deleteStore(ctx, { id });
      expect(await ctx.tx.review.findFirst({ where: { subjectId: id, decidedAt: null } })).toBeNull();
    }));
});

describe('a change of the NORMAL channel', () => {
  it('waits while the approved fields stay, and takes effect when approved', () =>
    rolledBack(async (ctx) => {
      const { id } = await aReviewedStore(ctx);
      const changes = { recommend: null, photoUrls: ['http://mmbiz.qpic.cn/1'], averagePriceYuan: 9 };
      await updateStore(ctx, { id, changes });
      expect(await read(ctx, id)).toMatchObject({ state: 'APPROVED', recommend: '毛肚', pendingChanges: changes });
      await expect(updateStore(ctx, { id, changes: { special: 'a' } })).rejects.toThrow(StoreChangePendingError);
      await expect(aCard(ctx, { storeIds: [id] })).resolves.toBeDefined();
      await approved(ctx, id);
      expect(await read(ctx, id)).toMatchObject({ ...changes, pendingChanges: null, version: 3 });
      const types = (await typesOf(ctx, id)).slice(2);
      expect(types).toEqual(['store.submitted', 'store.updated', 'store.approved']);
    }));

  it('is dropped when refused, and the next may come', () =>
    rolledBack(async (ctx) => {
      const { id } = await aReviewedStore(ctx);
      await updateStore(ctx, { id, changes: { special: 'a' } });
      await rejected(ctx, id);
      expect(await read(ctx, id)).toMatchObject({ state: 'APPROVED', special: null, pendingChanges: null });
      await expect(updateStore(ctx, { id, changes: { special: 'b' } })).resolves.toBeDefined();
    }));
});

it('refuses an empty description before any review', () =>
  rolledBack(async (ctx) => {
    await closeFastReview(ctx);
    await expect(createStore(ctx, {})).rejects.toMatchObject({ weixinCode: 65109 });
  }));
