const encoder = new TextEncoder()

/** The place in the text of the document that a pointer is over. */
function placeUnder(x: number, y: number): { node: Node; offset: number } | undefined {
  // Chromium before 128 and Safari have another name for it.
  const older: unknown = Reflect.get(document, 'caretRangeFromPoint')
  if (typeof document.caretPositionFromPoint === 'function') {
    const place = document.caretPositionFromPoint(x, y)
    return place === null ? undefined : { node: place.offsetNode, offset: place.offset }
  }
  const range: unknown =
    typeof older === 'function' ? Reflect.apply(older, document, [x, y]) : undefined
  return range instanceof Range
    ? { node: range.startContainer, offset: range.startOffset }
    : undefined
}

/** A browser gives the gap that is nearest: of the letters beside it the pointer is over one. */
function letterAt(node: Node, offset: number, x: number): number {
  if (offset === 0) return 0
  const range = document.createRange()
  range.setStart(node, offset - 1)
  range.setEnd(node, offset)
  return range.getBoundingClientRect().right > x ? offset - 1 : offset
}

/** The byte of a fragment of text that a pointer is over; `start` is the fragment's first. */
export function byteInText(fragment: Element, start: number, x: number, y: number): number {
  const place = placeUnder(x, y)
  let at = start
  for (const child of fragment.childNodes) {
    const mark = child instanceof HTMLElement ? child.dataset['size'] : undefined
    if (place !== undefined && child.contains(place.node)) {
      if (mark !== undefined || !(place.node instanceof Text)) return at
      const before = place.node.data.slice(0, letterAt(place.node, place.offset, x))
      return at + encoder.encode(before).length
    }
    at += mark === undefined ? encoder.encode(child.textContent ?? '').length : Number(mark)
  }
  return start
}

/** The same in hexadecimal, where a byte is two digits and a space. */
export function byteInHex(fragment: Element, start: number, x: number, y: number): number {
  const place = placeUnder(x, y)
  if (place === undefined || !(place.node instanceof Text) || !fragment.contains(place.node))
    return start
  let digits = letterAt(place.node, place.offset, x)
  for (const child of fragment.childNodes) {
    if (child.contains(place.node)) break
    digits += child.textContent?.length ?? 0
  }
  return start + Math.floor(digits / 3)
}
