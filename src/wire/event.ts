/** The two sides of a connection, as the tap sees them. */
export type Side = 'client' | 'server'

/** Something that happened on the wire. `at` is in milliseconds on the clock given to the tap. */
export type WireEvent = { readonly connection: number; readonly at: number } & (
  | {
      readonly type: 'opened'
      readonly client: string
      /**
       * What this machine is called where the client came in: the address, and its own names.
       * Absent where that is not known.
       */
      readonly names?: readonly string[]
    }
  | { readonly type: 'bytes'; readonly from: Side; readonly bytes: Uint8Array }
  /** One side has said that it will send no more (TCP FIN). */
  | { readonly type: 'ended'; readonly by: Side }
  /** One side has torn the connection down (TCP RST). */
  | { readonly type: 'reset'; readonly by: Side }
  /** No program took the connection: the tap had to turn the client away. */
  | { readonly type: 'refused' }
  | { readonly type: 'closed' }
)
