import { defineConfig } from 'vitest/config'

/** What takes minutes or much memory: run by `npm run soak`, one file after the other. */
export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
