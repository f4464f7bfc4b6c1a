import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { namesSayWhat } from './names-say-what.ts';

it.each([
  ['packages/server/src/http/utils.ts', '', 1],
  ['packages/server/src/http/date-helpers.ts', '', 1],
  ['packages/server/src/common/dates.ts', '', 1],
  ['packages/server/src/domain/cards/card.dto.ts', '', 1],
  ['packages/server/src/domain/cards/base-card.ts', '', 1],
  ['packages/server/src/http/database.ts', '', 0],
  ['packages/server/src/http/health.ts', 'class HealthManager {}', 1],
  ['packages/server/src/http/health.ts', 'type CardDto = string;', 1],
  ['packages/server/src/http/health.ts', 'interface Health {}', 0],
])('judges the names in %s: %s', (path, text, expected) => {
  expect(findingsIn(namesSayWhat, path, text)).toBe(expected);
});
