import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { envOnlyInConfig } from './env-only-in-config.ts';

it.each([
  ['packages/server/src/http/health.ts', 'const port = process.env.PORT;', 1],
  ['packages/server/src/http/health.ts', "const port = process['env'].PORT;", 1],
  ['packages/server/src/http/health.ts', "import { env } from 'node:process';", 1],
  ['packages/server/src/http/health.ts', 'process.exit(1);', 0],
  ['packages/sdk/src/client.ts', 'const key = process.env.KEY;', 1],
  ['packages/server/src/config.ts', 'const port = process.env.PORT;', 0],
  ['packages/server/scripts/build.mjs', 'const port = process.env.PORT;', 0],
  ['packages/server/test/kit/server.ts', 'const port = process.env.PORT;', 0],
  ['packages/server/src/config.test.ts', 'const port = process.env.PORT;', 0],
])('finds readers of the environment in %s: %s', (path, text, expected) => {
  expect(findingsIn(envOnlyInConfig, path, text)).toBe(expected);
});
