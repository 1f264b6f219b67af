import type { Ora } from 'ora'
import { inOneRow } from '../draw/columns.ts'
import type { Look } from '../draw/theme.ts'
import { createPaper, type TerminalStream } from './prompt-overlay.ts'
import { Interrupted, type Key, type Option, type Terminal } from './terminal.ts'

export interface LiveOptions {
  readonly look: Look
  readonly input: NodeJS.ReadableStream
  readonly output: TerminalStream
  /** Has a function called when the process goes on after Ctrl-Z. */
  readonly onContinue?: (goOn: () => void) => void
  /** Called once, before the terminal is read key by key. */
  readonly beforeKeys?: () => void
}

/** Milliseconds after which a wait is shown. */
const patience = 250

/** A terminal on which keys are pressed and prompts redrawn. */
export function createLiveTerminal(options: LiveOptions): Terminal {
  const { look, input, output, onContinue } = options
  const paper = createPaper(output)
  let beforeKeys = options.beforeKeys
  const prepare = () => {
    beforeKeys?.()
    beforeKeys = undefined
  }
  // readline pauses its input then, and leaves it at that: without input the process would end.
  onContinue?.(() =>
    setImmediate(() => {
      input.resume()
      paper.redraw()
    }),
  )

  const accent = (text: string) => look.paint('accent', text)
  const theme = { prefix: '', style: { answer: accent } }
  /** What a prompt reads from and is drawn on. */
  const place = () => {
    prepare()
    return { input, output: paper.promptOutput() }
  }

  const openPrompt = async () => {
    const { inquirer } = await import('./prompts.ts')
    return inquirer.createPromptModule(place())
  }

  return {
    look,
    interactive: true,
    print: (lines) => paper.print(lines),
    page() {
      // Scrolls away the lines above the cursor and no more: nothing blank is left between.
      output.write(`${'\n'.repeat(Math.max(look.rows - 1, 0))}\x1b[H\x1b[J`)
    },
    async key<Name extends string>(keys: readonly Key<Name>[], until?: AbortSignal) {
      const { keyPrompt } = await import('./prompts.ts')
      const context = { ...place(), clearPromptOnDone: true, ...(until && { signal: until }) }
      const name = await orInterrupted(
        keyPrompt({ keys, look }, context).catch((error: unknown) => {
          if (isNamed(error, 'AbortPromptError')) return undefined
          throw error
        }),
      )
      // Only a call with a signal comes by without a key.
      return keys.find((key) => key.name === name)?.name as Name
    },
    async lend(work) {
      paper.hold()
      try {
        return await work()
      } finally {
        paper.release()
      }
    },
    async choose<T>(message: string, options: readonly Option<T>[], start?: T) {
      const prompt = await openPrompt()
      const question = {
        type: 'select',
        message: ` ${message}`,
        choices: options.map(({ text }, value) => ({
          name: ` ${optionRow(text, look.columns - 4, look)}`,
          short: optionRow(text.trim(), look.columns - message.length - 3, look),
          value,
        })),
        default: options.findIndex(({ value }) => value === start),
        loop: false,
        pageSize: Math.max(look.rows - 6, 4),
        theme: {
          ...theme,
          icon: { cursor: look.symbols.here },
          style: {
            ...theme.style,
            // The mark would stand in the margin.
            highlight: (row: string) => accent(` ${row.replace('  ', ' ')}`),
            // As the line of keys elsewhere.
            keysHelpTip: () => keysLine(chooseKeys(look), look),
          },
        },
      } as const
      const { answer } = await orInterrupted(prompt({ answer: question }))
      return (options[answer] ?? unreachable(String(answer))).value
    },
    async confirm(message) {
      const prompt = await openPrompt()
      const question = { type: 'confirm', message, default: false, theme } as const
      return (await orInterrupted(prompt({ answer: question }))).answer
    },
    async input(message, start) {
      const prompt = await openPrompt()
      const question = { type: 'input', message, default: start, theme } as const
      return (await orInterrupted(prompt({ answer: question }))).answer
    },
    async during(what, work) {
      paper.hold()
      let settled = false
      let spinner: Ora | undefined
      const timer = setTimeout(async () => {
        const { default: ora } = await import('ora')
        // discardStdin would swallow Ctrl-C.
        if (!settled) spinner = ora({ text: what, stream: output, discardStdin: false }).start()
      }, patience)
      try {
        return await work
      } finally {
        settled = true
        clearTimeout(timer)
        spinner?.stop()
        paper.release()
      }
    },
  }
}

/** An option that took several rows would not be told from the next one. A painted one is short. */
const optionRow = (text: string, columns: number, { symbols }: Look) =>
  text.includes('\x1b') ? text : inOneRow(text, Math.max(columns, 8), symbols.ellipsis)

const chooseKeys = ({ symbols }: Look) =>
  [
    [symbols.upAndDown, 'move'],
    [symbols.enter, 'choose'],
  ] as const

const keysLine = (keys: readonly (readonly [string, string])[], { paint }: Look) =>
  ` ${keys.map(([key, does]) => `${paint('strong', key)} ${does}`).join('   ')}`

/** To import the classes of inquirer's errors would load all of it before it is needed. */
const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

async function orInterrupted<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw isNamed(error, 'ExitPromptError') ? new Interrupted() : error
  }
}

function unreachable(name: string): never {
  throw new Error(`no key is called ${name}`)
}
