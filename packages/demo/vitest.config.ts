import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'e2e/prepared.setup.ts',
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
    testTimeout: 60_000,
    // On a busy machine what is waited for takes its time.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
    // Each e2e test starts a server and a browser.
    maxWorkers: 2,
    // Files of a worker share their modules: reading them anew for each took a process and its time.
    isolate: false,
  },
});
