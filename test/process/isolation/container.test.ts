import { expect, test } from 'vitest'
import { containerConfinement, containerWorker } from '../../../src/process/isolation/container.ts'

const container = { type: 'container', file: '/usr/bin/docker', image: 'node:22' } as const

test('a grader in a container: no network, nothing to write to but what is temporary, and its files read-only', () => {
  process.env['LEARN_TEST_SECRET'] = 'ghs_secret'
  const command = { file: process.execPath, args: ['/course/cli.cjs', 'grade-worker'] }
  const started = containerWorker(container, { command, readable: ['/course', '/copies/kim'] })
  delete process.env['LEARN_TEST_SECRET']
  const line = started.command.args.join(' ')
  expect(line).toContain('--network none --read-only')
  expect(line).toContain('--cap-drop all')
  expect(line).toContain('--pull never')
  expect(line.match(/--mount \S+/g)).toEqual([
    '--mount type=bind,source=/course,target=/course,readonly',
    '--mount type=bind,source=/copies/kim,target=/copies/kim,readonly',
  ])
  // The Node of the image, and nothing of the teacher's environment.
  expect(started.command.args.slice(-3)).toEqual(['node', '/course/cli.cjs', 'grade-worker'])
  expect(line).not.toContain('ghs_secret')
})

test('a student’s program in it: another user, with limits and an environment of its own', () => {
  const { command, env } = containerConfinement().confine(
    { file: 'node', args: ['server.js'] },
    '/tmp/copy',
  )
  const line = [command.file, ...command.args].join(' ')
  expect(line).toMatch(/^setpriv --reuid 1000 --regid 1000 --clear-groups -- prlimit --data=\d+ /)
  expect(line).toMatch(/ node server\.js$/)
  expect(env).toMatchObject({ HOME: '/tmp/copy' })
})
