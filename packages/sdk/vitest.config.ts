import { defineConfig } from 'vitest/config';
import { ALIASES, INTO_BROWSERS } from './scripts/bundle/options.mjs';
import { cutUrql } from './scripts/bundle/plugins.mjs';

// The same urql as in the build: what is tested is what is shipped.
export default defineConfig({
  define: INTO_BROWSERS,
  resolve: { alias: ALIASES },
  plugins: [cutUrql()],
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/kit/build.ts', '@kaquan/test-server/setup'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 300_000,
    server: { deps: { inline: ['@urql/core'] } },
    // Each browser test starts a browser, some a server too.
    maxWorkers: 2,
    // Files of a worker share their modules and their process.
    isolate: false,
  },
});
