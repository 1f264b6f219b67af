/** A hand-in that can't be read: the message says why. */
export class Unreadable extends Error {}
