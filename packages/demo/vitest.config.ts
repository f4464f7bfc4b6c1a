import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: '@kaquan/test-server/setup',
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
    testTimeout: 60_000,
    // On a busy machine what is waited for takes its time.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 300_000,
    // Each e2e test starts a server and a browser.
    maxWorkers: 2,
    // Files of a worker share their modules and their process.
    isolate: false,
  },
});
