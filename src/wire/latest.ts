/** A list of the latest things, in the order they came, that forgets the oldest of those that may go. */
export class Latest<T> {
  readonly list: T[] = []
  readonly #listed: number
  readonly #mayGo: (one: T) => boolean
  /** How long the list may get before it is cut again. */
  #most: number

  constructor(listed: number, mayGo: (one: T) => boolean) {
    this.#listed = listed
    this.#mayGo = mayGo
    this.#most = listed * slack
  }

  /** Cuts the list if it has grown long enough; gives what was forgotten. */
  cut(): T[] {
    if (this.list.length <= this.#most) return []
    const gone: T[] = []
    const surplus = this.list.length - this.#listed
    let staying = 0
    for (const one of this.list.slice(0, surplus)) {
      if (this.#mayGo(one)) gone.push(one)
      else this.list[staying++] = one
    }
    this.list.splice(staying, surplus - staying)
    this.#most = this.list.length * slack
    return gone
  }
}

/** Lists grow by this factor before they are cut, so that the cut costs each entry little. */
const slack = 1.2
