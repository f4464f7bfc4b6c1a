import { describe, expect, it } from 'vitest';
import { reportOf } from './upload-stores.ts';

describe('the report of an import of stores', () => {
  it('tells what became of each row', () => {
    const rows = [
      { row: 2, outcome: 'ADDED', storeId: 'store_1' },
      { row: 3, outcome: 'DUPLICATE', storeId: 'store_0' },
      { row: 4, outcome: 'FAILED', field: 'telephone', message: 'No telephone number' },
    ];
    expect(reportOf({ rowCount: 3, addedCount: 1, duplicateCount: 1, failedCount: 1, rows })).toEqual({
      rowCount: 3,
      addedCount: 1,
      duplicateCount: 1,
      failedCount: 1,
      rows: [
        { row: 2, outcome: 'ADDED', storeId: 'store_1', field: null, message: null },
        { row: 3, outcome: 'DUPLICATE', storeId: 'store_0', field: null, message: null },
        { row: 4, outcome: 'FAILED', storeId: null, field: 'telephone', message: 'No telephone number' },
      ],
    });
  });
  it('leaves out what is no row, and is none without rows', () => {
    expect(reportOf({ rows: [{ row: 2, outcome: 'LATER' }, null] })?.rows).toEqual([]);
    expect(reportOf({ message: 'no' })).toBeNull();
    expect(reportOf(null)).toBeNull();
  });
});
