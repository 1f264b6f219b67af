import { resolve } from 'node:path'
import { stdoutJson } from '../json/stdout.ts'
import type { SavedSession } from '../page/protocol.ts'
import type { PageSource } from '../page/server/source.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import { renderProse } from '../terminal/draw/prose.ts'
import type { HarFile } from '../wire/har/har-file.ts'
import { CourseError } from '../words/errors.ts'
import { harWords } from '../words/har.ts'
import { visibleText } from '../words/visible.ts'
import type { Place } from './context.ts'

export interface Saving {
  /** The file: a page where its name ends in .html, else HAR. */
  readonly save: string
  readonly json: boolean
  readonly overwrite: boolean
  /** Cookies, Authorization and password fields are left out. */
  readonly redact: boolean
}

/** What has to be told of a session so that it can be saved: each change, or what a page shows of it. */
export interface SavedTap {
  readonly onChange?: HarFile['take']
  readonly onSource?: (source: Pick<PageSource, 'saved'>) => void
}

const isPage = (name: string) => /\.html?$/i.test(name)

/**
 * Has a session saved when the course ends. That is put in before the end of the server is, and so comes after it: the
 * last bytes are in the file. Throws a CourseError where the file can't be written.
 */
export async function saveTap(saving: Saving, place: Place): Promise<SavedTap> {
  const { lifetime, installed } = place
  const { redact } = saving
  const to = savePlace(saving, place)
  const { saved, savedPage } = harWords.save
  if (!isPage(saving.save)) {
    const { createHarFile } = await import('../wire/har/har-file.ts')
    const file = createHarFile({ ...to, version: installed.version, redact })
    sayWhatIsIn(saving, place)
    lifetime.add(() => sayEnd(saving, place, file.finish, saved))
    return { onChange: file.take }
  }
  const write = await pageWriter(saving, place)
  sayWhatIsIn(saving, place)
  let source: Pick<PageSource, 'saved'> | undefined
  const finish = async () => (source === undefined ? 0 : write(source.saved(redact)))
  lifetime.add(() => sayEnd(saving, place, finish, savedPage))
  return {
    onSource(given) {
      source = given
    },
  }
}

const savePlace = (
  { save, overwrite }: Pick<Saving, 'save' | 'overwrite'>,
  { terminal, cwd }: Pick<Place, 'terminal' | 'cwd'>,
) => ({
  path: resolve(cwd, save),
  shown: visibleText(save, terminal.theme.symbols),
  overwrite,
})

/** What writes a page, and gives back how many exchanges are in it. Throws a CourseError where it will not be able to. */
export async function pageWriter(
  saving: Pick<Saving, 'save' | 'overwrite'>,
  place: Pick<Place, 'terminal' | 'cwd'>,
): Promise<(saved: SavedSession) => number> {
  const [{ checkPlace, saveFile }, { savedPage }, { readAssets }] = await Promise.all([
    import('../page/server/save-file.ts'),
    import('../page/server/saved-page.ts'),
    import('../page/server/assets.ts'),
  ])
  const to = savePlace(saving, place)
  checkPlace(to)
  const assets = readAssets()
  return (saved) => {
    saveFile(to, savedPage(saved, assets))
    return saved.exchanges.length
  }
}

function sayWhatIsIn({ save, json, redact }: Saving, { terminal }: Pick<Place, 'terminal'>): void {
  if (json) return
  const { secrets, redacted } = harWords.save
  const shown = visibleText(save, terminal.theme.symbols)
  terminal.print(inMargin(renderProse((redact ? redacted : secrets)(shown), terminal.theme)))
}

/** Finishes a file when the course ends and says so, or why it can't. */
async function sayEnd(
  saving: Saving,
  place: Pick<Place, 'terminal'>,
  finish: () => Promise<number>,
  words: SavedWords,
): Promise<void> {
  try {
    saySaved(saving, place, await finish(), words)
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    process.stderr.write(`${error.message}\n${error.next}\n`)
  }
}

type SavedWords = (exchanges: number, file: string) => string

/** Says that a file is written. */
export function saySaved(
  { save, json, redact }: Omit<Saving, 'overwrite'>,
  { terminal }: Pick<Place, 'terminal'>,
  exchanges: number,
  words: SavedWords,
): void {
  if (json) stdoutJson.line({ type: 'saved', file: save, exchanges, redacted: redact })
  else terminal.print(['', ` ${words(exchanges, visibleText(save, terminal.theme.symbols))}`])
}
