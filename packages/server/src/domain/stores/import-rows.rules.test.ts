import { describe, expect, it } from 'vitest';
import { judgeRows, keysOf, type Known, type RowOutcome, type StoreRow } from './import-rows.rules.ts';
import type { StoreDraft } from './store-draft.ts';

const store = (changes: StoreDraft = {}): StoreDraft => ({
  businessName: '海底捞',
  address: '王府井大街 1 号',
  ...changes,
});
const rowsOf = (...drafts: StoreDraft[]): StoreRow[] => drafts.map((draft, index) => ({ row: index + 2, draft }));
const NOTHING: Known = { rows: new Map(), stores: new Map(), deleted: new Set() };
const told = ({ settled, fresh }: { settled: RowOutcome[]; fresh: StoreRow[] }) => ({
  fresh: fresh.map(({ row }) => row),
  settled: settled.map((one) => [one.row, one.outcome, one.outcome === 'DUPLICATE' ? one.of : null]),
});

describe('judgeRows', () => {
  it.each<[string, StoreDraft, StoreDraft, boolean]>([
    ['the same sid', store({ externalId: 's1' }), store({ externalId: 's1', address: '别处' }), true],
    ['the same name, branch and address', store({ branchName: '一店' }), store({ branchName: '一店' }), true],
    ['spaces around them', store(), store({ branchName: '', address: ' 王府井大街 1 号 ' }), true],
    ['another branch', store({ branchName: '一店' }), store({ branchName: '二店' }), false],
    ['another address', store(), store({ address: '别处' }), false],
    ['no sid on both sides', store({ externalId: null }), store({ externalId: null, address: '别处' }), false],
    ['other sids at one address', store({ externalId: 's1' }), store({ externalId: 's2' }), true],
  ])('tells rows by %s', (_what, first, second, isSame) => {
    expect(told(judgeRows(rowsOf(first, second), NOTHING))).toEqual(
      isSame ? { fresh: [2], settled: [[3, 'DUPLICATE', { row: 2 }]] } : { fresh: [2, 3], settled: [] },
    );
  });

  it('finds the stores that are there, and rows of before', () => {
    const known = {
      ...NOTHING,
      rows: new Map(keysOf(store({ address: '北' })).map((key) => [key, 7])),
      stores: new Map([['sid s1', 'store_1']]),
    };
    const rows = rowsOf(store({ externalId: 's1' }), store({ address: '北' }), store());
    expect(told(judgeRows(rows, known))).toEqual({
      fresh: [4],
      settled: [
        [2, 'DUPLICATE', { storeId: 'store_1' }],
        [3, 'DUPLICATE', { row: 7 }],
      ],
    });
  });

  it('lets no row take the sid of a deleted store', () => {
    const { settled } = judgeRows(rowsOf(store({ externalId: 's1' })), { ...NOTHING, deleted: new Set(['s1']) });
    expect(settled).toMatchObject([{ row: 2, outcome: 'FAILED', refusal: { field: ['externalId'] } }]);
  });
});
