/** What a message and a session may cost in memory, whatever is sent. All in bytes but where it says otherwise. */
export const limits = {
  /** Of one message that are kept; the rest is counted. */
  message: 1024 * 1024,
  /** Of all messages of a session beyond what each of them always keeps. The oldest give up theirs first. */
  session: 16 * 1024 * 1024,
  /** Of a head that are always kept. From here on many servers refuse a head; Node's limit is 16 KiB. */
  usualHead: 16 * 1024,

  /** Of a head that is read. In a longer one, which browsers refuse too, no end is looked for. */
  head: 256 * 1024,
  /** Of a line from which on most servers refuse it. */
  line: 64 * 1024,
  /** Tokens of a head, and again of a body; what follows becomes one token. */
  tokens: 8192,
  /** Errors, and again warnings, that are listed. */
  problems: 200,
} as const
