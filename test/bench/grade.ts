// A class of usual hand-ins, graded by the built command: six stages each, in three languages, some as ZIP files. Three stages
// in four are right, the others have one of the mistakes that the course knows. HAND_INS says how many; beside it, in the
// same run, how long one process of the course takes to start.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { readMistakes, withMistake } from '../../src/checks/mistakes.ts'
import type { Stage } from '../../src/course/course.ts'
import { type Language, languages, serverFile } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { readProgram, solutionOf } from '../../src/course/program.ts'
import { machine, publish, table } from './markdown.ts'
import { isSmoke } from './run.ts'

const handIns = isSmoke ? 2 : Number(process.env['HAND_INS'] ?? 30)
/** Seconds that a class may take on two processors. */
const goal = handIns <= 30 ? 45 : (handIns / 300) * 8 * 60

const course = loadCourse('lessons')
const files = { ...course, site: 'fixtures/site' }
const home = mkdtempSync(join(tmpdir(), 'bench-grade-'))

/** Numbers from 0 to 1 that are the same each time. */
let seed = 1
const random = () => {
  seed = (seed * 48271) % 2147483647
  return seed / 2147483647
}
const oneOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]

async function server(stage: Stage, language: Language): Promise<string> {
  const solution = (await solutionOf(stage, language, files)) ?? ''
  const mark = languages[language].platform === 'python' ? '#' : '//'
  const signed = (text: string) => `${text}${mark} ${random()}\n`
  if (isSmoke || random() < 3 / 4) return signed(solution)
  const { platform } = languages[language]
  const changed = readMistakes(stage, course.lessons).flatMap((mistake) => {
    if (mistake[platform] === undefined) return []
    const result = withMistake(solution, mistake, platform)
    return 'text' in result ? [result.text] : []
  })
  return signed(oneOf(changed) ?? solution)
}

async function handIn(number: number): Promise<void> {
  const language = oneOf<Language>(['js', 'ts', 'py']) ?? 'js'
  const texts: Record<string, string> = {}
  for (const stage of isSmoke ? course.stages.slice(0, 1) : course.stages)
    texts[`${stage.folder}/${serverFile(language)}`] = await server(stage, language)
  const classes = await readProgram('http-server', language, files)
  if (classes !== undefined) texts[`http-server.${language}`] = classes
  const path = join(home, 'class', `student-${number}`)
  if (number % 3 === 0) {
    const entries = Object.entries(texts).map(([name, text]) => [name, strToU8(text)])
    writeFileSync(`${path}.zip`, zipSync(Object.fromEntries(entries)))
    return
  }
  cpSync('fixtures/site', join(path, 'site'), { recursive: true })
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(path, name, '..'), { recursive: true })
    writeFileSync(join(path, name), text)
  }
}

function grade(...more: readonly string[]): { readonly seconds: number; readonly stdout: string } {
  const began = performance.now()
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [resolve('dist/cli.cjs'), 'grade', join(home, 'class'), '--allow-unprotected', ...more],
    {
      encoding: 'utf8',
      env: { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
      maxBuffer: 1024 ** 3,
    },
  )
  if (status !== 0) throw new Error(`grade ended with ${status}: ${stderr}${stdout}`)
  return { seconds: (performance.now() - began) / 1000, stdout }
}

try {
  mkdirSync(join(home, 'class'), { recursive: true })
  for (let i = 1; i <= handIns; i++) await handIn(i)
  const first = grade('--json')
  const again = grade('--json')
  const stages = first.stdout
    .trim()
    .split('\n')
    .flatMap((line): { result: string }[] => JSON.parse(line).stages)
  const count = (result: string) => stages.filter((stage) => stage.result === result).length
  const version = performance.now()
  spawnSync(process.execPath, [resolve('dist/cli.cjs'), '--version'])
  const start = (performance.now() - version) / 1000
  const met = first.seconds <= goal ? 'met' : 'missed'
  publish(
    'grade',
    `${table([
      [`${handIns} hand-ins`, 'seconds', 'starts of the course'],
      [
        'graded',
        `${first.seconds.toFixed(1)} (goal ${goal}: ${met})`,
        (first.seconds / start).toFixed(0),
      ],
      ['again, nothing changed', again.seconds.toFixed(1), (again.seconds / start).toFixed(0)],
    ])}

Stages: ${count('passes')} pass, ${count('fails')} fail. ${machine()}.`,
  )
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 10 })
}
