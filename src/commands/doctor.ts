import { resolve } from 'node:path'
import type { Place } from '../app/context.ts'
import { courseFor } from '../app/open-context.ts'
import type { Course } from '../course/course.ts'
import type { Facts } from '../doctor/facts.ts'
import { type GatherOptions, gather } from '../doctor/gather.ts'
import { judge } from '../doctor/judge.ts'
import { jsonPage } from '../json/json-line.ts'
import { renderFindings } from '../terminal/views/doctor.ts'
import { doctorWords } from '../words/doctor.ts'
import { CourseError } from '../words/errors.ts'
import { findFolder, rememberedFolder } from '../workspace/folder.ts'

/** `doctor`: what the course needs of this machine, and what to do about what is not right. */
export async function doctor(
  place: Place,
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const { terminal, installed, options, cwd } = place
  const { lessons, stages = stagesOf(installed) } = await lessonsAsked(place)
  const facts = await gather({
    wanted: installed.wanted,
    stages,
    lessons,
    folder: folderAsked(options.dir, cwd),
    lang: options.lang,
    terminal,
    process,
  })
  const findings = judge(facts)
  const missingCount = findings.filter((finding) => finding.state === 'missing').length
  const good = missingCount === 0
  if (json) process.stdout.write(jsonPage({ ok: good, findings, facts }))
  else
    terminal.print([
      ...renderFindings(findings, terminal.theme),
      '',
      ` ${good ? doctorWords.verdict.good : doctorWords.verdict.bad(missingCount)}`,
    ])
  return good ? 0 : 1
}

/** The learner's folder; or why the one that --dir names can't be it. */
function folderAsked(dir: string | undefined, cwd: string): GatherOptions['folder'] {
  try {
    const found = findFolder({ dir, cwd, remembered: rememberedFolder })
    return { path: found.path, exists: found.type === 'there', refused: undefined }
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    return { path: resolve(cwd, dir ?? ''), exists: false, refused: error }
  }
}

/** What --lessons adds, and all stages with it; or why it can't be read. */
async function lessonsAsked(
  place: Place,
): Promise<{ lessons: Facts['lessons']; stages?: Course['stages'] }> {
  const { lessons: given } = place.options
  if (given === undefined) return { lessons: undefined }
  const path = resolve(place.cwd, given)
  try {
    const { stages } = await courseFor('js', place)
    const { numbersIn } = await import('../course/overlay.ts')
    const numbers = numbersIn(path)
    const own = stages.filter(({ number }) => numbers.has(number))
    return {
      lessons: {
        path,
        stages: own.map(({ number, title }) => ({ number, title })),
        refused: undefined,
      },
      stages,
    }
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    return {
      lessons: { path, stages: [], refused: { said: error.message, next: error.next } },
    }
  }
}

/** The stages of the course; the error where its files are damaged. */
function stagesOf({ readCourse }: Place['installed']) {
  try {
    return readCourse().stages
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
