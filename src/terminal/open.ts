import { createLiveTerminal } from './live.ts'
import { chooseLook } from './look.ts'
import { createPlainTerminal } from './plain.ts'
import type { Terminal } from './terminal.ts'

/**
 * The terminal that this process talks on: redrawn where it can be, plain lines elsewhere.
 * `beforeKeys` is called once, before it is read key by key.
 */
export function openTerminal(
  process: Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'on'>,
  plain: boolean,
  beforeKeys: () => void = () => {},
): Terminal {
  const { env, stdout } = process
  // Merely to look at process.stdin opens it, which takes time: the output is asked first.
  const interactive = Boolean(stdout.isTTY && process.stdin.isTTY)
  const dumb = env['TERM'] === 'dumb'
  const { columns, rows } = stdout
  const look = chooseLook({
    env,
    columns,
    rows,
    hasColours: Boolean(stdout.isTTY && stdout.hasColors()),
  })
  return interactive && !plain && !dumb
    ? createLiveTerminal({
        look,
        input: process.stdin,
        output: stdout,
        beforeKeys,
        onContinue: (goOn) => process.on('SIGCONT', goOn),
      })
    : createPlainTerminal({
        look,
        get input() {
          return process.stdin
        },
        output: stdout,
        interactive: interactive && !dumb,
      })
}
