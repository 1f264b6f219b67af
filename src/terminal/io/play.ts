import type { Session } from '../../session/as-seen.ts'
import { pageOf } from '../../session/state.ts'
import type { Theme } from '../draw/theme.ts'
import { frameOf } from '../views/frame.ts'
import { createMenuView } from '../views/menu-page.ts'
import type { SessionView } from '../views/session.ts'
import { type Keyboard, readKeys } from './keys.ts'
import { createScreen, type TerminalStream } from './screen.ts'
import { Interrupted } from './terminal.ts'

export interface Device {
  readonly theme: Theme
  readonly input: Keyboard
  readonly output: TerminalStream
  /** Stops the process as Ctrl-Z does, where that can be; it comes back by `onContinue`. */
  readonly suspend?: () => void
  /** Has a function called when the process goes on after Ctrl-Z; gives back what ends that. */
  readonly onContinue?: (goOn: () => void) => () => void
}

/** A session on the whole screen. */
export interface Play {
  /** Settles when the session is over. Rejects with Interrupted at Ctrl-C. */
  readonly over: Promise<void>
  /** Gives back what the terminal showed before, and draws no more. */
  leave(): void
  /** Leaves the terminal to another program until it settles. */
  lend<T>(work: () => Promise<T>): Promise<T>
}

/** Milliseconds of drawing after which bytes are passed on again. */
const sliceMs = 2

/** Draws a session whenever its state or the window changes, and passes keys on to it. */
export function play(session: Session, device: Device): Play {
  const { theme, input, output } = device
  const menu = createMenuView(theme)
  let pages: SessionView | undefined
  const screen = createScreen(output)
  let isLent = false
  let timer: NodeJS.Immediate | undefined
  let stayAlive: NodeJS.Timeout | undefined
  const draw = () => {
    timer = undefined
    if (isLent) return
    // Exchanges that came together are drawn a few at a time.
    const endAt = performance.now() + sliceMs
    if (pages?.prepare(session.state, () => performance.now() >= endAt)) return drawSoon()
    const view = pages ?? (pageOf(session.state).type === 'menu' ? menu : undefined)
    if (view === undefined) return
    let frame = frameOf(session.state, view, theme)
    const { isFinding } = session.state
    session.fits(frame.fit, frame.scroll)
    // What was searched for is known to be there, or not, once the page was drawn.
    if (isFinding) frame = frameOf(session.state, view, theme)
    screen.draw(frame.rows)
  }
  // Many changes at once are one drawing.
  const drawSoon = () => {
    timer ??= setImmediate(draw)
  }
  const redraw = () => {
    screen.forget()
    draw()
  }

  let stopKeys = () => {}
  const openKeys = () => {
    stopKeys = readKeys(input, onKey, () => fail(new Interrupted()))
  }
  let fail = (_error: unknown) => {}
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => {})
  const onKey = (key: string) => {
    if (key === 'ctrl-c' || key === 'ctrl-d') return fail(new Interrupted())
    if (key === 'ctrl-z') return pause()
    session.press(key).catch(fail)
  }
  const pause = () => {
    if (device.suspend === undefined) return
    stopKeys()
    screen.close()
    // Without input nothing would keep the process when it goes on.
    stayAlive = setInterval(() => {}, 2 ** 30)
    device.suspend()
  }
  const goOn = () => {
    clearInterval(stayAlive)
    if (isLent) return
    stopKeys()
    openKeys()
    screen.close()
    screen.open()
    draw()
  }

  const stopChanges = session.onChange(drawSoon)
  const stopContinue = device.onContinue?.(goOn)
  output.on('resize', redraw)
  screen.open()
  openKeys()
  draw()
  // The menu stands by now; what draws all other pages takes several times as long to load.
  import('../views/session.ts').then(({ createSessionView }) => {
    pages = createSessionView(theme)
    drawSoon()
  }, fail)
  const close = () => {
    if (timer !== undefined) clearImmediate(timer)
    stopChanges()
    stopContinue?.()
    output.off('resize', redraw)
    stopKeys()
    screen.close()
  }

  return {
    over: Promise.race([session.ended, failed]).finally(close),
    leave: close,
    async lend(work) {
      isLent = true
      stopKeys()
      screen.close()
      try {
        return await work()
      } finally {
        isLent = false
        screen.open()
        openKeys()
        draw()
      }
    },
  }
}
