import { realpathSync } from 'node:fs'
import * as v from 'valibot'
import { orUndefined } from '../../words/caught.ts'
import type { Command } from '../kill-with-parent.ts'
import type { Confinement } from './confinement.ts'
import { limits } from './limits.ts'
import { foldersAbove } from './view.ts'

// macOS: sandbox-exec runs one program by rules of its own, which the kernel keeps. Nothing is allowed that no rule
// allows. It can't be nested, so the grader runs outside of it, and each student's program in one. Neither memory nor
// the size of all files together can be limited so.

export const sandboxSchema = v.strictObject({
  type: v.literal('sandbox-exec'),
  /** Its program. */
  file: v.string(),
  /** Files and folders that programs need in order to run, as they are called without links. */
  readable: v.array(v.string()),
  /** What PATH is. */
  path: v.string(),
})
/** The sandbox of macOS as it was found. */
export type Sandbox = v.InferOutput<typeof sandboxSchema>

/** Where macOS and its package managers keep their programs. No person's files are there. */
export const macFolders = [
  '/usr',
  '/bin',
  '/sbin',
  '/System',
  '/Library/Frameworks',
  '/Library/Developer',
  '/Library/Apple',
  '/opt/homebrew',
  '/opt/local',
  '/private/etc/ssl',
  '/private/etc/hosts',
  '/private/var/db/dyld',
  '/private/var/db/timezone',
]

/** How a program of ours starts a student's. */
export function sandboxConfinement({ file, readable, path }: Sandbox): Confinement {
  return {
    confine: (command, folder) => ({
      command: limited({
        file,
        args: ['-p', rulesFor(realOf(folder), readable), command.file, ...command.args],
      }),
      env: { PATH: path, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
      watch: () => () => {},
      endOf: (end) => end,
    }),
  }
}

/** Rules go by names without links. */
const realOf = (path: string) => orUndefined(() => realpathSync(path)) ?? path

/** The shell's own limits, which what it becomes keeps: files are counted in blocks of 512 bytes, time in seconds. */
const limited = ({ file, args }: Command): Command => ({
  file: 'sh',
  args: [
    '-c',
    `${kept.map((each) => `ulimit -${each} && `).join('')}exec "$@"`,
    'sh',
    file,
    ...args,
  ],
})

/** Seconds of a processor that a program may use. */
const processorSeconds = 600

const kept = [
  'c 0',
  `n ${limits.openFiles}`,
  `f ${limits.folderBytes / 512}`,
  `t ${processorSeconds}`,
] as const

/**
 * What a program may do that works in `folder`: run alone, read what it needs, change its folder, and be asked from this machine.
 * It starts no other process, so none is left when it has ended, and connects to nobody.
 */
export function rulesFor(folder: string, readable: readonly string[]): string {
  const above = [...new Set([folder, ...readable].flatMap(foldersAbove))]
  const each = (kind: string, paths: readonly string[]) =>
    paths.map((path) => `(${kind} ${quoted(path)})`).join(' ')
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec)',
    '(allow process-info* signal (target self))',
    '(allow sysctl-read)',
    '(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))',
    `(allow file-read* ${each('subpath', [...readable, folder])})`,
    `(allow file-read-metadata ${each('literal', ['/', '/tmp', '/var', '/etc', ...above])})`,
    '(allow file-read* (literal "/") (literal "/dev/random") (literal "/dev/urandom"))',
    '(allow file-read* file-write-data (literal "/dev/null") (literal "/dev/zero"))',
    `(allow file-write* (subpath ${quoted(folder)}))`,
    '(allow network-bind network-inbound (local ip "localhost:*"))',
  ].join('\n')
}

const quoted = (path: string) => `"${path.replace(/["\\]/g, '\\$&')}"`
