// The workflows that docs/teaching.md offers: read as YAML, and their commands run as a runner would.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { cli, makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'

const root = join(import.meta.dirname, '../..')
const read = (name: string): unknown => parse(readFileSync(join(root, 'docs/ci', name), 'utf8'))

let place: TestPlace
beforeEach(async () => {
  place = makePlace()
  // A repository with the package, in which stage 1 passes and stage 2 is begun.
  await runToEnd(place, 'init', 'my-webserver', '--lang', 'ts', '--stage', '2')
  const own = join(place.cwd, 'my-webserver/1-raw-socket')
  mkdirSync(own)
  cpSync(join(root, 'lessons/1-raw-socket/server.ts'), join(own, 'server.ts'))
  // npx as it is called there; that it runs the package is tested with the package.
  const npx = join(place.cwd, '../bin/npx')
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1 $2" = "--yes ./learn-webserver-0.1.0.tgz" ] || exit 99\nshift 2\nexec '${process.execPath}' '${cli}' "$@"\n`,
  )
  chmodSync(npx, 0o755)
})
afterEach(() => place.remove())

/** Runs a line as runners do, where the package is; gives back its exit code. */
const run = (line: string, env: Record<string, string>) =>
  spawnSync('bash', ['-e', '-c', line], {
    cwd: place.cwd,
    env: { ...process.env, ...place.env, ...env },
    encoding: 'utf8',
  })
const reports = () => readdirSync(place.cwd).filter((name) => name.endsWith('.xml'))

const step = v.object({
  name: v.optional(v.string()),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
})
const github = v.object({
  on: v.array(v.string()),
  permissions: v.object({ contents: v.literal('read') }),
  jobs: v.record(
    v.string(),
    v.object({ 'runs-on': v.string(), 'timeout-minutes': v.number(), steps: v.array(step) }),
  ),
})

test.skipIf(process.platform === 'win32')(
  'GitHub Actions: a step a stage, its points, and reports',
  () => {
    const { jobs } = v.parse(github, read('github.yml'))
    const [steps = []] = Object.values(jobs).map((job) => job.steps)
    // The first majors of these that run on Node 24: GitHub's runners no longer have Node 20.
    expect(steps.flatMap(({ uses }) => uses ?? [])).toEqual([
      'actions/checkout@v6',
      'actions/setup-node@v6',
      'actions/upload-artifact@v7',
    ])
    const summary = join(place.cwd, 'summary.md')
    const commands = steps.filter((each) => each.run !== undefined)
    // All but the first go on after one that failed.
    expect(commands.slice(1).map((each) => each.if)).toEqual(
      commands.slice(1).map(() => expect.stringMatching(/^\$\{\{ !cancelled\(\) \}\}$/)),
    )
    const codes = commands.map(
      (each) => run(each.run ?? '', { GITHUB_STEP_SUMMARY: summary }).status,
    )
    expect(codes).toEqual([0, 1, 1, 1, 1, 1, 0])
    expect(readFileSync(summary, 'utf8')).toBe('15 of 100 points\n')
    expect(reports()).toEqual([1, 2, 3, 4, 5, 6].map((stage) => `stage-${stage}.xml`))
    const points = commands.flatMap(({ name }) => Number(/(\d+) points/.exec(name ?? '')?.[1] ?? 0))
    expect(points.reduce((sum, each) => sum + each)).toBe(100)
    for (const { name = '', run: line = '' } of commands.slice(0, -1))
      expect(line).toContain(`echo ${/(\d+) points/.exec(name)?.[1]} >> points.txt`)
  },
)

const gitlab = v.object({
  stages: v.array(v.string()),
  course: v.object({
    stage: v.string(),
    image: v.string(),
    timeout: v.string(),
    parallel: v.object({
      matrix: v.array(v.object({ STAGE: v.string(), POINTS: v.string() })),
    }),
    script: v.array(v.string()),
    artifacts: v.object({
      when: v.literal('always'),
      paths: v.array(v.string()),
      reports: v.object({ junit: v.string() }),
    }),
  }),
})

test.skipIf(process.platform === 'win32')('GitLab: a job a stage, its points, and reports', () => {
  const { stages, course } = v.parse(gitlab, read('gitlab.yml'))
  expect(stages).toContain(course.stage)
  const jobs = course.parallel.matrix
  expect(jobs.map(({ STAGE }) => STAGE)).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(jobs.reduce((sum, { POINTS }) => sum + Number(POINTS), 0)).toBe(100)
  const script = course.script.join('\n')
  const [first, second] = jobs.map((job) => run(script, job))
  expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('15 of 15 points') })
  expect(second).toMatchObject({
    status: 1,
    stdout: expect.not.stringContaining('10 of 10 points'),
  })
  expect(reports()).toEqual(jobs.map(({ STAGE }) => `stage-${STAGE}.xml`))
})
