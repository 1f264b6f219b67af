import { randomUUID } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { agreeToUnprotected } from '../app/agree-to-unprotected.ts'
import type { Place } from '../app/context.ts'
import { countOf } from '../app/count-of.ts'
import { courseFor } from '../app/open-context.ts'
import { handInsAsCsv } from '../class/csv.ts'
import { openCache } from '../class/grade/cache.ts'
import { type Graded, grade } from '../class/grade/grade.ts'
import { findHandIns } from '../class/grade/hand-ins.ts'
import { handInAsJUnit, reportNames } from '../class/grade/junit.ts'
import { narrowCells, wordCells } from '../class/grade/table.ts'
import { handInsInZip } from '../class/grade/unpack-zip.ts'
import {
  type HandInSummary,
  notable,
  noteInWords,
  summaryAsJson,
  totals,
} from '../class/summary.ts'
import { xapiStatements } from '../class/xapi.ts'
import type { Stage } from '../course/course.ts'
import { stdoutJson } from '../json/stdout.ts'
import { findIsolation } from '../process/isolation/find-isolation.ts'
import type { Isolation } from '../process/isolation/isolation.ts'
import { cacheFolder } from '../process/kept.ts'
import { kindAt } from '../process/read-regular.ts'
import { makeTemporary } from '../process/temporary.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { inMargin, inOneRow, wrap } from '../terminal/draw/columns.ts'
import { renderTable } from '../terminal/draw/table.ts'
import { reasonOf } from '../words/caught.ts'
import { errors } from '../words/errors.ts'
import { gradeWords } from '../words/grade.ts'
import { safeText } from '../words/safe.ts'

const { said: words, table: tableWords } = gradeWords

/** What `grade` was told to do. */
export interface GradeOptions {
  readonly only?: readonly string[]
  /** Hand-ins that are checked at the same time. @default three for each processor */
  readonly jobs?: string
  /** Seconds that the checks of a stage may take. @default 60 */
  readonly timeout?: string
  readonly firstFailure?: boolean
  /** What is known of hand-ins that did not change is not used. */
  readonly fresh?: boolean
  /** Students' programs run where nothing protects this machine from them. */
  readonly allowUnprotected?: boolean
  readonly json?: boolean
  readonly csv?: string
  readonly junitDir?: string
  readonly xapi?: string
}

/**
 * `grade FOLDER`: runs the servers of each hand-in in a folder, and writes what came of them. Exit code 0: each could be
 * graded, whatever came of it; 2: one could not, or the command itself could not.
 */
export async function gradeFolder(
  place: Place,
  folder: string,
  options: GradeOptions,
): Promise<number> {
  const { cwd, lifetime, installed, terminal, now } = place
  const { only = [], timeout = '60', firstFailure = false, fresh = false, json = false } = options
  // Most of the time a hand-in waits: for its servers to start, or to respond.
  const jobs =
    options.jobs === undefined ? 3 * availableParallelism() : countOf('--jobs', options.jobs, 64)
  const stageLimitMs = countOf('--timeout', timeout, 3600) * 1000
  const began = performance.now()
  const course = await courseFor('js', place)
  const temporary = makeTemporary()
  lifetime.add(temporary.remove)
  const given = resolve(cwd, folder)
  const { handIns, passedOver, leftOut } =
    /\.zip$/i.test(given) && kindAt(given) === 'file'
      ? handInsInZip(given, course.stages, only, join(temporary.path, 'hand-ins'))
      : { ...findHandIns(given, course.stages, only), leftOut: [] }
  const reports = openReports(options, course.stages, place)

  const over = new AbortController()
  const graded: Graded[] = []
  // The reports are written in any case: with what is known by then.
  let isWritten = false
  const finish = () => {
    if (isWritten) return
    isWritten = true
    over.abort()
    reports.write(graded)
  }
  lifetime.add(finish)

  const isolation = await protection(temporary.path, options, place)
  if (!json) terminal.print([` ${words.handIns(handIns.length)}`, ''])
  const all = grade(handIns, {
    course,
    files: { ...course, site: installed.site },
    version: installed.version,
    jobs,
    stageLimitMs,
    firstFailure,
    allowCommand: place.options.allowCommand,
    cache: openCache(cacheFolder('grade'), now(), fresh),
    // Lessons of somebody's own may be others the next time.
    dependsOn: [
      isolation.type,
      ...(place.options.lessons === undefined ? [] : [JSON.stringify(course.stages)]),
    ],
    worker: workerCommand(),
    isolation,
    signal: over.signal,
  })
  for (const [i, { name }] of handIns.entries()) {
    const next = all.next()
    const { value } = json
      ? await next
      : await terminal.during(words.one(i + 1, handIns.length, name), next)
    if (value === undefined) break
    graded.push(value)
    reports.add(value)
    if (json) stdoutJson.line(summaryAsJson(value.summary))
    else if (!terminal.interactive) {
      const { passed, of } = totals(value.summary)
      terminal.print([` ${words.done(i + 1, handIns.length, name, passed, of)}`])
    }
  }
  finish()
  const summaries = graded.map(({ summary }) => summary)
  const failed = summaries.filter(({ stages }) =>
    stages.some(({ result }) => result === 'could-not-run'),
  )
  if (!json) {
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const known = graded.filter(({ isKnown }) => isKnown).length
    terminal.print([
      ...tableOf(graded, place),
      ...notesOf(graded, place),
      '',
      ...inMargin(
        [
          ...(passedOver.length === 0 ? [] : [words.passedOver(passedOver)]),
          ...(leftOut.length === 0 ? [] : [words.notUnpacked(leftOut)]),
          ...(known === 0 ? [] : [words.unchanged(known)]),
          ...(isolation.type === 'sandbox-exec' ? [words.sandboxed] : []),
          ...(isolation.type === 'none' ? [words.unprotected] : []),
          ...(failed.length === 0 ? [] : [words.couldNot(failed.length)]),
          ...(summaries.some(({ notes }) => notes.some(({ about }) => about === 'progress'))
            ? [words.progress]
            : []),
          words.version(installed.version, seconds),
          ...reports.paths.map(words.written),
        ].flatMap((text) => wrap(text, terminal.theme.columns - 2)),
      ),
    ])
  }
  return failed.length === 0 ? 0 : 2
}

/** What keeps students' programs from this machine. Throws a CourseError where nothing does and nobody agrees to that. */
async function protection(
  temporary: string,
  { allowUnprotected }: GradeOptions,
  place: Place,
): Promise<Isolation> {
  const found = await findIsolation(temporary)
  if (found.type === 'found') return found.isolation
  if (!allowUnprotected) await agreeToUnprotected(found.reason, place)
  return { type: 'none' }
}

/** This program again, and what it reads. */
function workerCommand() {
  // Programs are usually started by a link to them, and what is beside the link is not what they need.
  const cli = realpathSync(process.argv[1] ?? '')
  return {
    command: {
      file: process.execPath,
      args: [cli, 'grade-worker'],
    },
    readable: [dirname(cli)],
  }
}

/** Where reports go. Throws a CourseError where nothing can be written there, before anything is run. */
function openReports(
  { csv, junitDir, xapi }: GradeOptions,
  stages: readonly Stage[],
  { cwd, now }: Place,
) {
  const csvPath = csv === undefined ? undefined : resolve(cwd, csv)
  const junitPath = junitDir === undefined ? undefined : resolve(cwd, junitDir)
  const xapiPath = xapi === undefined ? undefined : resolve(cwd, xapi)
  const statements = (summaries: readonly HandInSummary[]) =>
    `${JSON.stringify(xapiStatements(summaries, { stages, at: now(), newId: randomUUID }), null, 2)}\n`
  const writing = (path: string, work: () => void) => {
    try {
      work()
    } catch (error) {
      throw errors.cannotWriteReport(path, reasonOf(error))
    }
  }
  if (csvPath !== undefined)
    writing(csvPath, () => writeAtomic(csvPath, handInsAsCsv([], stages.length)))
  if (xapiPath !== undefined) writing(xapiPath, () => writeAtomic(xapiPath, statements([])))
  if (junitPath !== undefined) writing(junitPath, () => mkdirSync(junitPath, { recursive: true }))
  const nameOf = reportNames()
  return {
    paths: [csvPath, junitPath, xapiPath].filter((path) => path !== undefined),
    /** One file for each hand-in, as soon as it is graded. */
    add(one: Graded): void {
      if (junitPath === undefined) return
      const path = join(junitPath, nameOf(one.summary.name))
      writing(path, () => writeAtomic(path, handInAsJUnit(one, stages)))
    },
    write(graded: readonly Graded[]): void {
      const summaries = graded.map(({ summary }) => summary)
      if (csvPath !== undefined)
        writing(csvPath, () => writeAtomic(csvPath, handInsAsCsv(summaries, stages.length)))
      if (xapiPath !== undefined)
        writing(xapiPath, () => writeAtomic(xapiPath, statements(summaries)))
    },
  }
}

/** Columns of a name at least. */
const leastName = 12

function tableOf(graded: readonly Graded[], { terminal: { theme } }: Place): string[] {
  const summaries = graded.map(({ summary }) => ({ ...summary, name: safeText(summary.name) }))
  if (theme.symbols.linear) {
    const { head, rows } = wordCells(summaries)
    return renderTable(head, rows, theme)
  }
  const marks = { none: theme.symbols.dot, failed: '?' }
  const { head, rows } = narrowCells(summaries, marks)
  const width = (i: number) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)) + 3
  const others = head.slice(1).reduce((sum, _cell, i) => sum + width(i + 1), 0)
  const room = Math.max(theme.columns - others - 4, leastName)
  const cut = rows.map(([name = '', ...cells]) => [
    inOneRow(name, room, theme.symbols.ellipsis),
    ...cells,
  ])
  return [
    ...renderTable(head, cut, theme),
    '',
    ...inMargin(wrap(tableWords.legend(marks.none, marks.failed), theme.columns - 2)),
  ]
}

/** What somebody has to look at, by hand-in. */
function notesOf(graded: readonly Graded[], { terminal: { theme } }: Place): string[] {
  return graded.flatMap(({ summary }) => {
    const notes = notable(summary)
    if (notes.length === 0) return []
    return [
      '',
      ` ${theme.paint('strong', safeText(summary.name))}`,
      ...notes.flatMap((note) =>
        wrap(noteInWords(note), theme.columns - 5).map(
          (line, i) => `   ${i === 0 ? '' : '  '}${line}`,
        ),
      ),
    ]
  })
}
