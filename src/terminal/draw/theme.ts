import { Chalk, type ChalkInstance } from 'chalk'
import isUnicodeSupported from 'is-unicode-supported'
import { asciiSymbols, type Symbols, unicodeSymbols } from './symbols.ts'

/** What a piece of text is, for the eye. Colour never says what a word does not say too. */
export type Tone =
  /** The one thing to look at. */
  | 'strong'
  /** What is known already. */
  | 'dim'
  /** The course's own voice. */
  | 'accent'
  /** Marks and words under a line of text. */
  | 'label'
  | 'warning'
  | 'error'
  | 'good'
  | 'code-keyword'
  | 'code-string'

/** How this terminal is drawn on. */
export interface Theme {
  /** Columns and rows of the terminal. */
  readonly columns: number
  readonly rows: number
  readonly symbols: Symbols
  readonly coloured: boolean
  readonly paint: (tone: Tone, text: string) => string
}

export interface ThemeOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Asked whenever something is drawn: a window may change its size. */
  readonly columns: number | undefined
  readonly rows: number | undefined
  /** What is drawn on can show colours. */
  readonly hasColours: boolean
}

/** Columns from which notes stand beside the bytes instead of under them. */
export const wideFrom = 110

/** Decides how to draw. It follows NO_COLOR, FORCE_COLOR, TERM=dumb and the locale. */
export function chooseTheme(options: ThemeOptions): Theme {
  const { env, hasColours } = options
  const coloured = isColoured(env, hasColours)
  const chalk = new Chalk({ level: coloured ? 1 : 0 })
  const tones = isLight(env) ? onLight(chalk) : onDark(chalk)
  return {
    // A terminal that does not know its size says 0.
    get columns() {
      return options.columns || 80
    },
    get rows() {
      return options.rows || 24
    },
    symbols: hasUnicode(env) ? unicodeSymbols : asciiSymbols,
    coloured,
    paint: (tone, text) => tones[tone](text),
  }
}

type Tones = Record<Tone, (text: string) => string>

/** Colours that most palettes set apart from a dark background: plain blue and red are not among them. */
const onDark = (chalk: ChalkInstance): Tones => ({
  strong: chalk.bold,
  dim: chalk.dim,
  accent: chalk.cyan,
  label: chalk.cyan,
  warning: chalk.yellow,
  error: chalk.redBright,
  good: chalk.green,
  'code-keyword': chalk.blueBright,
  'code-string': chalk.green,
})

/** The same for a light one: cyan, green and yellow are not among them. */
const onLight = (chalk: ChalkInstance): Tones => ({
  strong: chalk.bold,
  dim: chalk.dim,
  accent: chalk.blue,
  label: chalk.blue,
  warning: chalk.magenta,
  error: chalk.red,
  good: chalk.bold,
  'code-keyword': chalk.magenta,
  'code-string': chalk.blue,
})

/** COLORFGBG, as `0;15`: some terminals say so which colours they write with, and on which. */
function isLight(env: ThemeOptions['env']): boolean {
  const background = Number(env['COLORFGBG']?.split(';').at(-1) || 0)
  return background === 7 || background === 15
}

function isColoured(env: ThemeOptions['env'], hasColours: boolean): boolean {
  // https://no-color.org: any value but the empty one.
  if (env['NO_COLOR']) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return hasColours && env['TERM'] !== 'dumb'
}

function hasUnicode(env: ThemeOptions['env']): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG']
  if (locale !== undefined && locale !== '') return /utf-?8/i.test(locale) && isUnicodeSupported()
  return isUnicodeSupported()
}
