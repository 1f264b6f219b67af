import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Started } from '../../process/isolation/confinement.ts'
import { gradeWords } from '../../words/grade.ts'
import { type Job, parseLine, type WorkerLine } from './job.ts'

const { reasons } = gradeWords

/** Characters that a worker may say, and those of a line. */
const maxLength = 16 * 1024 * 1024
const maxLineLength = 200_000
/** Milliseconds, beside those for a stage, in which nothing may come: a server has time to start and to end. */
const usualGraceMs = 30_000

/** How a worker ended: with all that it had to do, or why not. */
export type WorkerEnd =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly reason: string }

export interface WorkerOptions {
  readonly onLine: (line: WorkerLine) => void
  /** Ends the worker. */
  readonly signal: AbortSignal
  /** Milliseconds that it may be silent, beside those for a stage. @default 30 s */
  readonly graceMs?: number
}

/**
 * Has a process do a job, and tells what it says. Whatever it does, it is over in a bounded time, has said a
 * bounded number of bytes, and all that is told has the form of a result. Never rejects.
 */
export function runWorker(
  started: Started,
  job: Omit<Job, 'key'>,
  { onLine, signal, graceMs = usualGraceMs }: WorkerOptions,
): Promise<WorkerEnd> {
  const key = randomUUID()
  const worker = startWorker(started)
  return new Promise((resolve) => {
    let failed: string | undefined
    const fail = (reason: string) => {
      failed ??= reason
      kill(worker)
    }
    const waitMs = job.stageLimitMs + graceMs
    const timer = setTimeout(() => fail(reasons.silent(waitMs / 1000)), waitMs)
    const stop = () => fail(reasons.stopped)
    signal.addEventListener('abort', stop)

    let length = 0
    let rest = ''
    worker.stdout?.setEncoding('utf8')
    worker.stdout?.on('data', (text: string) => {
      length += text.length
      if (failed !== undefined) return
      if (length > maxLength) return fail(reasons.talkative)
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > maxLineLength) return fail(reasons.talkative)
      for (const line of lines) {
        // What is no line of this worker was written by a program that it checks.
        const said = parseLine(line, key)
        if (said === undefined) continue
        timer.refresh()
        onLine(said)
      }
    })
    worker.once('error', (error) => fail(reasons.notStarted(error.message)))
    worker.once('close', (code, by) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      const reason = failed ?? (by !== null ? reasons.killed(by) : reasons.exited(code ?? 0))
      resolve(failed === undefined && code === 0 ? { type: 'done' } : { type: 'failed', reason })
    })
    // Its input stays open: where it is closed, the worker ends, since nobody waits for it.
    worker.stdin?.on('error', () => {})
    worker.stdin?.write(`${JSON.stringify({ key, ...job })}\n`)
    if (signal.aborted) stop()
  })
}

/** Starts the process in a group of its own, so that it can be ended whole. */
function startWorker({ command: { file, args }, env }: Started): ChildProcess {
  return spawn(file, args, {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
