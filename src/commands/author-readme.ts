import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../app/context.ts'
import { keyTable } from '../terminal/views/key-table.ts'

const [begin, end] = ['<!-- keys -->', '<!-- /keys -->']

/** A README with the table of keys as it is now between its comments. */
export function withKeys(readme: string): string {
  const before = readme.split(begin)[0] ?? ''
  const after = readme.split(end)[1] ?? ''
  return `${before}${begin}\n\n${keyTable()}\n\n${end}${after}`
}

/** `author readme`: writes the table of keys into the README of this clone. */
export function authorReadme({ cwd }: Context): number {
  const path = join(cwd, 'README.md')
  writeFileSync(path, withKeys(readFileSync(path, 'utf8')))
  return 0
}
