/** What one message may cost in memory, whatever is sent. */
export const limits = {
  /** Bytes of a message that are kept. */
  captured: 1024 * 1024,
  /** Bytes of a line that are read for their parts; a longer line is one `unknown` token. */
  line: 64 * 1024,
  /** Bytes of a header or trailer section whose fields are listed. */
  fields: 256 * 1024,
  /** Tokens of a header section, and again of a body; what follows becomes one token. */
  tokens: 8192,
  /** Errors, and again warnings, that are listed. */
  problems: 200,
  /** A header section from here on is refused by many servers; Node's limit is 16 KiB. */
  usualHead: 16 * 1024,
} as const
