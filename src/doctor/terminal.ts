import type { Facts } from './facts.ts'
import { type Finding, ok, warning } from './finding.ts'

/** Columns and rows that the screens of the course need. */
const least = { columns: 40, rows: 24 }

/** What the terminal means for the course. Pure. */
export const judgeTerminal = (facts: Facts): Finding[] => [
  judgeSize(facts),
  judgeColours(facts),
  judgeCharacters(facts),
]

function judgeSize({ terminal }: Facts): Finding {
  const { isTTY, columns, rows, term, gitBash } = terminal
  const about = 'terminal'
  if (!isTTY)
    return gitBash
      ? warning(
          about,
          'Git Bash gives programs no terminal to press keys in',
          'Put winpty in front of the command, or use Windows Terminal.',
        )
      : warning(
          about,
          'this is none: lines are printed, and nothing is asked',
          'For the course itself, open a terminal and start it there.',
        )
  if (term === 'dumb')
    return warning(
      about,
      'TERM is dumb: lines are printed, and nothing is asked',
      'For the course itself, use another terminal, or set TERM to what yours is.',
    )
  const size = `${columns} columns, ${rows} rows`
  if (columns < least.columns || rows < least.rows)
    return warning(
      about,
      `${size}; the screens need ${least.columns} and ${least.rows}`,
      'Make the window larger.',
    )
  return ok(about, term === undefined ? size : `${size}, ${term}`)
}

function judgeColours({ terminal: { colours } }: Facts): Finding {
  return ok(
    'colours',
    colours === 0 ? 'none; every colour stands for a word that is there too' : `${colours}`,
  )
}

function judgeCharacters({ terminal: { unicode, locale }, platform }: Facts): Finding {
  const said = locale === undefined ? '' : `, ${locale}`
  if (unicode) return ok('characters', `Unicode${said}`)
  return warning(
    'characters',
    `ASCII alone${said}: arrows and lines are drawn with what there is`,
    platform === 'win32' ? 'Use Windows Terminal.' : 'Set a UTF-8 locale: export LANG=C.UTF-8',
  )
}
