import { describe, expect, it } from 'vitest';
import { AlreadyReversedError, ReversalTooLateError } from './redemption.errors.ts';
import { reversalRefusal } from './reversal.rules.ts';

const redemption = { redeemedAt: new Date('2026-01-01T10:00:00Z') };
const until = new Date('2026-04-01T10:00:00Z');

describe('a reversal', () => {
  it.each([
    ['at once', redemption.redeemedAt, null, null],
    ['in the last millisecond of 90 days', new Date(until.getTime() - 1), null, null],
    ['after 90 days', until, null, new ReversalTooLateError(until)],
    ['twice', redemption.redeemedAt, { reversedAt: until }, new AlreadyReversedError(until)],
  ])('%s', (_when, at, reversed, refusal) => {
    expect(reversalRefusal({ redemption, reversed }, at)).toEqual(refusal);
  });
});
