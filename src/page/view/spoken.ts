import { protocolWords } from '../../notes/frame-words.ts'
import type { Connection } from '../../wire/exchange.ts'
import { pageWireWords } from '../../words/page-wire.ts'
import type { ConnectionLine, FrameDetail, SpokenDetail } from '../protocol.ts'
import { frameDetail, type LandedFrame } from './exchange.ts'
import { shownText } from './shown.ts'

const { todo } = pageWireWords.spoken
const sides = ['client', 'server'] as const

/** What can be said of a connection without HTTP/1; undefined where it has exchanges, or no protocol is known. Pure. */
export function spokenDetail(
  { protocol, exchanges }: Connection,
  frames: readonly LandedFrame[],
): SpokenDetail | undefined {
  if (protocol === undefined || exchanges.length > 0) return undefined
  const { name, beginnings, lengths } = protocol
  const landed = frames.map(frameDetail)
  // A frame that is wrong says what to do.
  const hasTodo = (name === 'tls' || name === 'http2') && landed.every(isRight)
  return {
    said: [protocolWords(protocol, false, shownText), ...(hasTodo ? [todo[name]] : [])],
    beginnings: sides
      .filter((from) => lengths[from] > 0)
      .map((from) => ({
        from,
        bytes: Buffer.from(beginnings[from]).toString('base64'),
        length: lengths[from],
      })),
    frames: landed,
  }
}

const isRight = ({ problems }: FrameDetail) => problems.length === 0

/** A connection without what may be secret: nobody has read these bytes. Pure. */
export const redactedConnection = (line: ConnectionLine): ConnectionLine => ({
  ...line,
  spoken: line.spoken && {
    ...line.spoken,
    beginnings: line.spoken.beginnings.map((one) => ({ ...one, bytes: '' })),
    frames: line.spoken.frames.map((one) => ({ ...one, text: '' })),
  },
})
