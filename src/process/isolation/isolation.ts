import * as v from 'valibot'
import type { Command } from '../kill-with-parent.ts'
import { bubblewrapConfinement, bubblewrapSchema, bubblewrapWorker } from './bubblewrap.ts'
import type { Confinement, Started } from './confinement.ts'
import { containerConfinement, containerSchema, containerWorker } from './container.ts'
import { sandboxConfinement, sandboxSchema } from './sandbox-exec.ts'

/** How students' programs are kept from what is not theirs, as one process tells another in JSON. */
export const isolationSchema = v.variant('type', [
  bubblewrapSchema,
  containerSchema,
  sandboxSchema,
  /** They are not: their environment is empty, and that is all. */
  v.strictObject({ type: v.literal('none') }),
])
export type Isolation = v.InferOutput<typeof isolationSchema>

/**
 * A program of ours that starts students' programs: it reads the files and folders `readable`, and writes into a
 * temporary folder that is its own. It ends with this process, and all that it starts ends with it.
 */
export function isolateWorker(
  isolation: Isolation,
  worker: { readonly command: Command; readonly readable: readonly string[] },
): Started {
  switch (isolation.type) {
    case 'bubblewrap':
      return bubblewrapWorker(isolation, worker)
    case 'container':
      return containerWorker(isolation, worker)
    case 'sandbox-exec':
    case 'none':
      return { command: worker.command, env: usualEnv() }
  }
}

/** How such a program starts those of students. */
export function confinementIn(isolation: Isolation): Confinement {
  switch (isolation.type) {
    case 'bubblewrap':
      return bubblewrapConfinement(isolation)
    case 'container':
      return containerConfinement()
    case 'sandbox-exec':
      return sandboxConfinement(isolation)
    case 'none':
      return {
        confine: (command, folder) => ({
          command,
          env: { ...usualEnv(), HOME: folder },
          watch: () => () => {},
          endOf: (end) => end,
        }),
      }
  }
}

/** What programs need in order to run at all, on any system; nobody's secrets. */
const usual = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SystemDrive',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
]

const usualEnv = () =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && usual.some((each) => each.toLowerCase() === name.toLowerCase())
        ? [[name, value] as const]
        : [],
    ),
  )
