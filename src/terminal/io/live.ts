import type { Ora } from 'ora'
import type { Session } from '../../session/as-seen.ts'
import { terminalWords } from '../../words/terminal.ts'
import { inMargin, inOneRow, wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'
import { type Keyboard, readKeys } from './keys.ts'
import type { Play } from './play.ts'
import type { TerminalStream } from './screen.ts'
import { Interrupted, type Option, type Terminal } from './terminal.ts'

export interface LiveOptions {
  readonly theme: Theme
  readonly input: Keyboard
  readonly output: TerminalStream
  /** Stops this process, as Ctrl-Z does. */
  readonly suspend?: () => void
  /** Has a function called when the process goes on after Ctrl-Z; gives back what ends that. */
  readonly onContinue?: (goOn: () => void) => () => void
  /** Called once, before the terminal is read key by key. */
  readonly beforeKeys?: () => void
}

/** A wait is shown after so long. */
const patienceMs = 250

/** A terminal on which keys are pressed and the screen is drawn again. */
export function createLiveTerminal(options: LiveOptions): Terminal {
  const { theme, input, output } = options
  let beforeKeys = options.beforeKeys
  let playing: Play | undefined
  const prepare = () => {
    beforeKeys?.()
    beforeKeys = undefined
  }
  const accent = (text: string) => theme.paint('accent', text)
  const promptTheme = { prefix: '', style: { answer: accent } }
  const openPrompt = async () => {
    prepare()
    const { inquirer } = await import('./prompts.ts')
    return inquirer.createPromptModule({ input, output })
  }
  const print = (lines: readonly string[]) => {
    for (const line of lines) output.write(`${line}\n`)
  }
  /** Waits for the key that settles it. Rejects with Interrupted where somebody leaves. */
  const pressed = <T>(
    onKey: (key: string, settle: (value: T) => void, leave: () => void) => void,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (value: T) => {
        stop()
        resolve(value)
      }
      const leave = () => {
        stop()
        reject(new Interrupted())
      }
      const stop = readKeys(
        input,
        (key) => (key === 'ctrl-c' || key === 'ctrl-d' ? leave() : onKey(key, settle, leave)),
        leave,
      )
    })
  // readline pauses its input when the process is stopped: without input it would end.
  options.onContinue?.(() => {
    if (playing === undefined) setImmediate(() => input.resume())
  })

  return {
    theme,
    interactive: true,
    print,
    page() {
      // Scrolls away the lines above the cursor and no more: nothing blank is left between.
      output.write(`${'\n'.repeat(Math.max(theme.rows - 1, 0))}\x1b[H\x1b[J`)
    },
    async play(session) {
      const { play } = await import('./play.ts')
      playing = play(session, options)
      prepare()
      try {
        await playing.over
      } finally {
        playing = undefined
        print(await linesLeft(session, theme))
      }
    },
    leave: () => playing?.leave(),
    lend: (work) => (playing === undefined ? work() : playing.lend(work)),
    async choose<T>(message: string, choices: readonly Option<T>[]) {
      prepare()
      const { symbols, columns } = theme
      const question = wrap(message, columns - 2)
      let at = 0
      const rows = () =>
        choices.map(({ text }, i) => {
          const row = optionRow(text, columns - 4, theme)
          return i === at ? accent(`${symbols.here} ${row}`) : `  ${row}`
        })
      const keys = theme.paint('dim', terminalWords.chooseKeys(symbols.enter, symbols.upAndDown))
      print(inMargin([...question, ...rows(), '', keys]))
      const erase = (lines: number) => output.write(`\x1b[${lines}A\x1b[J`)
      const chosen = await pressed<Option<T>>((key, settle, leave) => {
        if (key === 'q' || key === 'escape') return leave()
        if (key === 'up') at = Math.max(at - 1, 0)
        else if (key === 'down') at = Math.min(at + 1, choices.length - 1)
        const choice = choices[key === 'enter' ? at : Number(key) - 1]
        if (choice !== undefined) return settle(choice)
        erase(choices.length + 2)
        print(inMargin([...rows(), '', keys]))
      })
      erase(question.length + choices.length + 2)
      print(inMargin([...question, optionRow(accent(chosen.text), columns - 4, theme)]))
      return chosen.value
    },
    async confirm(question) {
      prepare()
      output.write(`${question} (${terminalWords.yesOrNo}) `)
      const yes = await pressed<boolean>((key, settle) => {
        const letter = key.toLowerCase()
        if (letter === 'y' || letter === 'n') settle(letter === 'y')
        else if (key === 'escape' || key === 'enter') settle(false)
      })
      output.write('\n')
      return yes
    },
    async input(message, start) {
      const prompt = await openPrompt()
      const question = { type: 'input', message, default: start, theme: promptTheme } as const
      return (await orInterrupted(prompt({ answer: question }))).answer
    },
    async during(what, work) {
      let settled = false
      let spinner: Ora | undefined
      const timer = setTimeout(async () => {
        const { default: ora } = await import('ora')
        // discardStdin would swallow Ctrl-C.
        if (!settled) spinner = ora({ text: what, stream: output, discardStdin: false }).start()
      }, patienceMs)
      try {
        return await work
      } finally {
        settled = true
        clearTimeout(timer)
        spinner?.stop()
      }
    },
  }
}

/** What stays to be read once the screen is given back: after a server was watched, what came. */
async function linesLeft({ state }: Session, theme: Theme): Promise<string[]> {
  if (state.kind !== 'tap' && state.kind !== 'run') return []
  const { renderLeft } = await import('../views/session.ts')
  return renderLeft(state, theme)
}

/** An option that took several rows would not be told from the next one. A painted one is short. */
const optionRow = (text: string, columns: number, { symbols }: Theme) =>
  text.includes('\x1b') ? text : inOneRow(text, Math.max(columns, 8), symbols.ellipsis)

/** To import the classes of inquirer's errors would load all of it before it is needed. */
const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name

async function orInterrupted<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw isNamed(error, 'ExitPromptError') ? new Interrupted() : error
  }
}
