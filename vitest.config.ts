import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
    globalSetup: 'test/prepared.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Deadlines may pass on a shared machine that stands still for seconds; vitest reports what it tried again.
    retry: process.env.CI ? 2 : 0,
  },
});
