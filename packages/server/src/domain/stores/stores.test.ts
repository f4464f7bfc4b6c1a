import { describe, expect, it } from 'vitest';
import { aCard, aStore } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { InvalidInputError, NotAllowedError, NotFoundError, StaleVersionError } from '../kit/errors.ts';
import {
  createStore,
  deleteStore,
  findStore,
  findStoreByExternalId,
  findStoresByIds,
  StoreInUseError,
  updateStore,
  visibleStores,
} from './index.ts';

const storesOf = (ctx: RolledBackContext) =>
  ctx.tx.store.findMany({ where: visibleStores(ctx), orderBy: { poiId: 'asc' } });
const eventsOf = async (ctx: RolledBackContext) =>
  (await ctx.tx.event.findMany({ where: { merchantId: ctx.merchantId }, orderBy: { position: 'asc' } })).filter(
    ({ storeId }) => storeId !== null,
  );

describe('createStore', () => {
  it('makes a store that is usable at once, with a review record and an event', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx, { externalId: 's-1', averagePriceYuan: 80, openTime: '8:00-20:00' });
      expect(store).toMatchObject({
        merchantId: ctx.merchantId,
        state: 'APPROVED',
        version: 1,
        offsetType: 1,
        openTime: '8:00-20:00',
        averagePriceYuan: 80,
      });
      expect(store.poiId).toBeGreaterThan(0);
      expect(await ctx.tx.review.findFirst({ where: { subjectId: store.id } })).toMatchObject({
        subject: 'STORE',
        channel: 'FAST',
        verdict: 'APPROVED',
      });
      expect(await eventsOf(ctx)).toMatchObject([
        { type: 'store.created', storeId: store.id, data: { poiId: store.poiId } },
        { type: 'store.approved', storeId: store.id, data: { channel: 'FAST', fields: [] } },
      ]);
    }));

  it('refuses an externalId that another store of the merchant has', () =>
    rolledBack(async (ctx) => {
      await aStore(ctx, { externalId: 's-1' });
      await expect(aStore(ctx, { externalId: 's-1' })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        field: ['externalId'],
      });
    }));

  it('lets two merchants use the same externalId', () =>
    rolledBack(async (ctx) => {
      await aStore(ctx, { externalId: 's-1' });
      await expect(aStore(await another(ctx), { externalId: 's-1' })).resolves.toMatchObject({ externalId: 's-1' });
    }));

  it('refuses a photo from a foreign host with 65105', () =>
    rolledBack(async (ctx) => {
      const refused = aStore(ctx, { photoUrls: ['http://mmbiz.qpic.cn/0', 'http://example.com/0'] });
      await expect(refused).rejects.toMatchObject({ weixinCode: 65105, field: ['photoUrls', 1] });
    }));

  it('refuses an empty description at its first field', () =>
    rolledBack(async (ctx) => {
      await expect(createStore(ctx, {})).rejects.toMatchObject({ weixinCode: 65109, field: ['businessName'] });
    }));

  it('refuses users, keys without the scope and keys of certain stores', () =>
    rolledBack(async (ctx) => {
      for (const stranger of [
        asUser(ctx, 'ann'),
        asKey(ctx, { scopes: ['stores:read'] }),
        asKey(ctx, { storeIds: ['store_x'] }),
      ]) {
        await expect(aStore(stranger)).rejects.toThrow(NotAllowedError);
      }
    }));
});

describe('updateStore', () => {
  it('changes the service fields and counts the version', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx, { recommend: '毛肚' });
      const changes = {
        telephone: '400-1234',
        photoUrls: ['http://mmbiz.qpic.cn/1'],
        recommend: null,
        special: 'Wi-Fi',
        introduction: '好',
        openTime: '9-5',
        averagePriceYuan: 1,
      };
      const store = await updateStore(at(ctx, '2027-01-01T00:00:00Z'), { id, expectedVersion: 1, changes });
      expect(store).toMatchObject({ ...changes, version: 2, updatedAt: new Date('2027-01-01T00:00:00Z') });
      expect((await eventsOf(ctx)).at(-2)).toMatchObject({
        type: 'store.updated',
        data: { version: 2, fields: Object.keys(changes) },
      });
    }));

  it('leaves fields alone that are not given', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx, { recommend: '毛肚', photoUrls: ['http://mmbiz.qpic.cn/1'] });
      expect(await updateStore(ctx, { id, changes: { special: '停车' } })).toMatchObject({
        recommend: '毛肚',
        photoUrls: ['http://mmbiz.qpic.cn/1'],
        special: '停车',
      });
    }));

  it('changes nothing when nothing is given', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx);
      expect(await updateStore(ctx, { id, changes: {} })).toMatchObject({ version: 1 });
    }));

  it('refuses a stale version and tells the current one', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx);
      await updateStore(ctx, { id, expectedVersion: 1, changes: { special: 'a' } });
      const refused = updateStore(ctx, { id, expectedVersion: 1, changes: { special: 'b' } });
      await expect(refused).rejects.toBeInstanceOf(StaleVersionError);
      await expect(refused).rejects.toMatchObject({ currentVersion: 2 });
    }));

  it.each(['businessName', 'branchName', 'address', 'province', 'externalId'] as const)(
    'refuses a change of %s with 65107',
    (field) =>
      rolledBack(async (ctx) => {
        const { id } = await aStore(ctx);
        await expect(updateStore(ctx, { id, changes: { [field]: '新' } })).rejects.toMatchObject({
          weixinCode: 65107,
          field: [field],
        });
      }),
  );

  it('takes what never changes with the value that is there', () =>
    rolledBack(async (ctx) => {
      const { id, businessName, categories, longitude } = await aStore(ctx, { branchName: null });
      const same = { businessName, categories, longitude, branchName: '', externalId: null, offsetType: 1 };
      expect(await updateStore(ctx, { id, changes: { ...same, special: '停车' } })).toMatchObject({ special: '停车' });
      await expect(updateStore(ctx, { id, changes: { ...same, categories: ['购物'] } })).rejects.toMatchObject({
        weixinCode: 65107,
        field: ['categories'],
      });
    }));

  it('finds no store of another merchant, no deleted one and none beyond the bound', () =>
    rolledBack(async (ctx) => {
      const theirs = await aStore(await another(ctx));
      const gone = await aStore(ctx);
      await deleteStore(ctx, { id: gone.id });
      const ours = await aStore(ctx);
      await expect(updateStore(ctx, { id: theirs.id, changes: { special: 'a' } })).rejects.toThrow(NotFoundError);
      await expect(updateStore(ctx, { id: gone.id, changes: { special: 'a' } })).rejects.toThrow(NotFoundError);
      await expect(
        updateStore(asKey(ctx, { storeIds: [gone.id] }), { id: ours.id, changes: { special: 'a' } }),
      ).rejects.toThrow(NotFoundError);
      await expect(updateStore(ctx, { id: 'no\0id', changes: { special: 'a' } })).rejects.toThrow(NotFoundError);
    }));
});

describe('deleteStore', () => {
  it('hides the store and keeps its row', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx);
      await deleteStore(ctx, { id });
      expect(await storesOf(ctx)).toEqual([]);
      expect(await ctx.tx.store.findUnique({ where: { id } })).toMatchObject({ businessName: '海底捞' });
      expect((await eventsOf(ctx)).at(-1)).toMatchObject({ type: 'store.deleted', storeId: id });
    }));

  it('refuses a store that a live card names', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx);
      await aCard(ctx, { storeIds: [id] });
      await expect(deleteStore(ctx, { id })).rejects.toThrow(StoreInUseError);
    }));

  it('deletes a store whose only card is over', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx);
      await aCard(at(ctx, '2026-01-01T00:00:00Z'), {
        storeIds: [id],
        validity: {
          type: 'FIX_TIME_RANGE',
          from: new Date('2026-01-02T00:00:00Z'),
          until: new Date('2026-01-03T00:00:00Z'),
        },
      });
      await expect(deleteStore(at(ctx, '2026-02-01T00:00:00Z'), { id })).resolves.toMatchObject({ id });
    }));

  it('finds nothing the second time', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      await deleteStore(ctx, { id: store.id });
      await expect(deleteStore(ctx, { id: store.id })).rejects.toThrow(NotFoundError);
    }));
});

describe('reading stores', () => {
  it('shows the merchant its own stores only', () =>
    rolledBack(async (ctx) => {
      const ours = await aStore(ctx);
      await aStore(await another(ctx));
      expect((await storesOf(ctx)).map(({ id }) => id)).toEqual([ours.id]);
    }));

  it('finds a store by any of its three names, and refuses several at once', () =>
    rolledBack(async (ctx) => {
      const { id, poiId } = await aStore(ctx, { externalId: 's-1' });
      for (const key of [{ id }, { poiId }, { externalId: 's-1' }])
        expect(await findStore(ctx, key)).toMatchObject({ id });
      expect(await findStoreByExternalId(ctx, 's-2')).toBeNull();
      for (const key of [{ id: 'x' }, { id: '\0' }, { poiId: -1 }, { poiId: 9e15 }, { externalId: '\0' }])
        expect(await findStore(ctx, key)).toBeNull();
      await expect(findStore(ctx, { id, poiId })).rejects.toThrow(InvalidInputError);
      await expect(findStore(ctx, {})).rejects.toThrow(InvalidInputError);
    }));

  it('gives the named stores in order, each once', () =>
    rolledBack(async (ctx) => {
      const [a, b] = [await aStore(ctx), await aStore(ctx)];
      expect(await findStoresByIds(ctx, { ids: [b.id, a.id], poiIds: [b.poiId] })).toEqual([b, a]);
    }));

  it('names the first store that is not there', () =>
    rolledBack(async (ctx) => {
      const ours = await aStore(ctx);
      const theirs = await aStore(await another(ctx));
      await expect(findStoresByIds(ctx, { ids: [ours.id, theirs.id] })).rejects.toMatchObject({
        weixinCode: 40098,
        field: ['storeIds', 1],
      });
      await expect(findStoresByIds(ctx, { poiIds: [2_147_483_648] })).rejects.toMatchObject({ field: ['poiIds', 0] });
      await deleteStore(ctx, { id: ours.id });
      await expect(findStoresByIds(ctx, { ids: [ours.id] })).rejects.toMatchObject({ field: ['storeIds', 0] });
    }));
});
