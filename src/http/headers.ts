/** A header as a name and a value, wherever it comes from: the wire, a HAR file, a check. */
interface Named {
  readonly name: string
}

/** Every header of this name, in the order they came. Names are the same in any case (RFC 9110, section 5.1). */
export function headersNamed<T extends Named>(headers: readonly T[], name: string): T[] {
  const wanted = name.toLowerCase()
  return headers.filter((header) => isNamed(header, wanted))
}

/** The first header of this name, in any case. */
export function headerNamed<T extends Named>(headers: readonly T[], name: string): T | undefined {
  const wanted = name.toLowerCase()
  return headers.find((header) => isNamed(header, wanted))
}

/** The value of the first header of this name, in any case. */
export function headerValue(
  headers: readonly { readonly name: string; readonly value: string }[],
  name: string,
): string | undefined {
  return headerNamed(headers, name)?.value
}

/** The members of a comma-separated value, in lower case, without white space (RFC 9110, section 5.6.1). */
export function listMembers(value: string): string[] {
  return value
    .toLowerCase()
    .split(',')
    .map((member) => member.trim())
}

const isNamed = ({ name }: Named, lower: string) =>
  name.length === lower.length && name.toLowerCase() === lower
