import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { namedCodeRefusal, parseOwnCode } from './own-code.rules.ts';

describe('a code that is named', () => {
  it.each([
    ['SYSTEM', null],
    ['DEPOSITED', null],
    ['CUSTOM', 'A1'],
  ] as const)('fits %s codes as %j', (mode, given) => expect(namedCodeRefusal(mode, given)).toBeNull());

  it.each([
    ['SYSTEM', 'A1'],
    ['DEPOSITED', 'A1'],
    ['CUSTOM', null],
  ] as const)('does not fit %s codes as %j', (mode, given) =>
    expect(namedCodeRefusal(mode, given)).toMatchObject({ field: ['code'], fault: 'CODE_ORIGIN' }),
  );

  it.each([
    ['', 'MISSING'],
    ['x'.repeat(21), 'TOO_LONG'],
    ['A B', 'CODE'],
  ])('may not be %j', (given, fault) =>
    expect(refusalOf(() => parseOwnCode(['newValue'], given))).toMatchObject({ field: 'newValue', fault }),
  );
});
