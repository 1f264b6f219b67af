import { execFile } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { writeAtomic } from '../write-atomic.ts'

export const viewSchema = v.strictObject({
  /** Files and folders that can be read, and the place at which they are seen. */
  readable: v.array(v.strictObject({ source: v.string(), at: v.string() })),
  links: v.array(v.strictObject({ at: v.string(), to: v.string() })),
  /** What PATH is. */
  path: v.string(),
})
/** What of this machine a program sees: enough to run Node and Python, and no person's files. */
export type View = v.InferOutput<typeof viewSchema>

/** Where Linux systems keep their programs. No person's files are there. */
const systemFolders = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
  '/nix/store',
  '/gnu/store',
  '/home/linuxbrew/.linuxbrew',
]

/** Where `node` and `python3` are found, whatever they are called outside. */
const programs = '/run/programs'

/**
 * What is needed here to run Node, `tools`, and Python where there is one. `etc` is an empty folder: files of the
 * system that programs look for are written there.
 */
export async function viewOfMachine(
  etc: string,
  tools: readonly string[],
  python: string | undefined,
): Promise<View> {
  const node = realpathSync(process.execPath)
  const needed = [node, ...tools, ...(python === undefined ? [] : await partsOfPython(python))]
  return {
    readable: [
      ...systemFolders.filter(isFolder).map(asItIs),
      { source: writeEtc(etc), at: '/etc' },
      ...['/etc/alternatives', '/etc/ld.so.cache'].filter(existsSync).map(asItIs),
      ...needed.filter(isElsewhere).map(asItIs),
    ],
    links: [
      ...systemFolders.filter(isLink).map((at) => ({ at, to: readlinkSync(at) })),
      { at: join(programs, 'node'), to: node },
      ...(python === undefined
        ? []
        : [{ at: join(programs, 'python3'), to: realpathSync(python) }]),
    ],
    path: `${programs}:/usr/local/bin:/usr/bin:/bin`,
  }
}

/** The same view from within it. */
export const seenFromInside = ({ readable, ...view }: View): View => ({
  ...view,
  readable: readable.map(({ at }) => asItIs(at)),
})

/** Seen where it is. */
export const asItIs = (path: string) => ({ source: path, at: path })

const isLink = (path: string) =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
const isFolder = (path: string) =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Whether a path is in none of the system's folders, which can be seen anyway. */
export const isElsewhere = (path: string) =>
  !systemFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))

/** Names of this machine and people on it: what every program may look up, and no more. */
function writeEtc(etc: string): string {
  mkdirSync(join(etc, 'alternatives'), { recursive: true })
  const files = {
    'ld.so.cache': '',
    hosts: '127.0.0.1 localhost\n::1 localhost\n',
    'nsswitch.conf': 'hosts: files\n',
    passwd: 'root:x:0:0:root:/:/bin/sh\nstudent:x:1000:1000:student:/tmp:/bin/sh\n',
    group: 'root:x:0:\nstudent:x:1000:\n',
  }
  for (const [name, text] of Object.entries(files)) writeAtomic(join(etc, name), text)
  return etc
}

const question = `import json, sysconfig
print(json.dumps([sysconfig.get_path('stdlib'), sysconfig.get_path('platstdlib')]))`

/** A Python's program, and the folders of its library, in which are the libraries of the system that came with it. */
export async function partsOfPython(python: string): Promise<string[]> {
  const program = realpathSync(python)
  const { stdout } = await promisify(execFile)(program, ['-I', '-c', question])
  const folders = v.parse(v.array(v.string()), JSON.parse(stdout)).map(dirname)
  return [program, ...new Set(folders.filter(existsSync))]
}

/** The folders above a path, the uppermost first. */
export function foldersAbove(path: string): string[] {
  const above = dirname(path)
  return above === '/' || above === '.' ? [] : [...foldersAbove(above), above]
}
