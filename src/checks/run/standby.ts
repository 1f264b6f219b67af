import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { makeTemporary } from '../../process/temporary.ts'
import { type CheckedProgram, type HeldServer, holdForChecks, type StartOptions } from './start.ts'

/** A place for a run of the checks: an empty folder, with a program that waits there where one could be held. */
export interface RunPlace {
  readonly folder: string
  readonly held: HeldServer | undefined
  remove(): void
}

/** Makes a place in which a learner's folder is copied and its program runs. */
export function makeRunPlace(): RunPlace {
  const temporary = makeTemporary()
  const folder = join(realpathSync(temporary.path), 'folder')
  return { folder, held: undefined, remove: temporary.remove }
}

/** A program that stands ready for the next run of the checks: what takes long has been done already. */
export interface Standby {
  /** The place for a run of this program's checks. The one that stood ready can be had once. */
  take(program: CheckedProgram): Promise<RunPlace>
  /** Has the program stand ready for the next run. `folder` is the learner's. */
  prepare(program: CheckedProgram, folder: string, limit: number): void
  /** Ends what stands ready. */
  close(): Promise<void>
}

export function createStandby(): Standby {
  let ready: { readonly key: string; readonly place: Promise<RunPlace> } | undefined
  let isClosed = false
  const drop = async () => {
    const place = await ready?.place
    ready = undefined
    await place?.held?.stop()
    place?.remove()
  }
  return {
    async take(program) {
      if (ready !== undefined && ready.key !== keyOf(program)) await drop()
      const place = ready?.place ?? makeRunPlace()
      ready = undefined
      return place
    },
    prepare(program, folder, limit) {
      if (isClosed || ready !== undefined) return
      ready = { key: keyOf(program), place: heldPlace(program, { folder, limit }) }
    },
    async close() {
      isClosed = true
      await drop()
    },
  }
}

const keyOf = ({ language, file }: CheckedProgram) => `${language} ${file}`

async function heldPlace(
  program: CheckedProgram,
  { folder, limit }: { readonly folder: string; readonly limit: number },
): Promise<RunPlace> {
  const place = makeRunPlace()
  mkdirSync(place.folder)
  const options: StartOptions = { limit, named: [place.folder, folder] }
  const beside = join(place.folder, '..')
  // Without one, the next run starts its program itself.
  const held = await holdForChecks(program.startedIn(place.folder), beside, options).catch(
    () => undefined,
  )
  return { ...place, held }
}
