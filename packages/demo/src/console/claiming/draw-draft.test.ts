import { expect, it } from 'vitest';
import { checkDraw, emptyDraw, inputOfDraw } from './draw-draft.ts';

const timeZone = 'Asia/Shanghai';
const good = { opensAt: '2026-12-01T12:00', closesAt: '2026-12-01T12:10', pieces: '100' };

it('begins with the second full hour from now on the merchant’s clock', () => {
  const draft = { opensAt: '2026-12-01T10:00', closesAt: '2026-12-01T11:00', pieces: '' };
  expect(emptyDraw(new Date('2026-12-01T00:30:00Z'), timeZone)).toEqual(draft);
});

it.each([
  [{}, {}],
  [{ opensAt: '' }, { opensAt: 'needsTime' }],
  [{ closesAt: '' }, { closesAt: 'needsTime' }],
  [{ closesAt: good.opensAt }, { closesAt: 'wrongOrder' }],
  [{ closesAt: '2027-01-02T12:00' }, { closesAt: 'tooLong' }],
  [{ pieces: '0' }, { pieces: 'wrongPieces' }],
  [{ pieces: '101' }, { pieces: 'wrongPieces' }],
  [{ pieces: 'many' }, { pieces: 'wrongPieces' }],
])('%j leads to %j', (fields, faults) => {
  expect(checkDraw({ ...good, ...fields }, { left: 100, timeZone })).toEqual(faults);
});

it('is sent with moments, not with the clock of the shop', () => {
  const input = { cardId: 'card_1', opensAt: '2026-12-01T04:00:00.000Z', closesAt: '2026-12-01T04:10:00.000Z' };
  expect(inputOfDraw('card_1', good, timeZone)).toEqual({ ...input, pieces: 100 });
});
