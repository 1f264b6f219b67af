import process from 'node:process'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

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

/** The files that take longest, the longest first. */
const longest = [
  'chromium',
  'firefox',
  'nodes',
  'author',
  'processes',
  'hostile-hand-ins',
  'hostile',
  'tap',
  'exercise',
]

/** Begins with the longest files, so that no worker is left alone with one of them at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return project.name === 'e2e' && at >= 0 ? at : longest.length
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: process.env['PICTURE']
    ? // `npm run picture` renders the README's picture from a real session.
      { ...shared, include: ['test/picture/*.ts'] }
    : {
        maxWorkers: shared.maxWorkers,
        sequence: { sequencer: LongestFirst },
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
