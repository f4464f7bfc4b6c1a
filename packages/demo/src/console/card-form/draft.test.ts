import { describe, expect, it } from 'vitest';
import { newDraft } from './draft.ts';
import { changeDraft, type DraftChange } from './draft-changes.ts';

const draft = newDraft('2026-11-24', 'key-00000001');
const after = (...changes: DraftChange[]) => changes.reduce(changeDraft, draft);

describe('a new draft', () => {
  it('begins today in the merchant’s zone and lasts thirty days', () => {
    expect(draft).toMatchObject({ firstDay: '2026-11-24', lastDay: '2026-12-24', idempotencyKey: 'key-00000001' });
  });
});

describe('a change of the draft', () => {
  it('sets fields and leaves the others', () => {
    expect(after({ type: 'set', fields: { title: '满减', quantity: '5' } })).toEqual({
      ...draft,
      title: '满减',
      quantity: '5',
    });
  });
  it('keeps the benefit of a kind that was left', () => {
    const changed = after(
      { type: 'set', fields: { reduceCost: '10' } },
      { type: 'set', fields: { kind: 'GIFT' } },
      { type: 'set', fields: { kind: 'CASH' } },
    );
    expect(changed.reduceCost).toBe('10');
  });
  it('writes into one entry only', () => {
    const changed = after({ type: 'setEntry', entry: 'custom', fields: { title: '更多' } });
    expect([changed.custom.title, changed.center.title]).toEqual(['更多', '']);
  });
  it('adds, changes and takes away details', () => {
    const changed = after(
      { type: 'addTextImage' },
      { type: 'addTextImage' },
      { type: 'setTextImage', at: 1, fields: { text: '招牌毛肚' } },
      { type: 'removeTextImage', at: 0 },
    );
    expect(changed.textImages).toEqual([{ imageUrl: '', text: '招牌毛肚' }]);
  });
  it('adds, changes and takes away hours', () => {
    const changed = after(
      { type: 'addTimeLimit' },
      { type: 'setTimeLimit', at: 0, fields: { days: ['MONDAY'], begin: '11:00' } },
      { type: 'addTimeLimit' },
      { type: 'removeTimeLimit', at: 1 },
    );
    expect(changed.timeLimits).toEqual([{ days: ['MONDAY'], begin: '11:00', end: '' }]);
  });
});
