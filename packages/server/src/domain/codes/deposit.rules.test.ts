import { expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { assertDepositMode, sortValues } from './deposit.rules.ts';

it('parts codes from repeats and from what is none', () => {
  expect(sortValues([' A1', 'A2', 'Ａ1', '', 'A 3', 'x'.repeat(21)])).toEqual({
    wanted: ['A1', 'A2'],
    repeated: ['A1'],
    failed: [
      { value: '', reason: 'EMPTY' },
      { value: 'A 3', reason: 'INVALID_CHARACTER' },
      { value: 'x'.repeat(21), reason: 'TOO_LONG' },
    ],
  });
});

it.each(['SYSTEM', 'CUSTOM'] as const)('refuses a card of %s codes', (codeMode) =>
  expect(refusalOf(() => assertDepositMode({ codeMode }))).toEqual({ code: 'CODE_MODE_FORBIDS', field: 'cardId' }),
);
