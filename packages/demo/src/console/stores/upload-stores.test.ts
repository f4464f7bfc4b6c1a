import { describe, expect, it } from 'vitest';
import { refusalOf, reportOf } from './upload-stores.ts';

const plain = { storeId: null, sameRow: null, field: null, column: null, fault: null, message: null };

describe('the report of an import of stores', () => {
  it('tells what became of each row', () => {
    const rows = [
      { row: 2, outcome: 'ADDED', store: { id: 'store_1', poiId: 1 } },
      { row: 3, outcome: 'ADDED', store: null },
      { row: 4, outcome: 'DUPLICATE', of: { storeId: 'store_0' } },
      { row: 5, outcome: 'DUPLICATE', of: { row: 2 } },
      { row: 6, outcome: 'FAILED', field: 'telephone', column: '电话', fault: 'STORE_TELEPHONE', message: 'No' },
      { row: 7, outcome: 'FAILED', field: null, column: null, message: 'Too many cells' },
    ];
    expect(reportOf({ rowCount: 6, addedCount: 2, duplicateCount: 2, failedCount: 2, rows })).toEqual({
      rowCount: 6,
      addedCount: 2,
      duplicateCount: 2,
      failedCount: 2,
      rows: [
        { ...plain, row: 2, outcome: 'ADDED', storeId: 'store_1' },
        { ...plain, row: 3, outcome: 'ADDED' },
        { ...plain, row: 4, outcome: 'DUPLICATE', storeId: 'store_0' },
        { ...plain, row: 5, outcome: 'DUPLICATE', sameRow: 2 },
        {
          ...{ ...plain, row: 6, outcome: 'FAILED' },
          ...{ field: 'telephone', column: '电话', fault: 'STORE_TELEPHONE', message: 'No' },
        },
        { ...plain, row: 7, outcome: 'FAILED', message: 'Too many cells' },
      ],
    });
  });
  it('leaves out what is no row, and is none without rows', () => {
    expect(reportOf({ rows: [{ row: 2, outcome: 'LATER' }, null] })?.rows).toEqual([]);
    expect(reportOf({ message: 'no' })).toBeNull();
    expect(reportOf(null)).toBeNull();
  });
});

describe('a file of stores that is refused', () => {
  const none = { ofFile: null, message: null, columns: { missing: [], unknown: [], twice: [] } };
  it('names the columns that do not fit, by what is wrong with them', () => {
    const errors = [
      { message: 'The column b is unknown', extensions: { field: ['file', 'b'], fault: 'UNKNOWN' } },
      { message: 'The column sid is there twice', extensions: { field: ['file', 'sid'], fault: 'TWICE' } },
      { message: 'The column city is missing', extensions: { field: ['file', 'city'], fault: 'MISSING' } },
    ];
    expect(refusalOf(400, { errors })).toEqual({
      fault: 'refused',
      ofFile: null,
      message: 'The column b is unknown',
      columns: { missing: ['city'], unknown: ['b'], twice: ['sid'] },
    });
  });
  it('as a whole says what is wrong with it', () => {
    const errors = [{ message: 'The file is empty', extensions: { field: ['file'], fault: 'MISSING' } }];
    expect(refusalOf(400, { errors })).toEqual({
      ...none,
      fault: 'refused',
      ofFile: 'MISSING',
      message: 'The file is empty',
    });
  });
  it('is told apart from no answer of ours', () => {
    expect(refusalOf(413, null)).toEqual({ ...none, fault: 'tooLarge' });
    expect(refusalOf(403, {})).toEqual({ ...none, fault: 'forbidden' });
    expect(refusalOf(502, '<html>')).toEqual({ ...none, fault: 'failed' });
  });
});
