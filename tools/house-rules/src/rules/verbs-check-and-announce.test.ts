import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { verbsCheckAndAnnounce } from './verbs-check-and-announce.ts';

const VERB = 'packages/server/src/domain/claims/claim-card.ts';
const verb = (body: string): string => `export const claimCard = (ctx) => { ${body} };`;

it.each([
  [
    'checks and announces',
    VERB,
    verb('assertMay(ctx, "a"); return inTransaction(ctx, (tx) => announce(tx, ctx, {}));'),
    0,
  ],
  [
    'announces several at once',
    VERB,
    verb('assertMay(ctx, "a"); return inTransaction(ctx, (tx) => announceAll(tx, ctx, []));'),
    0,
  ],
  [
    'requires and announces',
    VERB,
    verb('requireMayClaim(ctx); return inTransaction(ctx, (tx) => announce(tx, ctx, {}));'),
    0,
  ],
  ['opens no transaction', VERB, verb('return ctx.prisma.card.findMany();'), 0],
  ['misses the access check', VERB, verb('return inTransaction(ctx, (tx) => announce(tx, ctx, {}));'), 1],
  ['misses the event', VERB, verb('assertMay(ctx, "a"); return inTransaction(ctx, (tx) => 1);'), 1],
  ['misses both in a bare transaction', VERB, verb('return ctx.prisma.$transaction((tx) => 1);'), 2],
  ['misses both in an idempotent call', VERB, verb('return once(ctx, call, (tx) => 1);'), 2],
  [
    'gives reasons',
    VERB,
    `// house: no event, because nobody asks\n// house: no access check, because a worker calls\n${verb('inTransaction(ctx, 1);')}`,
    0,
  ],
  ['gives an empty reason', VERB, `// house: no event, because\n${verb('assertMay(ctx); inTransaction(ctx, 1);')}`, 1],
  ['is a query file', 'packages/server/src/domain/claims/claim.queries.ts', verb('inTransaction(ctx, 1);'), 0],
  ['is the kit', 'packages/server/src/domain/kit/run-once.ts', verb('inTransaction(ctx, 1);'), 0],
  ['is a test', 'packages/server/src/domain/claims/claim-card.test.ts', verb('inTransaction(ctx, 1);'), 0],
])('counts what a verb lacks that %s', (_title, path, text, expected) => {
  expect(findingsIn(verbsCheckAndAnnounce, path, text)).toBe(expected);
});
