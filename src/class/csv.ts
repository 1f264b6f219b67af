import { stringify } from 'csv-stringify/sync'
import { type HandInSummary, notable, noteAbout, noteInWords, totals } from './summary.ts'

/**
 * Hand-ins as a table for spreadsheets (RFC 4180, UTF-8 with a byte order mark, by which Excel knows it): a
 * row each. A cell that a spreadsheet would take for a formula has a `'` before it.
 */
export function handInsAsCsv(handIns: readonly HandInSummary[], stages: number): string {
  const numbers = Array.from({ length: stages }, (_, i) => i + 1)
  const head = [
    'name',
    'language',
    'passed',
    'of',
    'stages_passed',
    ...numbers.flatMap((stage) => [`stage_${stage}`, `stage_${stage}_passed`, `stage_${stage}_of`]),
    'near_percent',
    'near',
    'seconds',
    'version',
    'notes',
  ]
  const rows = handIns.map((handIn) => {
    const { passed, of, stagesPassed } = totals(handIn)
    const near = noteAbout(handIn, 'near')
    return [
      handIn.name,
      noteAbout(handIn, 'language')?.languages.join(' ') ?? '',
      passed,
      of,
      stagesPassed,
      ...numbers.flatMap((number) => {
        const stage = handIn.stages.find((one) => one.stage === number)
        return [stage?.result ?? '', stage?.passed ?? '', stage?.of ?? '']
      }),
      near?.percent ?? '',
      near?.name ?? '',
      noteAbout(handIn, 'time')?.seconds ?? '',
      noteAbout(handIn, 'version')?.version ?? '',
      handIn.notes
        .filter((note) => note.about === 'unprotected' || notable(handIn).includes(note))
        .map(noteInWords)
        .join(' '),
    ]
  })
  return stringify([head, ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
