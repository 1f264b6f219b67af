import { describe, expect, test } from 'vitest'
import { agreeToUnprotected } from '../../src/app/agree-to-unprotected.ts'
import { plainTheme } from '../terminal/theme.ts'

const terminal = (interactive: boolean, answer = false) => {
  const printed: string[] = []
  return {
    printed,
    theme: plainTheme(80),
    interactive,
    print: (lines: readonly string[]) => void printed.push(...lines),
    confirm: async (question: string) => {
      printed.push(question)
      return answer
    },
  }
}

const missing = { type: 'not-installed', program: 'bubblewrap' } as const

describe('where nothing protects from the programs of others', () => {
  test('nobody can be asked: refused with exit code 2, in one sentence and a next step', async () => {
    const asked = agreeToUnprotected(missing, { terminal: terminal(false, true) })
    await expect(asked).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^Nothing protects your files, .*: bubblewrap is not installed\.$/,
      ),
      next: expect.stringContaining('--allow-unprotected'),
    })
  })

  test.each([
    [{ type: 'no-means' } as const, /has no means for it/],
    [
      {
        type: 'fails',
        program: 'bubblewrap',
        said: 'No permissions to create a new namespace',
      } as const,
      /bubblewrap does not work here \(it says: No permissions to create a new namespace\)/,
    ],
    [{ type: 'forbidden', program: 'bubblewrap' } as const, /forbids bubblewrap what it needs/],
  ])('the reason is said: %o', async (reason, said) => {
    const place = terminal(true)
    await expect(agreeToUnprotected(reason, { terminal: place })).rejects.toThrow(said)
    expect(place.printed.join('\n').replaceAll(/\s+/g, ' ')).toMatch(said)
    expect(Math.max(...place.printed.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('who agrees goes on', async () => {
    const place = terminal(true, true)
    await agreeToUnprotected(missing, { terminal: place })
    expect(place.printed.at(-1)).toBe('Run the programs anyway?')
  })
})
