import * as v from 'valibot'
import { readRemembered, remember } from '../../workspace/remembered.ts'
import { createAsk } from '../join/ask.ts'
import { base } from './guard.ts'

/** Where the course finds a board that runs on this machine: its port and the secret of its address. */
const memory = 'board.txt'

/** Lets other commands of this user find the board. Gives back what ends that. */
export function tellWhereBoardIs(port: number, secret: string): () => void {
  remember(memory, `${port} ${secret}`)
  return () => remember(memory, '')
}

const known = v.array(v.object({ name: v.string(), address: v.string() }))

/** How often a board is asked who was heard from where. */
const everyMs = 3000
const timeoutMs = 2000

/**
 * Tells the names of students by the address of their machine, again and again, where a board runs on this machine.
 * Nothing of it fails, and no process is kept alive. Gives back what ends it.
 */
export function followVisitors(
  tell: (names: ReadonlyMap<string, string>) => void,
  where: () => string | undefined = () => readRemembered(memory),
): () => void {
  const { ask, close } = createAsk('background')
  let isOver = false
  let before = ''
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    const [port = '', secret = ''] = where()?.split(' ') ?? []
    if (/^\d+$/.test(port)) {
      const path = `${base}visitors?token=${encodeURIComponent(secret)}`
      const place = { host: '127.0.0.1', port: Number(port) }
      const answer = await ask(place, { method: 'GET', path, timeoutMs })
      const found = v.safeParse(known, answer.type === 'answered' ? answer.value : undefined)
      const text = JSON.stringify(answer)
      if (found.success && !isOver && text !== before)
        tell(new Map(found.output.map(({ name, address }) => [address, name])))
      before = text
    }
    if (isOver) return
    timer = setTimeout(look, everyMs)
    timer.unref()
  }
  void look()
  return () => {
    isOver = true
    clearTimeout(timer)
    close()
  }
}
