import type { Board } from '../../../src/class/board/board.ts'
import type { Report, StageReport } from '../../../src/class/report.ts'
import { minuteMs } from './students.ts'

const names =
  'Kim Minjun,Lee Seoyeon,Ada Mae O’Neil,Jonas Weber,Fatima al-Zahra,Søren Ørsted,Nguyễn Thị Hoa,Mateusz Wójcik,Grace Okafor,이하늘,Lucía Fernández,Oliver Smith,Amélie Dubois,Yuki Tanaka,Noah Müller,Zoë van Dijk,Kwame Mensah,Isla Fraser,Emre Yılmaz,Chloé Martin,Arjun Patel,Sofia Rossi,Leo Andersson,Maya Cohen,Diego Silva,Hana Novak,Tom Becker,Aisha Khan'.split(
    ',',
  )

const passed = (of: number, more: StageReport = {}): StageReport => ({
  screen: 12,
  read: true,
  passed: of,
  of,
  ...more,
})

/** A class in the middle of a lesson, as it could be, for pictures and for tests of the page. */
export function fillClass(board: Board, nowMs: number, count = names.length): void {
  for (let i = 0; i < count; i++) {
    const name = `${names[i % names.length]}${i < names.length ? '' : ` ${Math.floor(i / names.length) + 1}`}`
    const id = `student-${i}-`.padEnd(24, '0')
    board.join({ code: board.identity.code, name, id, token: `token-${i}-`.padEnd(24, '0') })
    const report = reportOf(i, nowMs)
    if (report !== undefined) board.report(id, report)
    if (i === 2)
      board.show(id, {
        seq: 1,
        file: '2-html-string/server.js',
        text: "import { createServer } from 'node:net'\n\nconst html = '<h1>안녕하세요</h1>\\n'\n\nconst server = createServer((socket) => {\n  socket.write('HTTP/1.1 200 OK\\r\\n')\n  socket.write('Content-Length: ' + html.length + '\\r\\n\\r\\n')\n  socket.end(html)\n})\n",
      })
  }
}

function reportOf(i: number, nowMs: number): Report | undefined {
  if (i % 14 === 13) return undefined
  const failing = (minutes: number, runs: number, id: string) => ({
    id,
    sinceMs: nowMs - minutes * minuteMs,
    runs,
  })
  const base = {
    seq: 1,
    atMs: nowMs,
    version: '0.1.0',
    language: (['js', 'py', 'ts'] as const)[i % 3] ?? 'js',
    savesMs: [9, 7, 4, 2].map((minutes) => nowMs - minutes * minuteMs - i * 1000),
  }
  const first = passed(13, { hints: i % 3 })
  switch (i % 7) {
    case 0:
      return {
        ...base,
        stage: 'html-string',
        stages: {
          'raw-socket': first,
          'html-string': {
            screen: 9,
            passed: 4,
            of: 11,
            hints: 2,
            failing: failing(9 + i / 7, 7, 'length-in-bytes'),
          },
        },
      }
    case 1:
      return {
        ...base,
        stage: 'html-string',
        stages: { 'raw-socket': first, 'html-string': { screen: 4 } },
      }
    case 2:
      return {
        ...base,
        stage: 'html-string',
        ...(i < 10 && { handMs: nowMs - (4 - i / 7) * minuteMs }),
        stages: {
          'raw-socket': first,
          'html-string': {
            screen: 9,
            passed: 6,
            of: 11,
            failing: failing(3, 2, 'whole-page'),
          },
        },
      }
    case 3:
      return {
        ...base,
        stage: 'raw-socket',
        stages: {
          'raw-socket': { screen: 11, passed: 8, of: 13, failing: failing(7 + i, 4, 'closes') },
        },
      }
    case 4:
      return {
        ...base,
        stage: 'html-file',
        stages: {
          'raw-socket': first,
          'html-string': passed(11, { solution: true }),
          'html-file': { screen: 3 },
        },
      }
    case 5:
      return { ...base, ...(i > 10 && { closed: true as const }), stages: { 'raw-socket': first } }
    default:
      return { ...base, stage: 'raw-socket', stages: { 'raw-socket': { screen: 6 } } }
  }
}
