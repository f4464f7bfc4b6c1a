import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { noBarrel } from './no-barrel.ts';

const TEXT = "export { claimCard } from './claim-card.ts';";

it.each([
  ['packages/server/src/domain/claims/index.ts', 0],
  ['packages/sdk/src/index.ts', 0],
  ['packages/sdk/src/entries/server.ts', 0],
  ['packages/server/src/graphql/claims/index.ts', 1],
  ['packages/server/src/domain/claims/claim.rules.ts', 1],
  ['packages/server/test/kit/index.ts', 0],
])('judges a re-export in %s', (path, expected) => {
  expect(findingsIn(noBarrel, path, TEXT)).toBe(expected);
});
