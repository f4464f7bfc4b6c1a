import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { CardKind } from '../../generated/prisma/enums.ts';
import type { CardDraft } from './card-draft.ts';
import { cardStatusAt } from './card.states.ts';
import { isWithinTimeLimits, parseTimeLimit } from './card-time-limits.rules.ts';
import { parseValidity, windowOf, windowsOf } from './card-validity.rules.ts';

const SHANGHAI = 'Asia/Shanghai';
const date = (text: string): Date => new Date(text);
const term = (termDays: number, termStartDays: number, validUntil: Date | null = null) => ({
  validityType: 'FIX_TERM' as const,
  validFrom: null,
  validUntil,
  termDays,
  termStartDays,
});

describe('the windows of many codes of a card', () => {
  const RANGE = { validityType: 'FIX_TIME_RANGE' as const, validFrom: null, validUntil: date('2027-01-01T00:00:00Z') };
  const times = ['2026-11-23T15:30:00Z', '2026-11-23T15:59:59.999Z', '2026-11-23T16:00:00Z', '2026-11-25T03:00:00Z'];
  it.each([
    ['of days', term(15, 0)],
    ['of days that begin later', term(1, 1)],
    ['of days with a common end', term(30, 0, date('2026-12-01T00:00:00Z'))],
    ['without an end', { ...term(1, 0), validityType: 'PERMANENT' as const }],
    ['of a range that has always been open', { ...RANGE, termDays: null, termStartDays: null }],
  ])('%s are those of each by itself, whichever came before', (_what, card) => {
    const windowAt = windowsOf(card, SHANGHAI);
    for (const at of [...times, ...times.toReversed()].map(date))
      expect(windowAt(at)).toEqual(windowOf(card, at, SHANGHAI));
  });
});

describe('the window of a code', () => {
  const claimedAt = date('2026-11-23T15:30:00Z'); // 23:30 in Shanghai
  const windows: [string, Parameters<typeof windowOf>[0], string, string][] = [
    ['of one day ends at midnight in the zone', term(1, 0), '2026-11-23T15:30:00Z', '2026-11-23T16:00:00Z'],
    ['of 15 days counts calendar days', term(15, 0), '2026-11-23T15:30:00Z', '2026-12-07T16:00:00Z'],
    ['that begins tomorrow begins at midnight', term(1, 1), '2026-11-23T16:00:00Z', '2026-11-24T16:00:00Z'],
    [
      'is cut at the common end',
      term(30, 0, date('2026-12-01T00:00:00Z')),
      '2026-11-23T15:30:00Z',
      '2026-12-01T00:00:00Z',
    ],
    ['never passes 2038', term(4000, 4000), '2037-11-04T16:00:00Z', '2038-01-19T00:00:00Z'],
    [
      'of a fixed range is the range',
      {
        ...term(0, 0),
        validityType: 'FIX_TIME_RANGE',
        validFrom: date('2027-01-01T00:00:00Z'),
        validUntil: date('2027-02-01T00:00:00Z'),
      },
      '2027-01-01T00:00:00Z',
      '2027-02-01T00:00:00Z',
    ],
  ];
  it.each(windows)('%s', (_name, card, from, until) =>
    expect(windowOf(card, claimedAt, SHANGHAI)).toEqual({ validFrom: date(from), validUntil: date(until) }),
  );
});

describe('a validity without end', () => {
  const permanent = (kind: CardDraft['kind']) => parseValidity({ kind, validity: { type: 'PERMANENT' } });
  const claimedAt = date('2026-11-23T15:30:00Z');

  it('belongs to membership cards: their codes are good from the claim on, for ever', () => {
    const card = permanent('MEMBER_CARD');
    expect(card).toEqual({
      validityType: 'PERMANENT',
      validFrom: null,
      validUntil: null,
      termDays: null,
      termStartDays: null,
    });
    expect(windowOf(card, claimedAt, SHANGHAI)).toEqual({ validFrom: claimedAt, validUntil: null });
    expect(cardStatusAt({ ...card, status: 'READY' }, date('2100-01-01T00:00:00Z'))).toBe('READY');
  });

  it.each(Object.values(CardKind).filter((kind) => kind !== 'MEMBER_CARD'))('is refused of a %s', (kind) =>
    expect(refusalOf(() => permanent(kind))).toMatchObject({ field: 'validity.type', fault: 'TIME' }),
  );
});

describe('the status of a card', () => {
  const fixed = { validityType: 'FIX_TIME_RANGE' as const, validUntil: date('2027-01-01T00:00:00Z') };
  const statuses: [string, string, string, string][] = [
    ['READY', 'before its end', '2026-12-31T23:59:59.999Z', 'READY'],
    ['READY', 'at its end', '2027-01-01T00:00:00Z', 'EXPIRED'],
    ['DISTRIBUTED', 'after its end', '2027-02-01T00:00:00Z', 'EXPIRED'],
    ['DELETED', 'after its end', '2027-02-01T00:00:00Z', 'DELETED'],
    ['WITHDRAWN', 'after its end', '2027-02-01T00:00:00Z', 'WITHDRAWN'],
    ['REJECTED', 'after its end', '2027-02-01T00:00:00Z', 'REJECTED'],
  ];
  it.each(statuses)('of a %s card %s', (status, _when, at, shown) => {
    const known = ['READY', 'DISTRIBUTED', 'DELETED', 'WITHDRAWN', 'REJECTED'] as const;
    const stored = known.find((name) => name === status) ?? 'READY';
    expect(cardStatusAt({ ...fixed, status: stored }, date(at))).toBe(shown);
  });
});

describe('enforced hours', () => {
  const monday = parseTimeLimit({ day: 'MONDAY', beginHour: 10, beginMinute: 30, endHour: 20, endMinute: 0 }, 0);
  const night = parseTimeLimit({ day: 'SUNDAY', beginHour: 22, endHour: 2 }, 0);
  const cases: [string, Parameters<typeof isWithinTimeLimits>[0], string, boolean][] = [
    ['allow the first minute', [monday], '2026-11-23T10:30:00+08:00', true],
    ['refuse the minute before', [monday], '2026-11-23T10:29:59+08:00', false],
    ['refuse the end', [monday], '2026-11-23T20:00:00+08:00', false],
    ['refuse another day', [monday], '2026-11-24T12:00:00+08:00', false],
    ['allow past midnight', [night], '2026-11-23T01:59:00+08:00', true],
    ['end past midnight', [night], '2026-11-23T02:00:00+08:00', false],
    ['allow a whole day without hours', [parseTimeLimit({ day: 'MONDAY' }, 0)], '2026-11-23T23:59:00+08:00', true],
    ['allow everything without limits', [], '2026-11-24T12:00:00+08:00', true],
    ['never enforce a holiday', [parseTimeLimit({ day: 'HOLIDAY' }, 0)], '2026-11-24T12:00:00+08:00', true],
  ];
  it.each(cases)('%s', (_name, limits, at, isAllowed) =>
    expect(isWithinTimeLimits(limits, date(at), SHANGHAI)).toBe(isAllowed),
  );
});
