import { describe, expect, it } from 'vitest';
import { countsOf, createRowReader, type ImportRow, knownProblems, sortRows } from './import-rows.rules.ts';

/** Reads the text in pieces of that size. */
function rowsOf(text: string, pieceSize = text.length || 1): ImportRow[] {
  const reader = createRowReader();
  const rows: ImportRow[] = [];
  for (let at = 0; at < text.length; at += pieceSize) rows.push(...reader.read(text.slice(at, at + pieceSize)));
  return [...rows, ...reader.end()];
}

describe('the rows of a file', () => {
  const file = 'code,note\nA1,first\r\n"A,2",x\n\n A3 ;y\nA4\tz\n"say ""A5"""\nA6';
  const rows = [
    { row: 2, value: 'A1' },
    { row: 3, value: 'A,2' },
    { row: 4, value: '' },
    { row: 5, value: ' A3 ' },
    { row: 6, value: 'A4' },
    { row: 7, value: 'say "A5"' },
    { row: 8, value: 'A6' },
  ];
  it.each([1, 2, 3, 7, 1_000])('are the same in pieces of %d characters', (size) =>
    expect(rowsOf(file, size)).toEqual(rows),
  );

  it.each([
    ['', []],
    ['A1', [{ row: 1, value: 'A1' }]],
    ['A1\n', [{ row: 1, value: 'A1' }]],
    ['A1\r\n', [{ row: 1, value: 'A1' }]],
    [
      '\nA1',
      [
        { row: 1, value: '' },
        { row: 2, value: 'A1' },
      ],
    ],
    ['CODE\nA1', [{ row: 2, value: 'A1' }]],
    ['"code"\nA1', [{ row: 2, value: 'A1' }]],
    [
      'A1\ncode',
      [
        { row: 1, value: 'A1' },
        { row: 2, value: 'code' },
      ],
    ],
    ['"A1', [{ row: 1, value: '"A1' }]],
    ['A\u00001', [{ row: 1, value: 'A\ufffd1' }]],
  ])('of %j are %j', (text, expected) => expect(rowsOf(text)).toEqual(expected));

  it('never hold more of a line than a code could need', () => {
    const long = 'x'.repeat(100_000);
    const rows = rowsOf(`${long}\nA1\n${long}`, 1_000);
    expect(rows.map(({ row, value }) => [row, value.length <= 256])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(sortRows(rows).problems.map(({ reason, value }) => [reason, value.length])).toEqual([
      ['TOO_LONG', 64],
      ['TOO_LONG', 64],
    ]);
  });
});

describe('rows', () => {
  const rows = ['A1', '', 'A2', 'A1', 'A 3', 'x'.repeat(21)].map((value, nth) => ({ row: nth + 1, value }));

  it('are parted into codes and what is none', () => {
    const { codes, problems } = sortRows(rows);
    expect([...codes.keys()]).toEqual(['A1', 'A2']);
    expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'EMPTY'],
      [4, 'DUPLICATE_IN_FILE'],
      [5, 'INVALID_CHARACTER'],
      [6, 'TOO_LONG'],
    ]);
    expect(countsOf(rows.length, problems)).toEqual({ doneCount: 6, addedCount: 2, duplicateCount: 1, failedCount: 3 });
  });

  it('tell a repeat of the same file from a code that was there', () => {
    const { codes } = sortRows(rows);
    const known = new Map([
      ['A1', 'imp_this'],
      ['A2', null],
    ]);
    expect(knownProblems(codes, known, 'imp_this')).toEqual([
      { row: 1, value: 'A1', reason: 'DUPLICATE_IN_FILE' },
      { row: 3, value: 'A2', reason: 'DUPLICATE_IN_CARD' },
    ]);
  });
});
