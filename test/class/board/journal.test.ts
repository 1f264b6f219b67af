import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBoard } from '../../../src/class/board/board.ts'
import { type Journal, openJournal, readJournal } from '../../../src/class/board/journal.ts'
import { noonMs, report } from './students.ts'

let folder: string
let path: string
const journals: Journal[] = []
const failures: unknown[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-journal-'))
  path = join(folder, 'class.jsonl')
})
afterEach(() => {
  for (const journal of journals.splice(0)) journal.close()
  rmSync(folder, { recursive: true, force: true })
  expect(failures.splice(0)).toEqual([])
})

/** A board that keeps the class in the file. */
function boardAt(maxAddedBytes?: number) {
  let journal: Journal | undefined
  const board = createBoard({
    remembered: readJournal(path),
    port: 9100,
    nowMs: () => noonMs,
    journal(remembered) {
      journal = openJournal(path, remembered, (error) => failures.push(error), maxAddedBytes)
      journals.push(journal)
      return journal
    },
  })
  const join = (name: string) =>
    board.join({ code: board.identity.code, name, id: idOf(name), token: `token ${name}` })
  return { board, join }
}
const idOf = (name: string) => `id of ${name}`

const written = () => readFileSync(path, 'utf8')
/** A line with this text is in the file. */
const keeps = (text: string) => expect(written()).toContain(text)

test('a board that is killed comes back with all that it knew', () => {
  const before = boardAt()
  before.join('Kim')
  before.join('Lee')
  before.board.report(idOf('Kim'), report({ seq: 5, stage: 'forms', handMs: noonMs }))
  before.board.answerHand(idOf('Kim'))
  before.board.show(idOf('Lee'), { seq: 1, file: 'server.js', text: 'const a = 1\n' })
  before.board.teach({ offer: 3, isLookUp: true })
  keeps('"offer":3')
  // Nothing was closed: it was killed.
  const { board } = boardAt()
  expect(board.students).toEqual(before.board.students)
  expect(board.teaching).toEqual(before.board.teaching)
  expect(board.identity).toEqual(before.board.identity)
  expect(board.studentOf('token Kim')?.name).toBe('Kim')
})

test('a last line that was cut off is passed over, and what comes next is not glued to it', () => {
  const before = boardAt()
  before.join('Kim')
  keeps('Kim')
  appendFileSync(path, '{"type":"joined","id":"id of Lee","na')
  const after = boardAt()
  expect([...after.board.students.values()].map(({ name }) => name)).toEqual(['Kim'])
  after.join('Ada')
  keeps('Ada')
  expect([...(readJournal(path)?.students.values() ?? [])].map(({ name }) => name)).toEqual([
    'Kim',
    'Ada',
  ])
})

test('lines that are none are passed over', () => {
  const before = boardAt()
  before.join('Kim')
  keeps('Kim')
  appendFileSync(
    path,
    'not JSON\n{"type":"report","id":"id of Kim","report":{"x":1},"atMs":1}\n[]\n',
  )
  expect(boardAt().board.students.get(idOf('Kim'))?.report).toBeUndefined()
})

test('who left stays away', () => {
  const before = boardAt()
  before.join('Kim')
  before.board.remove(idOf('Kim'))
  keeps('removed')
  expect(boardAt().board.students.size).toBe(0)
})

test('whom the teacher has taken out does not come back by itself, and does by joining', () => {
  const before = boardAt()
  before.join('Kim')
  before.board.takeOut(idOf('Kim'))
  // The file is written anew when a board begins.
  boardAt()
  const { board } = boardAt()
  const request = {
    code: board.identity.code,
    name: 'Kim',
    id: idOf('Kim'),
    token: 'token Kim',
    keepsName: true,
  } as const
  expect(board.join({ ...request, again: true })).toEqual({ type: 'refused', because: 'removed' })
  expect(board.students.size).toBe(0)
  expect(board.join(request)).toMatchObject({ type: 'joined', name: 'Kim' })
  board.remove(idOf('Kim'))
  expect(boardAt().board.join({ ...request, again: true })).toMatchObject({ type: 'joined' })
})

test('the file is written anew before it grows without end', () => {
  const { board, join } = boardAt(2000)
  join('Kim')
  for (let seq = 1; seq <= 200; seq++) {
    board.report(idOf('Kim'), report({ seq }))
  }
  keeps('"seq":200')
  expect(statSync(path).size).toBeLessThan(6000)
  expect(readJournal(path)?.students.get(idOf('Kim'))?.report?.seq).toBe(200)
})

test('only its owner reads it', () => {
  boardAt()
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('no token stands in it, and a file that is deleted is a new class', () => {
  const before = boardAt()
  before.join('Kim')
  keeps('Kim')
  expect(written()).not.toContain('token Kim')
  rmSync(path)
  const { board } = boardAt()
  expect(board.students.size).toBe(0)
  expect(board.identity.id).not.toBe(before.board.identity.id)
})

describe('a file that is something else is not touched', () => {
  test.each(['', 'hello', 'hello\n', '{}\n', '{"type":"board","version":2}\n'])('%j', (text) => {
    writeFileSync(path, text)
    expect(() => readJournal(path)).toThrow(/is no file of a class/)
    expect(written()).toBe(text)
  })
})
