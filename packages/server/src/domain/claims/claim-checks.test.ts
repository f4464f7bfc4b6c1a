import { describe, expect, it } from 'vitest';
import type { CardStatus, CodeMode } from '../../generated/prisma/enums.ts';
import { windowOf } from '../cards/index.ts';
import { refusalByFacts, type ClaimFacts } from './claim-checks.ts';

const from = new Date('2030-01-01T00:00:00Z');
const until = new Date('2030-02-01T00:00:00Z');
const inside = new Date('2030-01-15T00:00:00Z');
const early = new Date(from.getTime() - 1);

const RANGE = {
  validityType: 'FIX_TIME_RANGE',
  validFrom: from,
  validUntil: until,
  termDays: null,
  termStartDays: null,
} as const;
const TERM = { validityType: 'FIX_TERM', validFrom: null, validUntil: null, termDays: 3, termStartDays: 0 } as const;

type Situation = Partial<Omit<ClaimFacts, 'card'>> & { card?: Partial<ClaimFacts['card']> };

const verdict = ({ card, ...facts }: Situation): string => {
  const base = { status: 'READY', bindsOpenid: false, codeMode: 'SYSTEM', ...RANGE, ...card };
  const at = facts.at ?? inside;
  const whole = {
    card: base,
    at,
    window: windowOf(base, at, 'Asia/Shanghai'),
    isTester: false,
    isInAudience: false,
    code: null,
    isCodeTaken: false,
  };
  // The checks look at these columns of a card and at no others.
  const refusal = refusalByFacts({ ...whole, ...facts } as ClaimFacts);
  return refusal?.code ?? 'claimable';
};

describe('a card at a moment', () => {
  it.each<[CardStatus, Date, object, string]>([
    ['READY', inside, RANGE, 'claimable'],
    ['DISTRIBUTED', inside, RANGE, 'claimable'],
    ['READY', from, RANGE, 'claimable'],
    ['READY', inside, TERM, 'claimable'],
    ['READY', early, RANGE, 'NOT_STARTED'],
    ['READY', until, RANGE, 'EXPIRED'],
    ['DISTRIBUTED', until, { ...TERM, validUntil: until }, 'EXPIRED'],
    ['READY', inside, { ...TERM, validUntil: until, termStartDays: 40 }, 'EXPIRED'],
    ['IN_REVIEW', inside, RANGE, 'CARD_NOT_CLAIMABLE'],
    ['REJECTED', inside, RANGE, 'CARD_NOT_CLAIMABLE'],
    ['WITHDRAWN', inside, RANGE, 'CARD_NOT_CLAIMABLE'],
    ['DELETED', inside, RANGE, 'CARD_NOT_CLAIMABLE'],
    // The status is told before the time: what is withdrawn stays withdrawn.
    ['WITHDRAWN', early, RANGE, 'CARD_NOT_CLAIMABLE'],
    ['DELETED', until, RANGE, 'CARD_NOT_CLAIMABLE'],
  ])('that is %s on %s is judged by status, then time', (status, at, validity, expected) =>
    expect(verdict({ at, card: { status, ...validity } })).toBe(expected),
  );

  it.each<[CardStatus, string]>([
    ['IN_REVIEW', 'claimable'],
    ['REJECTED', 'claimable'],
    ['READY', 'claimable'],
    ['WITHDRAWN', 'CARD_NOT_CLAIMABLE'],
    ['DELETED', 'CARD_NOT_CLAIMABLE'],
  ])('that is %s is judged for a tester', (status, expected) =>
    expect(verdict({ isTester: true, card: { status } })).toBe(expected),
  );

  it('is over for testers as well', () =>
    expect(verdict({ isTester: true, at: until, card: { status: 'IN_REVIEW' } })).toBe('EXPIRED'));

  it.each([
    [false, false, 'claimable'],
    [true, false, 'NOT_ELIGIBLE'],
    [true, true, 'claimable'],
  ])('that binds its users (%s) is judged for one it is meant for (%s)', (bindsOpenid, isInAudience, expected) =>
    expect(verdict({ isInAudience, card: { bindsOpenid } })).toBe(expected),
  );

  it.each<[CodeMode, string | null, string]>([
    ['SYSTEM', null, 'claimable'],
    ['SYSTEM', 'A1', 'INVALID_INPUT'],
    ['DEPOSITED', null, 'claimable'],
    ['DEPOSITED', 'A1', 'INVALID_INPUT'],
    ['CUSTOM', null, 'INVALID_INPUT'],
    ['CUSTOM', 'A1', 'claimable'],
  ])('with %s codes and the code %j is judged by what it wants', (codeMode, code, expected) =>
    expect(verdict({ code, card: { codeMode } })).toBe(expected),
  );

  it('that has the code already gives it to nobody else', () =>
    expect(verdict({ code: 'A1', isCodeTaken: true, card: { codeMode: 'CUSTOM' } })).toBe('CODE_TAKEN'));
});
