import { describe, expect, it } from 'vitest';
import { valueOnRecord } from './attempt.rules.ts';

describe('a typed number on record', () => {
  it.each([
    ['1234 5678 9012', '1234 5678 9012'],
    ['', ''],
    ['1\u00002', '12'],
    ['9'.repeat(100_000), '9'.repeat(64)],
    ['😀'.repeat(100), '😀'.repeat(64)],
    ['\ud83d', '\ufffd'],
  ])('%j is kept as %j', (typed, kept) => expect(valueOnRecord(typed)).toBe(kept));
});
