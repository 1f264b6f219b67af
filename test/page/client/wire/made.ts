import type { ConnectionLine, ExchangeLine } from '../../../../src/page/protocol.ts'

/** An exchange as the page is told of it, with what a test cares for. */
export const line = (given: Partial<ExchangeLine> = {}): ExchangeLine => ({
  number: 1,
  connection: 1,
  method: 'GET',
  target: '/',
  status: 200,
  why: undefined,
  isByItself: false,
  requestBytes: 100,
  responseBytes: 50,
  requestAt: 0,
  requestDoneAt: 1,
  responseAt: 5,
  responseDoneAt: 6,
  severity: 'note',
  check: undefined,
  frames: 0,
  server: undefined,
  ...given,
})

/** A connection in the same way. */
export const connection = (given: Partial<ConnectionLine> = {}): ConnectionLine => ({
  id: 1,
  client: '127.0.0.1:50000',
  visitor: undefined,
  openedAt: 0,
  firstByteAt: 0,
  closedAt: undefined,
  closing: undefined,
  protocol: undefined,
  spoken: undefined,
  ...given,
})
