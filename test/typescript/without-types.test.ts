import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withoutTypes } from '../../src/typescript/without-types.ts'
import { normal } from './normal.ts'

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')

/** The program as Biome lays it out where it stands. */
function formatted(program: string, path: string): string {
  const args = [biome, 'format', `--stdin-file-path=${path}`]
  const { stdout } = spawnSync(process.execPath, args, { input: program, encoding: 'utf8' })
  return stdout
}

const programs = readdirSync('lessons', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.includes('mistakes'),
)

describe.each(programs)('%s', (name) => {
  const source = readFileSync(join('lessons', name), 'utf8')
  const javascript = withoutTypes(source) ?? ''

  test('is the same program in JavaScript', () => {
    expect(normal(javascript.replaceAll(".js'", ".ts'"), 'js')).toBe(normal(source, 'ts'))
  })

  test('reads as if it had been written in JavaScript', () => {
    expect(formatted(javascript, join('lessons', name))).toBe(javascript)
    const commentsOf = (text: string) => text.match(/^\s*\/\/ .*/gm) ?? []
    expect(commentsOf(javascript)).toEqual(commentsOf(source))
  })
})

test('what was said of a type alone goes with it, and so does one of two empty lines', () => {
  const source = `import type { Socket } from 'node:net'
import { a, type B } from './a.ts'

/** A form. */
type Form = Record<string, string[]>

// Kept.
abstract class C<T> extends a implements B {
  // #region fields
  private readonly d: T // said

  /** Once. */
  #e(): void
  #e(f?: 1): void {}

  abstract g: T
}
export interface G {} // gone

export const h = (): Form => ({}) as Form
`
  expect(withoutTypes(source)).toBe(`import { a } from './a.js'

// Kept.
class C extends a {
  // #region fields
  d // said

  #e(f) {}
}

export const h = () => ({})
`)
})

test('a list is joined where it fits on a line, and only there', () => {
  const long = 'aVeryLongNameOfAParameterThatFillsItsLine'
  expect(
    withoutTypes(`import {
  a,
  type ${long},
} from 'a'

function b(
  c: ${long},
  d: string,
): void {}

function e(
  ${long}: string,
  ${long}2: string,
  f: 1,
) {}
`),
  ).toBe(`import { a } from 'a'

function b(c, d) {}

function e(
  ${long},
  ${long}2,
  f,
) {}
`)
})

test('a program with a mistake has no JavaScript', () => {
  expect(withoutTypes('const a = (')).toBe(undefined)
})
