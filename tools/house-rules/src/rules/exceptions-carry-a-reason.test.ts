import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { exceptionsCarryAReason } from './exceptions-carry-a-reason.ts';

it.each([
  ['// oxlint-disable-next-line no-console\nlog();', 1],
  ['// The launcher reads this line.\n// oxlint-disable-next-line no-console\nlog();', 0],
  ['// oxlint-disable-next-line no-console -- the launcher reads it\nlog();', 0],
  ['// @ts-expect-error\nlog();', 1],
  ['// @ts-expect-error: the types of pg miss it\nlog();', 0],
  ['// TODO make it fast', 1],
  ['// TODO(#12) make it fast', 0],
  ["const status = 'TODO';", 0],
])('judges %j', (text, expected) => {
  expect(findingsIn(exceptionsCarryAReason, 'packages/server/src/http/a.ts', text)).toBe(expected);
});
