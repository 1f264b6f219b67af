import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FoundServer } from '../../workspace/find-servers.ts'
import type { HandInFiles } from './intake.ts'

/**
 * Writes what was handed in to a new folder, where all of it may be written to, each server under the name that
 * it should have too. There are no links in it, so no path leads elsewhere.
 */
export function layOut(
  { files }: Pick<HandInFiles, 'files'>,
  servers: readonly FoundServer[],
  to: string,
): void {
  // Whoever checks it may be another user, and reads it.
  const before = process.umask(0o022)
  try {
    write(files, servers, to)
  } finally {
    process.umask(before)
  }
}

function write(files: HandInFiles['files'], servers: readonly FoundServer[], to: string): void {
  mkdirSync(to, { recursive: true })
  for (const [file, { content, isExecutable }] of files) {
    const path = join(to, file)
    // A file of a ZIP can have the name of a folder in it.
    if (existsSync(path) || !makeFolderFor(path)) continue
    writeFileSync(path, content)
    if (isExecutable) chmodSync(path, 0o755)
  }
  for (const { path, root, file } of servers) {
    const content = files.get(path)?.content
    const target = join(to, root, file)
    if (content === undefined || join(to, path) === target || !makeFolderFor(target)) continue
    writeFileSync(target, content)
  }
}

function makeFolderFor(path: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return true
  } catch {
    return false
  }
}
