import process from 'node:process'
import { defineConfig } from 'vitest/config'

const shared = {
  // Long: only what fails ever waits so long, and a busy machine may take many times its usual.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
  // Most tests wait for processes, sockets and a terminal: two cores serve four files at once.
  maxWorkers: 4,
}

/** What needs dist/ or a browser: a real terminal, the command line, the packed tarball, claims about browsers. */
const ends = ['test/e2e/**/*.test.ts', 'test/browsers/{chromium,firefox}.test.ts']

export default defineConfig({
  test: process.env['PICTURE']
    ? // `npm run picture` renders the README's picture from a real session.
      { ...shared, include: ['test/picture/*.ts'] }
    : {
        maxWorkers: shared.maxWorkers,
        projects: [
          // Pure tests leave nothing behind, so files share what they import.
          {
            test: {
              ...shared,
              name: 'unit',
              isolate: false,
              include: ['test/**/*.test.ts'],
              exclude: ends,
            },
          },
          {
            test: {
              ...shared,
              name: 'e2e',
              include: ends,
              // The last net: one race among 540 tests with processes would refuse everything. .ci/run names
              // each test that needed it; on a person's machine it fails.
              retry: process.env['CI'] ? 1 : 0,
            },
          },
        ],
      },
})
