// What a bench prints: a Markdown table with the day and the kind of machine, for the README.
import { readFileSync, writeFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os'

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

/** Prints a bench's table, and puts it into README.md where the comments of that name stand. */
export function publish(name: string, text: string): void {
  console.log(text)
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`]
  const readme = readFileSync('README.md', 'utf8')
  const from = readme.indexOf(begin) + begin.length
  const to = readme.indexOf(end)
  if (from < begin.length || to < from) throw new Error(`README.md has no ${begin} … ${end}`)
  writeFileSync('README.md', `${readme.slice(0, from)}\n\n${text}\n\n${readme.slice(to)}`)
}
