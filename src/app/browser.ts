import type { ChildProcess } from 'node:child_process'

export type Opened = 'opened' | 'no-browser'

/** The time in which an opener that finds no browser says so. */
const failsWithinMs = 1500

/** Opens an address in the person's browser. Never rejects: the address can always be typed. */
export async function openBrowser(url: string): Promise<Opened> {
  try {
    const { default: open } = await import('open')
    return await outcome(await open(url))
  } catch {
    return 'no-browser'
  }
}

/** An opener may start and then find that there is no browser: it ends with an error soon after. */
function outcome(child: ChildProcess): Promise<Opened> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('opened'), failsWithinMs)
    const settle = (opened: Opened) => {
      clearTimeout(timer)
      resolve(opened)
    }
    child.once('error', () => settle('no-browser'))
    child.once('exit', (code) => settle(code === 0 ? 'opened' : 'no-browser'))
  })
}
