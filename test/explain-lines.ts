/** A line of `explain --json`, as far as tests look at it. */
export interface Line {
  readonly type: string
  readonly entry?: number
  readonly role: string
  readonly at?: number
  readonly length: number
  readonly bytes: string
  readonly rebuilt?: boolean
  readonly lost?: number
  readonly tokens: readonly { kind: string; start: number; end: number }[]
  readonly notes: readonly { about: string; start: number; end: number; severity: string }[]
}

export const lines = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** A request as a browser may send it. */
export const get = 'GET /hello HTTP/1.1\r\nHost: localhost:9001\r\nAccept: */*\r\n\r\n'
