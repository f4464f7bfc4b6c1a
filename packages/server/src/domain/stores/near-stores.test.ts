import { describe, expect, it } from 'vitest';
import { aCard, aStore } from '../../../test/kit/factories.ts';
import { closeFastReview } from '../../../test/kit/reviews.ts';
import { another, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { NotFoundError } from '../kit/errors.ts';
import { deleteStore, findStoresNear } from './index.ts';

type Position = readonly [latitude: number, longitude: number];
const placed = (ctx: RolledBackContext, [latitude, longitude]: Position, branchName = '店') =>
  aStore(ctx, { latitude, longitude, branchName });
const ME: Position = [39.91, 116.41];
const near = (ctx: RolledBackContext, [latitude, longitude]: Position, more: object = {}) =>
  findStoresNear(ctx, { latitude, longitude, ...more });
const idsOf = async (found: ReturnType<typeof near>) => (await found).map(({ store }) => store.id);

describe('findStoresNear', () => {
  it('gives the nearest first, with metres, within the radius and no more than asked for', () =>
    rolledBack(async (ctx) => {
      const far = await placed(ctx, [40, 116.41]);
      const here = await placed(ctx, ME);
      const close = await placed(ctx, [39.91, 116.42]);
      await placed(ctx, [41, 116.41]);
      expect((await near(ctx, ME)).map(({ store, distanceMeters }) => [store.id, distanceMeters])).toEqual([
        [here.id, 0],
        [close.id, 853],
        [far.id, 10_008],
      ]);
      expect(await idsOf(near(ctx, ME, { radiusMeters: 852 }))).toEqual([here.id]);
      expect(await idsOf(near(ctx, ME, { radiusMeters: 853 }))).toEqual([here.id, close.id]);
      expect(await idsOf(near(ctx, ME, { first: 2 }))).toEqual([here.id, close.id]);
      expect((await near(ctx, ME))[0]?.store).toEqual(here);
    }));

  // Distances after the haversine formula on a sphere of 6,371,008.8 m.
  it.each<[string, Position, Position, number]>([
    ['from Beijing to Tianjin', [39.9042, 116.4074], [39.0842, 117.2009], 113_796],
    ['across the line of dates, eastwards', [0, 179.9], [0, -179.9], 22_239],
    ['across the line of dates, westwards', [-17, -179.95], [-17, 179.95], 10_634],
    ['on the line, by either of its names', [10, 180], [10, -180], 0],
    ['over the north pole', [89.9, 0], [89.9, 180], 22_239],
    ['at the south pole, whatever the longitude', [-90, 0], [-90, 137], 0],
    ['on the edge of a box, where parallels are short', [60, 10], [60.0001, 10.7], 38_918],
    ['of nearly nothing', [0, 0], [1e-200, 5e-324], 0],
  ])('measures %s', (_what, from, to, meters) =>
    rolledBack(async (ctx) => {
      const { id } = await placed(ctx, to);
      const [found] = await near(ctx, from, { radiusMeters: 200_000 });
      expect(found?.store.id).toBe(id);
      expect(Math.abs((found?.distanceMeters ?? 0) - meters)).toBeLessThanOrEqual(1);
      expect(await idsOf(near(ctx, from, { radiusMeters: meters + 1 }))).toEqual([id]);
    }),
  );

  it('leaves out what is deleted, not approved, or another merchant’s', () =>
    rolledBack(async (ctx) => {
      const gone = await placed(ctx, ME);
      await deleteStore(ctx, { id: gone.id });
      await placed(await another(ctx), ME);
      await closeFastReview(ctx);
      await placed(ctx, ME);
      expect(await near(ctx, ME)).toEqual([]);
    }));

  it('gives the stores in which a card can be redeemed', () =>
    rolledBack(async (ctx) => {
      const [one, two] = [await placed(ctx, ME), await placed(ctx, [39.92, 116.41])];
      const cardOf = async (changes: Parameters<typeof aCard>[1]) => (await aCard(ctx, changes)).id;
      const [named, all, none] = [
        await cardOf({ storeIds: [two.id] }),
        await cardOf({ usesAllStores: true }),
        await cardOf({}),
      ];
      const user = asUser(ctx, 'ann');
      expect(await idsOf(near(user, ME, { cardId: named }))).toEqual([two.id]);
      expect(await idsOf(near(user, ME, { cardId: none }))).toEqual([one.id, two.id]);
      const later = await placed(ctx, [39.93, 116.41]);
      expect(await idsOf(near(user, ME, { cardId: all }))).toEqual([one.id, two.id, later.id]);
      expect(await idsOf(near(user, ME, { cardId: named }))).toEqual([two.id]);
    }));

  it('finds no card that the caller may not see', () =>
    rolledBack(async (ctx) => {
      const theirs = await aCard(await another(ctx));
      await closeFastReview(ctx);
      const waiting = await aCard(ctx);
      for (const cardId of [theirs.id, waiting.id, 'nope', 'a\0'])
        await expect(near(asUser(ctx, 'ann'), ME, { cardId })).rejects.toThrow(NotFoundError);
      await expect(near(ctx, ME, { cardId: waiting.id })).resolves.toEqual([]);
    }));
});
