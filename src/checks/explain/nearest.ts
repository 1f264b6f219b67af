/**
 * The line of a text that begins most like the wanted one, and its first byte that differs;
 * undefined where no line comes near.
 */
export function nearestLine(
  text: string,
  wanted: string,
): { bytes: Uint8Array; start: number; end: number } | undefined {
  let best: { line: string; alike: number; score: number } | undefined
  for (const line of text.split(/\r?\n/)) {
    const alike = prefix(line, wanted)
    const score = alike + prefix(reversed(line), reversed(wanted))
    if (score > (best?.score ?? 0)) best = { line, alike, score }
  }
  if (best === undefined || best.score < wanted.length / 2) return undefined
  const start = Buffer.byteLength(best.line.slice(0, best.alike))
  return { bytes: new Uint8Array(Buffer.from(best.line)), start, end: start + 1 }
}

const reversed = (text: string) => [...text].reverse().join('')

function prefix(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1
  return i
}
