import { linear } from '../draw/symbols.ts'
import { chooseTheme, type Theme, wideFrom } from '../draw/theme.ts'
import { createLiveTerminal } from './live.ts'
import { createPlainTerminal } from './plain.ts'
import type { Terminal } from './terminal.ts'

/**
 * The terminal that this process talks on: redrawn where it can be, plain lines elsewhere, and where
 * ACCESSIBLE is set: other programs for people with screen readers look at it too.
 * `beforeKeys` is called once, before it is read key by key.
 */
export function openTerminal(
  process: Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'on' | 'off' | 'kill' | 'pid'>,
  plain: boolean,
  beforeKeys: () => void = () => {},
): Terminal {
  const { env, stdout } = process
  // Merely to look at process.stdin opens it, which takes time: the output is asked first.
  const interactive = Boolean(stdout.isTTY && process.stdin.isTTY)
  const dumb = env['TERM'] === 'dumb'
  const isLinear = plain || isSet(env['ACCESSIBLE']) || (interactive && dumb)
  const hasColours = Boolean(stdout.isTTY && stdout.hasColors())
  const drawn = chooseTheme({
    env,
    hasColours,
    get columns() {
      return stdout.columns
    },
    get rows() {
      return stdout.rows
    },
  })
  const theme = isLinear ? linearTheme(drawn) : drawn
  return interactive && !isLinear
    ? createLiveTerminal({
        theme,
        input: process.stdin,
        output: stdout,
        beforeKeys,
        suspend: () => process.kill(process.pid, 'SIGTSTP'),
        onContinue(goOn) {
          process.on('SIGCONT', goOn)
          return () => process.off('SIGCONT', goOn)
        },
      })
    : createPlainTerminal({
        theme,
        get input() {
          return process.stdin
        },
        output: stdout,
        interactive,
        // Its window is joined to programs by pipes.
        noKeys: !interactive && env['MSYSTEM'] !== undefined ? 'git-bash' : undefined,
      })
}

const isSet = (value: string | undefined) => value !== undefined && !/^(0|false)?$/i.test(value)

/** Everything below one another, and words for what is drawn elsewhere. */
const linearTheme = (theme: Theme): Theme => ({
  ...theme,
  columns: Math.min(theme.columns, wideFrom - 1),
  symbols: linear(theme.symbols),
})
