import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Node takes the CommonJS half of graphql, for us and for every package; two halves would be two schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/kit/database.setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Files of a worker share their modules: reading them anew for each took a third of the time.
    isolate: false,
    // Tests start whole servers and commands; on a busy machine that takes its time.
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
});
