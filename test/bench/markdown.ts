// What a bench prints: a Markdown table with the day and the kind of machine, for docs/benchmarks.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os'
import { isSmoke } from './run.ts'

/** A table of rows; the first one is the heading, and all but the first column are figures. */
export function table([heading = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(heading),
    line(heading.map((_, i) => (i === 0 ? '---' : '--:'))),
    ...rows.map(line),
  ].join('\n')
}

/** The day and the kind of machine, without which a figure says little. */
export function machine(): string {
  const day = new Date().toISOString().slice(0, 10)
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return `${day}, Node ${process.versions.node}, ${platform()} ${arch()}, ${availableParallelism()} cores (${model}), ${memory}`
}

/** A ratio, and whether it meets its goal. */
export const withGoal = (ratio: number, goal: number) =>
  `${ratio.toFixed(2)} (goal ${goal}: ${ratio <= goal ? 'met' : 'missed'})`

const file = 'docs/benchmarks.md'

/** Prints a bench's table, and puts it into docs/benchmarks.md between the comments of that name. */
export function publish(name: string, text: string): void {
  console.log(text)
  if (isSmoke) return
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`]
  const page = readFileSync(file, 'utf8')
  const from = page.indexOf(begin) + begin.length
  const to = page.indexOf(end)
  if (from < begin.length || to < from) throw new Error(`${file} has no ${begin} … ${end}`)
  writeFileSync(file, `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`)
}
