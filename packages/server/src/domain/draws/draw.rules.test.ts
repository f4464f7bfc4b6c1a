import { describe, expect, it } from 'vitest';
import { assertWindow, lotHashOf, phaseOf, seedHashOf, ticketOf } from './draw.rules.ts';

const at = (second: number): Date => new Date(1_800_000_000_000 + second * 1_000);

const ann = { id: 'dre_1', drawId: 'draw_1', openid: 'ann', idempotencyKey: 'attempt-1' };

describe('what is published of a draw', () => {
  it('can be worked out by anybody', () => {
    expect(seedHashOf('00ff')).toBe('8909cde2f411a84e86e7a39c8a3916b7cda6a9d977778030b6f6a491401400bc');
    expect(ticketOf(ann)).toBe(seedHashOf('draw_1:ann:attempt-1'));
    expect(ticketOf({ ...ann, drawId: 'draw_2' })).not.toBe(ticketOf(ann));
    expect(lotHashOf('00ff', 'abc')).toBe(seedHashOf('00ff:abc'));
  });
});

describe('a ticket', () => {
  it('is not found by who knows the openid and not the key', () => {
    expect(ticketOf({ ...ann, idempotencyKey: 'attempt-2' })).not.toBe(ticketOf(ann));
  });

  it('is made of the id of the entry where the call had no key', () => {
    expect(ticketOf({ ...ann, idempotencyKey: null })).toBe(seedHashOf('draw_1:ann:dre_1'));
  });
});

describe('the phase of a draw', () => {
  const draw = { opensAt: at(10), closesAt: at(20), endedAt: null, cancelledAt: null };
  it.each([
    [9, {}, 'AHEAD'],
    [10, {}, 'OPEN'],
    [19, {}, 'OPEN'],
    [20, {}, 'DRAWING'],
    [30, { endedAt: at(25) }, 'ENDED'],
    [15, { cancelledAt: at(12) }, 'CANCELLED'],
  ])('at %i is as expected', (second, changes, phase) =>
    expect(phaseOf({ ...draw, ...changes }, at(second))).toBe(phase),
  );
});

describe('the window of a draw', () => {
  it.each([
    [9, 20, 'opensAt'],
    [10, 10, 'closesAt'],
    [10, 10 + 32 * 86_400, 'closesAt'],
  ])('from %i to %i is refused at %s', (from, until, field) =>
    expect(() => assertWindow({ opensAt: at(from), closesAt: at(until) }, at(0))).toThrow(
      expect.objectContaining({ field: [field] }),
    ),
  );

  it('may open in ten seconds', () => {
    expect(() => assertWindow({ opensAt: at(10), closesAt: at(11) }, at(0))).not.toThrow();
  });
});
