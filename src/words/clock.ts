/** Hours, minutes and seconds of a moment, in milliseconds since 1970. */
export function clockOf(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
