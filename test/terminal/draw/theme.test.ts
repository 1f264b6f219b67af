import { describe, expect, test } from 'vitest'
import { chooseTheme, type Tone } from '../../../src/terminal/draw/theme.ts'

/** Palettes as terminals bring them: the colours 30 to 36 and, behind them, 91 and 94. */
const dark = {
  GNOME: '171421 171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 f66151 2a7bde',
  xterm: '000000 000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd ff0000 5c5cff',
  Windows: '0c0c0c 0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd e74856 3b78ff',
  'VS Code': '1e1e1e 000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd f14c4c 3b8eea',
}
const light = {
  GNOME: 'ffffff 171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 f66151 2a7bde',
  xterm: 'ffffff 000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd ff0000 5c5cff',
  macOS: 'ffffff 000000 990000 00a600 999900 0000b2 b200b2 00a6b2 e50000 0000ff',
  'VS Code': 'ffffff 000000 cd3131 00bc00 949800 0451a5 bc05bc 0598bc cd3131 0451a5',
}

const tones: readonly Tone[] = [
  'accent',
  'label',
  'warning',
  'error',
  'good',
  'code-keyword',
  'code-string',
]

describe.each([
  ...Object.entries(dark).map(([name, palette]) => ({ name, palette, COLORFGBG: '15;0' })),
  ...Object.entries(light).map(([name, palette]) => ({ name, palette, COLORFGBG: '0;15' })),
])('$name with COLORFGBG=$COLORFGBG', ({ palette, COLORFGBG }) => {
  const [background = '', ...colours] = palette.split(' ')
  const { paint } = chooseTheme({
    env: { LANG: 'C.UTF-8', COLORFGBG },
    columns: 80,
    rows: 24,
    hasColours: true,
  })

  test.each(tones)('%s can be read', (tone) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    const code = Number(/^\x1b\[(\d+)m/.exec(paint(tone, 'words'))?.[1])
    if (code === 1) return
    const colour = colours[code < 90 ? code - 30 : code === 91 ? 7 : 8] ?? ''
    // The palettes leave no colour of every kind with 4.5, which WCAG asks for.
    expect(contrast(colour, background)).toBeGreaterThan(4.2)
  })
})

test('where the terminal says nothing of its background, it is taken for a dark one', () => {
  const accent = (COLORFGBG?: string) =>
    chooseTheme({
      env: { LANG: 'C.UTF-8', COLORFGBG },
      columns: 80,
      rows: 24,
      hasColours: true,
    }).paint('accent', 'words')
  expect(accent()).toBe(accent('15;0'))
  expect(accent('0;default;15')).toBe(accent('0;15'))
  expect(accent('0;15')).not.toBe(accent('15;0'))
})

/** Contrast of two colours as WCAG 2 defines it, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
