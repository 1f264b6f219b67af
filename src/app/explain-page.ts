import { stdoutJson } from '../json/stdout.ts'
import { createFileSource } from '../page/server/file-source.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import type { Recorded, RecordedItem } from '../wire/recorded.ts'
import { explainWords } from '../words/explain.ts'
import { harWords } from '../words/har.ts'
import { visibleText } from '../words/visible.ts'
import type { Place } from './context.ts'
import { openPageAt, servePage } from './page-of.ts'
import { pageWriter, saySaved } from './save-tap.ts'

export interface ExplainPageOptions {
  readonly json?: boolean
  readonly save?: string
  readonly overwrite?: boolean
  readonly redact?: boolean
}

/**
 * Shows recorded messages as a page: in a file, or served until the course is ended. Throws a CourseError where the file
 * can't be written.
 */
export async function showAsPage(
  recorded: Recorded,
  items: readonly RecordedItem[],
  shown: string,
  { json = false, save, overwrite = false, redact = false }: ExplainPageOptions,
  place: Place,
): Promise<number> {
  const { terminal } = place
  const left = items.filter(({ type }) => type === 'odd' || type === 'left').length
  const mistake = recorded.type === 'har' ? recorded.har.mistake : undefined
  const warnings = [
    ...(mistake === undefined
      ? []
      : [explainWords.file.mistake(mistake.line, mistake.column, mistake.found)]),
    ...(left === 0 ? [] : [explainWords.page.left(left)]),
  ]
  const summary =
    recorded.type === 'har'
      ? [explainWords.file.summary(shown, recorded.har.entries.length, recorded.har.creator)]
      : []
  const source = createFileSource(items, [
    ...summary.map((text) => ({ tone: 'plain', text }) as const),
    ...warnings.map((text) => ({ tone: 'warning', text }) as const),
  ])
  const print = (lines: readonly string[]) => terminal.print(inMargin(lines))
  if (save !== undefined) {
    const write = await pageWriter({ save, overwrite }, place)
    const exchanges = write(source.saved(redact))
    saySaved({ save, json, redact }, place, exchanges, harWords.save.savedPage)
    if (!place.options.page) return 0
  }
  const page = await servePage(source, place)
  if (json) stdoutJson.line({ type: 'page', url: page.url })
  const { url, isOpened } = await openPageAt(page, place)
  if (!json)
    print([
      '',
      ...warnings.map((text) => visibleText(text, terminal.theme.symbols)),
      isOpened ? explainWords.page.isOpen : explainWords.page.openIn,
      url,
      explainWords.page.until,
    ])
  return new Promise(() => {})
}
