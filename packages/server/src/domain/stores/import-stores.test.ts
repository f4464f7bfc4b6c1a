import { describe, expect, it } from 'vitest';
import { aStore } from '../../../test/kit/factories.ts';
import { closeFastReview } from '../../../test/kit/reviews.ts';
import { another, asKey, asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { deleteStore, importStores, type RowOutcome } from './index.ts';
import type { StoreDraft } from './store-draft.ts';

const aDraft = (changes: StoreDraft = {}): StoreDraft => ({
  businessName: '海底捞',
  province: '北京市',
  city: '北京市',
  address: '王府井大街 1 号',
  telephone: '010-12345678',
  categories: ['美食,火锅'],
  longitude: 116.41,
  latitude: 39.91,
  ...changes,
});
const rowsOf = (drafts: readonly StoreDraft[]) => drafts.map((draft, index) => ({ row: index + 2, draft }));
const run = (ctx: RolledBackContext, drafts: readonly StoreDraft[], isDryRun = false): Promise<RowOutcome[]> =>
  importStores(ctx, { rows: rowsOf(drafts), isDryRun });
const countOf = (ctx: RolledBackContext) => ctx.tx.store.count({ where: { merchantId: ctx.merchantId } });
const outcomesOf = (outcomes: readonly RowOutcome[]) => outcomes.map(({ outcome }) => outcome);

const MIXED = [
  aDraft({ externalId: 's1' }),
  aDraft({ telephone: 'call us', address: '二' }),
  aDraft({ externalId: 's1', address: '三' }),
  aDraft({ address: '四', photoUrls: ['http://example.com/a.png'] }),
  aDraft({ address: '五' }),
];

describe('importStores', () => {
  it('adds the good rows and tells what is wrong with each of the others', () =>
    rolledBack(async (ctx) => {
      expect(await run(ctx, MIXED)).toMatchObject([
        { row: 2, outcome: 'ADDED', store: { id: expect.stringMatching(/^store_/), poiId: expect.any(Number) } },
        { row: 3, outcome: 'FAILED', refusal: { field: ['telephone'], weixinCode: 65111 } },
        { row: 4, outcome: 'DUPLICATE', of: { row: 2 } },
        { row: 5, outcome: 'FAILED', refusal: { field: ['photoUrls', 0], weixinCode: 65105 } },
        { row: 6, outcome: 'ADDED' },
      ]);
      expect(await countOf(ctx)).toBe(2);
    }));

  it('foresees the same in a dry run and adds nothing', () =>
    rolledBack(async (ctx) => {
      const foreseen = await run(ctx, MIXED, true);
      expect(await countOf(ctx)).toBe(0);
      expect(foreseen[0]).toEqual({ row: 2, outcome: 'ADDED', store: null });
      expect(outcomesOf(foreseen)).toEqual(outcomesOf(await run(ctx, MIXED)));
    }));

  it('adds nothing twice when a file comes again', () =>
    rolledBack(async (ctx) => {
      const drafts = Array.from({ length: 120 }, (_, index) => aDraft({ address: `${index} 号` }));
      expect(new Set(outcomesOf(await run(ctx, drafts)))).toEqual(new Set(['ADDED']));
      expect(new Set(outcomesOf(await run(ctx, drafts)))).toEqual(new Set(['DUPLICATE']));
      expect(await countOf(ctx)).toBe(120);
    }));

  it('tells the store that is there already, but none of another merchant', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx, { externalId: 's1' });
      await aStore(await another(ctx), { externalId: 's2' });
      expect(await run(ctx, [aDraft({ externalId: 's1', address: '一' }), aDraft({ externalId: 's2' })])).toMatchObject(
        [{ outcome: 'DUPLICATE', of: { storeId: id } }, { outcome: 'ADDED' }],
      );
    }));

  it('makes a store anew whose place a deleted one had, but not with its sid', () =>
    rolledBack(async (ctx) => {
      const { id } = await aStore(ctx, { externalId: 's1', branchName: null });
      await deleteStore(ctx, { id });
      expect(await run(ctx, [aDraft({ externalId: 's1' }), aDraft()])).toMatchObject([
        { outcome: 'FAILED', refusal: { field: ['externalId'] } },
        { outcome: 'ADDED' },
      ]);
    }));

  it('announces and reviews each store', () =>
    rolledBack(async (ctx) => {
      await closeFastReview(ctx);
      const [added] = await run(ctx, [aDraft()]);
      const id = added?.outcome === 'ADDED' ? (added.store?.id ?? '') : '';
      expect(await ctx.tx.store.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'IN_REVIEW' });
      const events = await ctx.tx.event.findMany({ where: { storeId: id }, orderBy: { position: 'asc' } });
      expect(events.map(({ type }) => type)).toEqual(['store.created', 'store.submitted']);
    }));

  it('adds each row by itself when one of them is refused only as it is added', () =>
    rolledBack(async (ctx) => {
      const { startReviews } = ctx.ports.stores;
      let asked = 0;
      const refusing: typeof startReviews = (tx, acting, about) => {
        asked += 1;
        // All three together, then the second of them.
        if (asked === 1 || asked === 3) throw new InvalidInputError(['externalId'], 'taken meanwhile');
        return startReviews(tx, acting, about);
      };
      const ports = { ...ctx.ports, stores: { ...ctx.ports.stores, startReviews: refusing } };
      const drafts = ['一', '二', '三', '一'].map((address) => aDraft({ address }));
      expect(await run({ ...ctx, ports }, drafts)).toMatchObject([
        { row: 2, outcome: 'ADDED' },
        { row: 3, outcome: 'FAILED', refusal: { field: ['externalId'] } },
        { row: 4, outcome: 'ADDED' },
        { row: 5, outcome: 'DUPLICATE', of: { row: 2 } },
      ]);
      expect(await countOf(ctx)).toBe(2);
    }));

  it('refuses too many rows, users, keys without the scope and keys of certain stores', () =>
    rolledBack(async (ctx) => {
      const many = Array.from({ length: 5_001 }, () => aDraft());
      await expect(run(ctx, many)).rejects.toThrow(InvalidInputError);
      for (const stranger of [
        asUser(ctx, 'ann'),
        asKey(ctx, { scopes: ['stores:read'] }),
        asKey(ctx, { storeIds: ['store_x'] }),
      ])
        await expect(run(stranger, [aDraft()], true)).rejects.toThrow(NotAllowedError);
    }));
});
