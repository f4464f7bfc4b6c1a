import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { DEPOSIT_MODE, parseCodeMode } from './card-code-mode.rules.ts';

describe('the mode of a card’s codes', () => {
  it.each([
    [{}, 'SYSTEM'],
    [{ useCustomCode: false, quantity: 10 }, 'SYSTEM'],
    [{ useCustomCode: false, getCustomCodeMode: '' }, 'SYSTEM'],
    [{ useCustomCode: true, quantity: 10 }, 'CUSTOM'],
    [{ useCustomCode: true, getCustomCodeMode: null }, 'CUSTOM'],
    [{ useCustomCode: true, getCustomCodeMode: DEPOSIT_MODE, quantity: 0 }, 'DEPOSITED'],
  ])('of %j is %s', (draft, mode) => expect(parseCodeMode(draft)).toBe(mode));

  it.each([
    [{ useCustomCode: true, getCustomCodeMode: 'LATER' }, 'getCustomCodeMode', 'INVALID'],
    [{ getCustomCodeMode: DEPOSIT_MODE }, 'getCustomCodeMode', 'INVALID'],
    [{ useCustomCode: true, getCustomCodeMode: DEPOSIT_MODE, quantity: 1 }, 'quantity', 'QUANTITY'],
  ])('refuses %j', (draft, field, fault) =>
    expect(refusalOf(() => parseCodeMode(draft))).toEqual({ code: 'INVALID_INPUT', field, fault }),
  );
});
