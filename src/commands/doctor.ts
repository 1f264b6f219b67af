import type { Place } from '../app/context.ts'
import type { Course } from '../course/course.ts'
import { gather } from '../doctor/gather.ts'
import { judge } from '../doctor/judge.ts'
import { jsonPage } from '../json/json-line.ts'
import { renderFindings } from '../terminal/views/doctor.ts'
import { doctorWords } from '../words/doctor.ts'
import { findFolder, rememberedFolder } from '../workspace/folder.ts'

export interface DoctorOptions {
  readonly json: boolean
  /** The Node version that is needed, such as `20.17`. */
  readonly wanted: string
  /** Reads the course; throws where its files are damaged. */
  readonly readCourse: () => Course
}

/** `doctor`: what the course needs of this machine, and what to do about what is not right. */
export async function doctor(
  { json, wanted, readCourse }: DoctorOptions,
  { terminal, options, cwd }: Place,
): Promise<number> {
  const found = findFolder({ dir: options.dir, cwd, remembered: rememberedFolder })
  const facts = await gather({
    wanted,
    stages: stagesOf(readCourse),
    folder: { path: found.path, exists: found.type === 'there' },
    terminal,
    process,
  })
  const findings = judge(facts)
  const missingCount = findings.filter((finding) => finding.state === 'missing').length
  const good = missingCount === 0
  if (json) process.stdout.write(jsonPage({ ok: good, findings, facts }))
  else
    terminal.print([
      ...renderFindings(findings, terminal.look),
      '',
      ` ${good ? doctorWords.verdict.good : doctorWords.verdict.bad(missingCount)}`,
    ])
  return good ? 0 : 1
}

function stagesOf(readCourse: () => Course) {
  try {
    return readCourse().stages
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
