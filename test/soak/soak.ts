// Mixed load and faults for MINUTES (10 if not told): two courses that have to live through all of it,
// and one after another that is killed while it works. Prints what was tried and what was lost.
// SEED says in which order. Loopback only; run it in the package's folder, with dist/ built.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../http/mutations.ts'
import { bury, type Course, leftBy, memoryOf, serverOf, startCourse } from './course.ts'
import { faults } from './faults.ts'

const minutes = Number(process.env['MINUTES'] ?? 10)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
/** Megabytes that a course may hold more in the last quarter than in the first. */
const growthAllowed = 100
const probe = 'a request, and its answer is waited for'

if (process.platform === 'win32') {
  console.log('The soak asks ps what is left; Windows has none.')
  process.exit()
}

const root = mkdtempSync(join(tmpdir(), 'learn-soak-'))
const until = Date.now() + minutes * 60_000
const random = createRandom(seed)
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
const tried = new Map<string, number>()
const lost = new Map<string, number>()
const count = (counts: Map<string, number>, what: string) =>
  counts.set(what, (counts.get(what) ?? 0) + 1)
const courses: Course[] = []

try {
  console.log(`Soaking for ${minutes} minutes, SEED=${seed} ...`)
  await Promise.all([live(4, true), live(1, false), dieOften()])
} finally {
  for (const course of courses) bury(course)
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
}
console.log('\nTried:')
for (const [what, times] of [...tried].sort()) console.log(`${String(times).padStart(7)}  ${what}`)
console.log(lost.size === 0 ? '\nLost: nothing.' : '\nLost:')
for (const [what, times] of lost) console.log(`${String(times).padStart(7)}  ${what}`)
process.exit(lost.size === 0 ? 0 : 1)

async function open(stage: number, json: boolean): Promise<Course> {
  const course = await startCourse(root, stage, json)
  courses.push(course)
  return course
}

/** A course that has to live: faults in turn, and after each a request that must be answered. */
async function live(stage: number, json: boolean): Promise<void> {
  const name = `run ${stage}${json ? ' --json' : ''}`
  let course = await open(stage, json)
  const memory: number[] = [memoryOf(course)]
  while (Date.now() < until) {
    const what = pick(Object.keys(faults)) ?? probe
    count(tried, `${name}: ${what}`)
    const fault = await faults[what]?.(course.port)
    if (fault !== undefined) count(lost, `${name}: ${what}: ${fault}`)
    const answer = what === probe ? undefined : await faults[probe]?.(course.port)
    if (answer !== undefined) count(lost, `${name}: after "${what}": ${answer}`)
    if (course.ended() !== undefined) {
      count(lost, `${name} ended with ${course.ended()} after "${what}": ${course.stderr()}`)
      for (const left of await leftBy(course)) count(lost, `${name}: left: ${withoutNames(left)}`)
      course = await open(stage, json)
    } else memory.push(memoryOf(course))
  }
  const peak = Math.round(Math.max(...memory))
  const early = Math.max(...memory.slice(0, Math.ceil(memory.length / 4)))
  const late = Math.max(...memory.slice(-Math.ceil(memory.length / 4)))
  console.log(
    `${name}: ${Math.round(memory[0] ?? 0)} MB at first, at most ${Math.round(early)} MB in the first quarter and ${Math.round(late)} MB in the last; peak ${peak} MB`,
  )
  if (late - early > growthAllowed)
    count(lost, `${name}: memory grew by ${Math.round(late - early)} MB`)
  for (const line of course.badLines) count(lost, `${name}: printed ${JSON.stringify(line)}`)
  await end(course, name, 'SIGTERM')
}

/** Courses that are ended while they work, each way there is; the server program too. */
async function dieOften(): Promise<void> {
  const ends = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL', 'server'] as const
  for (let i = 0; Date.now() < until; i++) {
    const stage = 1 + (i % 6)
    const how = ends[i % ends.length] ?? 'SIGTERM'
    const course = await open(stage, random() < 0.5)
    const work = Promise.all(
      [probe, '50 connections that say nothing', '100 resets in the middle of a request'].map(
        (what) => faults[what]?.(course.port),
      ),
    )
    if (random() < 0.5) await new Promise((go) => setTimeout(go, random() * 1000))
    if (how === 'server') await endServer(course, `run ${stage}`)
    else await end(course, `run ${stage}`, how)
    await work
  }
}

/** Without what is another one each time, so that equal losses are counted together. */
function withoutNames(left: string): string {
  return left.replace(/(learn-\w+-)\w{6}/g, '$1…').replace(/\d{2,}/g, '…')
}

async function end(course: Course, name: string, signal: NodeJS.Signals): Promise<void> {
  count(tried, `${name} ended by ${signal}`)
  course.child.kill(signal)
  for (const left of await leftBy(course))
    count(lost, `${name} ended by ${signal}: left: ${withoutNames(left)}`)
  bury(course)
}

/** Kills the server program: the course says so and ends, or goes on; then it is ended. */
async function endServer(course: Course, name: string): Promise<void> {
  const server = serverOf(course)
  count(tried, `${name}: its server killed`)
  if (server === undefined) count(lost, `${name}: has no server to kill`)
  else process.kill(server, 'SIGKILL')
  await end(course, `${name}, its server killed,`, 'SIGTERM')
}
