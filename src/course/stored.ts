import type { Stage } from './course.ts'

// The course as the build writes it: a line that says what each stage is called, then a line for each
// with the rest. Whoever asks for names alone does not wait for all the words.

type Content = Pick<Stage, 'screens' | 'checks'>
/** `size`: bytes of the line with the rest. */
type Head = Omit<Stage, keyof Content> & { readonly size: number }

/** The stages as text, in ASCII: that is read sooner, for a byte of it is a character. */
export function storedText(stages: readonly Stage[]): string {
  const contents = stages.map(({ screens, checks }) => lineOf({ screens, checks }))
  const heads = stages.map(({ screens: _, checks: __, ...head }, i) => ({
    ...head,
    size: contents[i]?.length,
  }))
  return [lineOf(heads), ...contents].join('\n')
}

const lineOf = (value: unknown) =>
  JSON.stringify(value).replace(
    /[^\0-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The stages in such a text; undefined where it is another one, or not whole. Throws what JSON.parse throws. */
export function stagesIn(text: Buffer): Stage[] | undefined {
  const firstEnd = text.indexOf('\n')
  const heads: unknown = JSON.parse(text.toString('latin1', 0, firstEnd))
  if (!areHeads(heads)) return undefined
  let end = firstEnd
  const stages = heads.map(({ size, ...head }) => {
    const start = end + 1
    end = start + size
    return stageOf(head, text.subarray(start, end))
  })
  return end === text.length ? stages : undefined
}

function stageOf(head: Omit<Head, 'size'>, line: Buffer): Stage {
  let parsed: Content | undefined
  const content = () => {
    parsed ??= JSON.parse(line.toString('latin1')) as Content
    return parsed
  }
  return {
    ...head,
    get screens() {
      return content().screens
    },
    get checks() {
      return content().checks
    },
  }
}

/** What the build wrote is trusted; this tells it from what something else wrote. */
const areHeads = (value: unknown): value is Head[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one?.size === 'number')
