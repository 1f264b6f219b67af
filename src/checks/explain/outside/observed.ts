/** What was seen of a failure beside the response and the output. */
export interface Observed {
  /** Other connections that the checks had open, and on which the server was not done. */
  readonly otherConnections: number
  /** The connection was the first that the program has seen. */
  readonly isFirstConnection: boolean
  /** What made a server respond that had kept silent; undefined where nothing did, or nothing was tried. */
  readonly respondedAfter: 'others-closed' | 'more-bytes' | 'half-close' | undefined
  /** The media types of the responses before this one, as they were sent. */
  readonly typesBefore: readonly string[]
  /** The file that was expected, as the learner has it; undefined where there is none. */
  readonly ownFile: string | undefined
  /** The program was busy all the time while it kept silent; undefined where the system does not tell. */
  readonly isBusy: boolean | undefined
}
