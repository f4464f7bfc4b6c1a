import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { noEnum } from './no-enum.ts';

it.each([
  ['enum Kind { Cash }', 1],
  ["export type Kind = 'CASH' | 'GIFT';", 0],
])('judges %s', (text, expected) => {
  expect(findingsIn(noEnum, 'packages/server/src/a.ts', text)).toBe(expected);
});
