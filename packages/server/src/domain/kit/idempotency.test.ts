import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keptBy } from './idempotency.ts';

const at = new Date('2026-12-01T00:00:00Z');
const hashOf = (input: unknown): string => keptBy({ input }, at).requestHash;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the hash by which a repeat is known', () => {
  it('is that of the JSON with fields by name, and without what is not given', () => {
    const input = { b: [{ z: 1, y: null }, undefined, 'x"'], a: at, missing: undefined, c: 12n, d: {} };
    expect(hashOf(input)).toBe(
      sha256('{"a":"2026-12-01T00:00:00.000Z","b":[{"y":null,"z":1},null,"x\\""],"c":"12","d":{}}'),
    );
  });

  it('does not depend on the order of fields, but on that of lists', () => {
    expect(hashOf({ a: 1, b: { c: 2, d: 3 } })).toBe(hashOf({ b: { d: 3, c: 2 }, a: 1 }));
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
  });
});
