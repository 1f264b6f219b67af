import { createLiveTerminal } from './live.ts'
import { chooseLook, type Look, wideFrom } from './look.ts'
import { createPlainTerminal } from './plain.ts'
import { linear } from './symbols.ts'
import type { Terminal } from './terminal.ts'

/**
 * The terminal that this process talks on: redrawn where it can be, plain lines elsewhere. ACCESSIBLE
 * is heeded, as programs with screen readers in mind do.
 * `beforeKeys` is called once, before it is read key by key.
 */
export function openTerminal(
  { env, stdin, stdout }: Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout'>,
  plain: boolean,
  beforeKeys: () => void = () => {},
): Terminal {
  const interactive = Boolean(stdin.isTTY && stdout.isTTY)
  const dumb = env['TERM'] === 'dumb'
  const { columns, rows } = stdout
  const isLinear = plain || isSet(env['ACCESSIBLE'])
  const drawn = chooseLook({ env, columns, rows, isTTY: Boolean(stdout.isTTY) })
  const look = isLinear ? linearLook(drawn) : drawn
  return interactive && !isLinear && !dumb
    ? createLiveTerminal({
        look,
        input: stdin,
        output: stdout,
        beforeKeys,
        onContinue: (goOn) => process.on('SIGCONT', goOn),
      })
    : createPlainTerminal({ look, input: stdin, output: stdout, interactive: interactive && !dumb })
}

const isSet = (value: string | undefined) => value !== undefined && !/^(0|false)?$/i.test(value)

/** Everything below one another, and words for what is drawn elsewhere. */
const linearLook = (look: Look): Look => ({
  ...look,
  columns: Math.min(look.columns, wideFrom - 1),
  symbols: linear(look.symbols),
})
