import { describe, expect, it } from 'vitest';
import { DoorRefusal } from '../door-refusal.ts';
import { createUnderWay } from './under-way.ts';

const numbers = Array.from({ length: 50 }, (_, n) => String(n));

describe('the operations of a socket', () => {
  it('are at most 50, until one of them ends', () => {
    const underWay = createUnderWay();
    const [first] = numbers.map((id) => underWay.begin(id));
    expect(() => underWay.begin('one more')).toThrow('At most 50 operations');
    first?.abort();
    expect(underWay.begin('one more').signal.aborted).toBe(false);
  });

  it('have ids of their own while they are under way', () => {
    const underWay = createUnderWay();
    const leaving = underWay.begin('a');
    expect(() => underWay.begin('a')).toThrow(DoorRefusal);
    leaving.abort();
    expect(underWay.begin('a').signal.aborted).toBe(false);
  });

  it('end with their socket, also those that are still being admitted', () => {
    const underWay = createUnderWay();
    const begun = numbers.map((id) => underWay.begin(id));
    underWay.end();
    expect(begun.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
