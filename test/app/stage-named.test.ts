import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languageNamed } from '../../src/app/language.ts'
import { stageNamed } from '../../src/app/stage-named.ts'
import { loadCourse } from '../../src/course/load.ts'

const course = loadCourse(join(import.meta.dirname, '../../lessons'))
const inFolder = { cwd: '/me/my-webserver', others: ['status', 'check'] }

test.each([
  ['3', 'html-file'],
  ['03', 'html-file'],
  ['html-file', 'html-file'],
  ['Html-File', 'html-file'],
  ['3-html-file', 'html-file'],
  ['3-html-file/', 'html-file'],
  ['./3-html-file/server.ts', 'html-file'],
  ['/elsewhere/3-html-file', 'html-file'],
])('%s is stage %s', (given, name) => {
  expect(stageNamed(given, course, inFolder).name).toBe(name)
})

test('inside a stage’s folder, a file there or the folder itself is that stage', () => {
  const inside = { cwd: '/me/my-webserver/6-form' }
  expect(stageNamed('server.py', course, inside).name).toBe('form')
  expect(stageNamed('.', course, inside).name).toBe('form')
})

test.each([
  ['statsu', 'Did you mean status?'],
  ['raw-sokcet', 'Did you mean raw-socket?'],
  ['chekc', 'Did you mean check?'],
  ['websocket', 'Give a number from 1 to 6'],
  ['7', 'Give a number from 1 to 6'],
])('%s is no stage: %s', (given, next) => {
  expect(() => stageNamed(given, course, inFolder)).toThrow(
    expect.objectContaining({ next: expect.stringContaining(next), exitCode: 2 }),
  )
})

test.each([
  ['py', 'py'],
  ['Python', 'py'],
  ['javascript', 'js'],
  ['JS', 'js'],
  ['typescript', 'ts'],
])('%s is the language %s', (given, language) => {
  expect(languageNamed(given)).toBe(language)
})

test('an unknown language is said with those there are', () => {
  expect(() => languageNamed('ruby')).toThrow('"ruby" is not a language of this course.')
})
