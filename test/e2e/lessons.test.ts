// Stages of somebody's own, added to the course as it is installed.
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { jsonLines, printed, runToEnd, start } from './run.ts'

let place: TestPlace
beforeAll(async () => {
  place = makePlace()
  mkdirSync(at('mine'))
  expect(await runWith('mine', 'author', 'new', 'cookies')).toMatchObject({ code: 0, stderr: '' })
})
afterAll(() => place.remove())

const at = (path: string) => join(place.cwd, path)
const runWith = (lessons: string, ...args: string[]) =>
  runToEnd(place, '--lessons', lessons, ...args)
const folders = () => readdirSync(tmpdir()).filter((name) => /^learn-webserver-\d/.test(name))

test('a new stage is the seventh: it can be begun, run and checked', async () => {
  expect(readdirSync(at('mine'))).toEqual(['7-cookies'])
  const doctor = JSON.parse((await runWith('mine', 'doctor', '--json')).stdout)
  expect(doctor.findings).toContainEqual({
    about: 'lessons',
    state: 'ok',
    said: `${at('mine')}: stage 7, "Cookies"`,
  })
  expect(doctor.facts.ports).toContainEqual(expect.objectContaining({ stage: 7 }))
  expect(await runWith('mine', 'init', 'kim', '--lang', 'ts', '--stage', 'cookies')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('It opens with stage 7, "Cookies".'),
  })
  cpSync(at('mine/7-cookies/server.ts'), at('kim/7-cookies/server.ts'))
  const checked = await runWith('mine', 'check', '7', '--dir', 'kim')
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringMatching(/All \d+ checks pass\./) })
  const port = await freePort()
  const server = start(place, ['--lessons', 'mine', 'run', '7', '--json', '--port', String(port)])
  await printed(server, '"type":"ready"')
  expect(jsonLines<{ type: string; stage?: number }>(server)).toContainEqual(
    expect.objectContaining({ type: 'ready', stage: 7 }),
  )
  server.child.kill('SIGTERM')
  await server.ended
})

test('a stage with the number of another replaces it; nothing is left behind', async () => {
  cpSync(at('mine/7-cookies'), at('other/3-cookies'), { recursive: true })
  const lesson = at('other/3-cookies/lesson.md')
  writeFileSync(lesson, readFileSync(lesson, 'utf8').replace(/^port: .*$/m, 'port: 9003'))
  const listed = start(place, ['list'], { LEARN_WEBSERVER_LESSONS: at('other') })
  expect([await listed.ended, listed.stderr()]).toEqual([0, ''])
  expect(listed.stdout()).toContain('0 of 6 stages done')
  expect(listed.stdout()).toMatch(/^ +3 {2}Cookies/m)
  expect(listed.stdout()).not.toContain('HTML file')
  expect(folders().filter((name) => name.includes(`-${listed.child.pid}-`))).toEqual([])
})

test('mistakes are named with file and line, where they are; so is a folder that is not there', async () => {
  cpSync(at('mine'), at('broken'), { recursive: true })
  appendFileSync(at('broken/7-cookies/lesson.md'), '\n```rum\n```\n')
  const { code, stdout, stderr } = await runWith('broken', 'list')
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(
    new RegExp(`^${at('broken/7-cookies/lesson.md')}:\\d+: there is no fence called "rum"`, 'm'),
  )
  const doctor = await runWith('broken', 'doctor', '--json')
  expect(doctor.code).toBe(1)
  expect(JSON.parse(doctor.stdout).findings).toContainEqual({
    about: 'lessons',
    state: 'missing',
    said: expect.stringContaining(`${at('broken/7-cookies/lesson.md')}:`),
    next: 'The lessons have 1 mistake.',
  })
  expect(await runWith('nowhere', 'list')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no folder'),
  })
})
