import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { castsCarryAReason } from './casts-carry-a-reason.ts';

it.each([
  ['a bare cast', 'const a = b as Card;', 1],
  ['a cast at the top with a comment', '// because\nconst a = b as Card;', 1],
  ['a cast in a function without a reason', 'function asCard(b) { return b as Card; }', 1],
  ['a cast in a function with a reason', '/** zod has checked it. */\nfunction asCard(b) { return b as Card; }', 0],
  ['a reason above the statement', 'function asCard(b) {\n // zod has checked it\n return b as Card; }', 0],
  ['a named arrow function', '// zod has checked it\nexport const asCard = (b) => b as Card;', 0],
  ['a cast through unknown', 'const a = b as unknown as Card;', 1],
  ['as const', 'const a = [1, 2] as const;', 0],
  ['a renamed import', "import { a as b } from './c.ts';", 0],
  ['satisfies', 'const a = {} satisfies Card;', 0],
])('judges %s', (_title, text, expected) => {
  expect(findingsIn(castsCarryAReason, 'packages/server/src/http/a.ts', text)).toBe(expected);
});
