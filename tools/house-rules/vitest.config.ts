import { defineConfig } from 'vitest/config';

// The planted violations start real programs: seconds, not milliseconds.
export default defineConfig({ test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 60_000 } });
