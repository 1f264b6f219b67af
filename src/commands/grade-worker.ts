import { createInterface } from 'node:readline'
import type { Place } from '../app/context.ts'
import { isFailed } from '../checks/explain/failure.ts'
import { messageOf } from '../checks/report/junit.ts'
import { runJob } from '../class/grade/worker.ts'
import { renderResult } from '../terminal/views/check.ts'
import { reportTheme } from './report-theme.ts'

/**
 * `grade-worker`: what `grade` starts for each hand-in, and nobody else. The first line of its input is the job;
 * it ends when the job is done, or when its input does.
 */
export async function gradeWorker({ lifetime }: Place): Promise<number> {
  const lines = createInterface({ input: process.stdin })
  const given = await new Promise<string>((resolve) => {
    lines.once('line', resolve).once('close', () => resolve(''))
  })
  if (given === '') return 2
  // Who gave the job is gone.
  lines.once('close', () => process.exit(2))
  await runJob(JSON.parse(given), {
    say: (result, stage) => ({
      message: isFailed(result) ? messageOf(result.check, result.verdict) : '',
      text: renderResult(result, stage, reportTheme).join('\n'),
    }),
    write: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
    onStart: lifetime.add,
  })
  return 0
}
