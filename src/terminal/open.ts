import { createLiveTerminal } from './live.ts'
import { chooseLook } from './look.ts'
import { createPlainTerminal } from './plain.ts'
import type { Terminal } from './terminal.ts'

/**
 * The terminal that this process talks on: redrawn where it can be, plain lines elsewhere.
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
  const look = chooseLook({ env, columns, rows, isTTY: Boolean(stdout.isTTY) })
  return interactive && !plain && !dumb
    ? createLiveTerminal({
        look,
        input: stdin,
        output: stdout,
        beforeKeys,
        onContinue: (goOn) => process.on('SIGCONT', goOn),
      })
    : createPlainTerminal({ look, input: stdin, output: stdout, interactive: interactive && !dumb })
}
