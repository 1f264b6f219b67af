import { askedWords } from '../../words/terminal.ts'
import type { Theme } from '../draw/theme.ts'
import { Interrupted, type Option, type Terminal } from './terminal.ts'

export interface PlainOptions {
  readonly theme: Theme
  /** Read only once something is asked. */
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** A person sits at it. Without one, nothing is asked. */
  readonly interactive: boolean
  /** As in `Terminal`. */
  readonly noKeys?: Terminal['noKeys']
}

/**
 * A terminal that is written line by line and never redrawn: for pipes, for CI, for TERM=dumb and
 * for screen readers. Answers are typed and sent with Enter.
 */
export function createPlainTerminal(options: PlainOptions): Terminal {
  const { theme, output, interactive, noKeys } = options
  const print = (lines: readonly string[]) => {
    for (const line of lines) output.write(`${line}\n`)
  }

  const ask = async (question: string): Promise<string> => {
    if (!interactive) throw new Error(`nobody can answer: ${question}`)
    const { createInterface } = await import('node:readline/promises')
    const reader = createInterface({ input: options.input, output, terminal: false })
    try {
      return await new Promise<string>((resolve, reject) => {
        reader.once('close', () => reject(new Interrupted()))
        reader.question(question).then((answer) => resolve(answer.trim()), reject)
      })
    } finally {
      reader.close()
    }
  }

  /** Asks until the answer means something. */
  const askFor = async <T>(
    question: string,
    read: (answer: string) => T | undefined,
    help: string,
  ) => {
    while (true) {
      const value = read(await ask(question))
      if (value !== undefined) return value
      print([help])
    }
  }

  return {
    theme,
    interactive,
    noKeys,
    print,
    page: () => {},
    leave: () => {},
    async play(session) {
      const { playLines } = await import('./play-lines.ts')
      return playLines(session, { theme, print, ask: interactive ? ask : undefined })
    },
    choose: async <T>(question: string, choices: readonly Option<T>[]) => {
      print([question, ...choices.map(({ text }, i) => `${i + 1}. ${text}`)])
      const pick = await askFor(
        askedWords.choose(choices.length),
        (answer) => choices[Number(answer) - 1],
        askedWords.chooseAgain(choices.length),
      )
      return pick.value
    },
    confirm: (question) =>
      askFor(
        askedWords.confirm(question),
        (answer) => (/^y(es)?$/i.test(answer) ? true : /^n?o?$/i.test(answer) ? false : undefined),
        askedWords.confirmAgain,
      ),
    input: async (question, start) => (await ask(`${question} (${start}) `)) || start,
    lend: (work) => work(),
    during: (_what, work) => work,
  }
}
