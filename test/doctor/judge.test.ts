import { describe, expect, test } from 'vitest'
import { isAtLeast } from '../../src/app/installed.ts'
import type { Facts, Finding } from '../../src/doctor/facts.ts'
import { judge } from '../../src/doctor/judge.ts'
import { renderFindings } from '../../src/terminal/views/doctor.ts'
import { plainTheme as theme } from '../terminal/theme.ts'

const good: Facts = {
  platform: 'linux',
  node: { version: '22.1.0', wanted: '20.17' },
  terminal: {
    isTTY: true,
    columns: 80,
    rows: 24,
    colours: 256,
    unicode: true,
    locale: 'en_GB.UTF-8',
    term: 'xterm-256color',
    gitBash: false,
  },
  browser: {
    opener: 'xdg-open',
    found: true,
    asked: undefined,
    wsl: false,
    ssh: false,
    display: true,
  },
  course: { reason: undefined },
  lessons: undefined,
  ports: [1, 2, 3].map((stage) => ({ stage, port: 9000 + stage, state: { type: 'free' } })),
  folder: {
    path: '/home/ann/my-webserver',
    exists: true,
    refused: undefined,
    unwritable: undefined,
    free: 82e9,
    progress: 'whole',
    watched: true,
  },
  python: { command: 'python3', version: '3.12.1' },
  editor: { type: 'chosen', name: 'vi', from: 'EDITOR' },
  language: 'js',
}

const taken = (port: number, holder?: { name: string; pid: number; isCourse: boolean }) =>
  ({ type: 'taken', port, holder, only: undefined }) as const
const withPort = (state: Facts['ports'][number]['state']): Partial<Facts> => ({
  ports: [{ stage: 3, port: 9003, state }],
})
const terminal = (change: Partial<Facts['terminal']>) => ({
  terminal: { ...good.terminal, ...change },
})
const browser = (change: Partial<Facts['browser']>) => ({
  browser: { ...good.browser, ...change },
})
const folder = (change: Partial<Facts['folder']>) => ({ folder: { ...good.folder, ...change } })

test('where all is right, every line says ok, and the screen has room for it', () => {
  const findings = judge(good)
  expect(findings.map(({ state }) => state)).toEqual(findings.map(() => 'ok'))
  expect(renderFindings(findings, theme(80)).join('\n')).toMatchInlineSnapshot(`
    " ✔ ok      Node        22.1.0
     ✔ ok      course      all its files are there
     ✔ ok      terminal    80 columns, 24 rows, xterm-256color
     ✔ ok      colors      256
     ✔ ok      characters  Unicode, en_GB.UTF-8
     ✔ ok      browser     opened by xdg-open
     ✔ ok      ports       9001 to 9003: free
     ✔ ok      folder      /home/ann/my-webserver
     ✔ ok      disk        82 GB free
     ✔ ok      progress    progress.json can be read
     ✔ ok      changes     a saved file is noticed
     ✔ ok      Python      3.12.1, as python3
     ✔ ok      editor      vi, from EDITOR"
  `)
})

test('lessons of somebody’s own are named, and what is wrong with them', () => {
  const lessons = { path: '/home/ann/mine', stages: [{ number: 7, title: 'Cookies' }] }
  const about = (more: Partial<Facts['lessons'] & object>) =>
    judge({ ...good, lessons: { ...lessons, refused: undefined, ...more } }).find(
      (finding) => finding.about === 'lessons',
    )
  expect(about({})).toEqual({
    about: 'lessons',
    state: 'ok',
    said: '/home/ann/mine: stage 7, "Cookies"',
  })
  expect(about({ stages: [] })).toMatchObject({ state: 'warning' })
  const refused = { said: '/home/ann/mine/7-cookies/lesson.md:3: there is no id.', next: 'Fix it.' }
  expect(about({ stages: [], refused })).toEqual({ about: 'lessons', state: 'missing', ...refused })
})

describe('what is not right is said, with what to do', () => {
  test.each<[Partial<Facts>, Finding['state'], RegExp, RegExp]>([
    [
      { node: { version: '18.20.1', wanted: '20.17' } },
      'missing',
      /18\.20\.1 is older than 20\.17/,
      /nodejs\.org/,
    ],
    [{ course: { reason: 'course.ts.json is gone.' } }, 'missing', /is gone/, /Install the course/],
    [terminal({ isTTY: false }), 'warning', /nothing is asked/, /open a terminal/],
    [
      { platform: 'win32', ...terminal({ isTTY: false, gitBash: true }) },
      'warning',
      /Git Bash/,
      /winpty/,
    ],
    [terminal({ columns: 30 }), 'warning', /30 columns/, /larger/],
    [terminal({ unicode: false, locale: 'C' }), 'warning', /only ASCII, C/, /LANG=C\.UTF-8/],
    [browser({ found: false }), 'warning', /xdg-open is missing/, /xdg-utils/],
    [browser({ display: false }), 'warning', /no display/, /Type the printed address/],
    [browser({ ssh: true }), 'warning', /SSH/, /ssh -L 9001:localhost:9001/],
    [withPort(taken(9003)), 'warning', /is in use\.$/, /Stop that program; otherwise stage 3 uses/],
    [
      withPort(taken(9003, { name: 'ruby', pid: 7, isCourse: false })),
      'warning',
      /in use by ruby \(process 7\)/,
      /Stop that program/,
    ],
    [
      withPort(taken(9003, { name: 'node', pid: 7, isCourse: true })),
      'warning',
      /another run of this course \(process 7\)/,
      /quit it there with q/,
    ],
    [withPort({ ...taken(9003), only: '::1' }), 'warning', /on the address ::1/, /Stop that/],
    [withPort({ type: 'not-allowed' }), 'warning', /does not let you/, /--port 9100/],
    [
      folder({ refused: { said: 'x is a file', next: 'Name another' } }),
      'missing',
      /x is a file/,
      /Name another/,
    ],
    [folder({ unwritable: 'EROFS' }), 'missing', /can't be written to: EROFS/, /--dir/],
    [folder({ free: 40_000 }), 'missing', /40 kB free/, /Free some space/],
    [folder({ free: 4e6 }), 'warning', /4 MB free/, /Free some space/],
    [folder({ progress: 'damaged' }), 'warning', /damaged/, /renames it/],
    [folder({ progress: 'newer' }), 'missing', /newer version/, /@latest/],
    [folder({ progress: 'unreadable' }), 'missing', /can't be read/, /permissions/],
    [folder({ watched: false }), 'warning', /not noticed/, /every second/],
    [{ python: undefined }, 'warning', /not found/, /python\.org/],
    [{ python: undefined, language: 'py' }, 'missing', /written in Python/, /language javascript/],
    [{ python: { command: 'python', version: '2.7.18' } }, 'warning', /older than 3\.8/, /install/],
    [
      { python: { command: 'python', version: '3.6.1' }, language: 'py' },
      'missing',
      /older than 3\.8/,
      /Install it/,
    ],
    [{ editor: undefined }, 'warning', /no editor/, /EDITOR/],
  ])('%j', (change, state, said, next) => {
    const findings = judge({ ...good, ...change })
    const [found, ...others] = findings.filter((finding) => finding.state !== 'ok')
    expect(others).toEqual([])
    expect(found?.state).toBe(state)
    expect(found?.said).toMatch(said)
    expect(found && 'next' in found && found.next).toMatch(next)
  })
})

test('editors that one can choose from are named, and that TERM is dumb is no fault', () => {
  const findings = judge({
    ...good,
    ...terminal({ term: 'dumb' }),
    editor: { type: 'ask', names: ['code', 'nano'] },
  })
  expect(findings.map(({ state }) => state)).toEqual(findings.map(() => 'ok'))
  expect(findings.find(({ about }) => about === 'editor')?.said).toMatch('code or nano')
  expect(findings.find(({ about }) => about === 'terminal')?.said).toMatch('asks by lines')
})

test('a port in use is not among those that are free', () => {
  const ports = good.ports.map((port) =>
    port.stage === 2 ? { ...port, state: taken(9002) } : port,
  )
  const found = judge({ ...good, ports }).find(({ about }) => about === 'ports')
  expect(found?.said).toBe('9001 and 9003: free')
})

test.each([
  ['20.17.0', '20.17', true],
  ['20.9.0', '20.17', false],
  ['22.1.0', '20.17', true],
  ['3.8', '3.8', true],
  ['2.7.18', '3.8', false],
  ['3.10.1', '3.8', true],
])('version %s is at least %s: %s', (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected)
})

test.each([20, 40, 60, 80])(
  '%i columns are kept to, and words say what the marks say',
  (columns) => {
    const findings = judge({ ...good, python: undefined, ...folder({ unwritable: 'EROFS' }) })
    const lines = renderFindings(findings, theme(columns))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(columns, 24))
    const marks: Record<string, string> = { '✔': 'ok', '!': 'warning', '✘': 'missing' }
    for (const line of lines.filter((line) => /^ \S/.test(line)))
      expect(line.split(/ +/)[2]).toBe(marks[line.charAt(1)])
  },
)
