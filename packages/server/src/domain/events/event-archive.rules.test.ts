import { describe, expect, it } from 'vitest';
import type { Event } from '../../generated/prisma/client.ts';
import { archiveKeyOf, archiveLineOf, oldRunOf } from './event-archive.rules.ts';

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
const event = (sequence: bigint, day: number): Event => ({
  ...{ id: `evt_${sequence}`, position: 100n + sequence, merchantId: 'mer_1', sequence, type: 'code.voided' },
  ...{ occurredAt: at(day), actorKind: 'system', actorId: null, cardId: 'card_1', codeId: null, storeId: null },
  ...{ openid: 'ann', data: { code: '券', reason: null } },
});

describe('the run that is archived next', () => {
  const days = [1, 2, 3, 4];
  it.each([
    ['all of them', days, 9, 4],
    ['those that happened before', days, 3, 2],
    ['none', days, 1, 0],
    ['none behind one that is too young, though it is old itself', [1, 5, 2, 3], 4, 1],
  ])('holds %s', (_what, of, before, count) => {
    const events = of.map((day, nth) => event(BigInt(nth) + 8n, day));
    expect(oldRunOf(events, { after: 7n, before: at(before) })).toEqual(events.slice(0, count));
  });

  it('ends before a hole, and does not begin behind one', () => {
    const events = [event(8n, 1), event(9n, 1), event(11n, 1)];
    expect(oldRunOf(events, { after: 7n, before: at(9) })).toHaveLength(2);
    expect(oldRunOf(events, { after: 6n, before: at(9) })).toEqual([]);
  });
});

it('an archive says all that the event said, one line each, under its numbers', () => {
  const { position: _position, ...told } = event(8n, 1);
  const line = archiveLineOf(event(8n, 1));
  expect(JSON.parse(line)).toEqual({ ...told, sequence: 8, occurredAt: at(1).toISOString() });
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(archiveKeyOf('mer_1', { first: 8n, last: 9n })).toBe('events/mer_1/8-9.ndjson.gz');
});
