import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // `npm run picture` renders the README's picture from a real session instead.
    include: [process.env['PICTURE'] ? 'test/picture/*.ts' : 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
