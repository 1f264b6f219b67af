/** The pages of living standards, by how the notes name them. */
const living: readonly (readonly [RegExp, string])[] = [
  [/^(WHATWG URL|URL Standard)\b/, 'https://url.spec.whatwg.org/'],
  [/^(WHATWG Fetch|Fetch Standard)\b/, 'https://fetch.spec.whatwg.org/'],
  [/^(WHATWG HTML|HTML Standard)\b/, 'https://html.spec.whatwg.org/multipage/'],
  [/^(WHATWG Encoding|Encoding Standard)\b/, 'https://encoding.spec.whatwg.org/'],
  [/^(WHATWG MIME Sniffing|MIME Sniffing Standard)\b/, 'https://mimesniff.spec.whatwg.org/'],
]

/** A part of what a note gives as its source, and where it can be read; undefined where that is not known. */
export interface Source {
  readonly text: string
  readonly href: string | undefined
}

/** `RFC 9110, section 8.6; WHATWG URL, section 5.1` with an address for each of them. */
export const sourcesOf = (source: string): Source[] =>
  source.split('; ').map((text) => ({ text, href: addressOf(text) }))

function addressOf(text: string): string | undefined {
  const [, rfc, kind, section] =
    /^RFC (\d+)(?:, (section|appendix)s? ([\dA-Z]+(?:\.\d+)*))?/.exec(text) ?? []
  if (rfc === undefined) return living.find(([name]) => name.test(text))?.[1]
  const page = `https://www.rfc-editor.org/rfc/rfc${rfc}`
  return section === undefined ? page : `${page}#${kind}-${section}`
}
