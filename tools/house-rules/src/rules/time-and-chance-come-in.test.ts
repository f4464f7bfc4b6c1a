import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { timeAndChanceComeIn } from './time-and-chance-come-in.ts';

const RULES = 'packages/server/src/domain/claims/claim.rules.ts';
const KIT = 'packages/server/src/domain/kit/secrets.ts';

it.each([
  [RULES, 'const at = new Date();', 1],
  [RULES, 'const at = new Date(text);', 0],
  [RULES, 'const at = Date.now();', 1],
  [RULES, 'const clock = Date.now;', 1],
  [RULES, 'const text = Date();', 1],
  [RULES, 'const left: Date = ctx.now();', 0],
  [RULES, 'const dice = Math.random();', 1],
  [RULES, 'const id = crypto.randomUUID();', 1],
  [RULES, 'const id = randomUUID();', 1],
  [RULES, 'const secret = randomBytes(32);', 1],
  [KIT, 'const secret = randomBytes(32);', 0],
  [KIT, 'const dice = Math.random();', 1],
  [KIT, 'const at = Date.now();', 1],
  ['packages/server/src/compose.ts', 'const now = () => new Date();', 0],
  ['packages/server/src/domain/claims/claim.rules.test.ts', 'const at = new Date();', 0],
])('finds clocks and dice in %s: %s', (path, text, expected) => {
  expect(findingsIn(timeAndChanceComeIn, path, text)).toBe(expected);
});
