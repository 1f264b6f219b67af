import { afterEach, expect, test } from 'vitest'
import { confinementIn, isolateWorker } from '../../../src/process/isolation/isolation.ts'

afterEach(() => {
  delete process.env['LEARN_TEST_SECRET']
})

test('without isolation, the environment is empty all the same', () => {
  process.env['LEARN_TEST_SECRET'] = 'ghs_secret'
  const command = { file: 'node', args: ['server.js'] }
  const worker = isolateWorker({ type: 'none' }, { command, readable: [] })
  const student = confinementIn({ type: 'none' }).confine(command, '/copy')
  for (const { env } of [worker, student]) {
    expect(JSON.stringify(env)).not.toContain('ghs_secret')
    expect(env).toMatchObject({ PATH: process.env['PATH'] })
  }
  expect(student).toMatchObject({ command, env: { HOME: '/copy' } })
})
