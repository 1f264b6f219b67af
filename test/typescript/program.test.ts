import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readProgram } from '../../src/typescript/program.ts'
import { normal } from './normal.ts'

/** The program as the course runs it. */
function stripped(source: string): string {
  const read = readProgram(source, 'typescript')
  if (read.type === 'broken') throw new Error(JSON.stringify(read.problem))
  return read.code
}

/** The program means what esbuild makes of it, and whatever stands in it still stands there. */
function holdsItsPlace(source: string) {
  const code = stripped(source)
  expect(normal(code, 'js')).toBe(normal(source, 'ts'))
  expect(code).toHaveLength(source.length)
  const moved = code.split('').filter((char, at) => !/[\s;()]/.test(char) && char !== source[at])
  expect(moved).toEqual([])
  expect(code.split('\n').map((line) => line.length)).toEqual(
    source.split('\n').map((line) => line.length),
  )
}

const programsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
/** The lessons', and of src every fifth: what is written in one of its files is written in many. */
const sources = [...programsIn('lessons'), ...programsIn('src').filter((_, i) => i % 5 === 0)]

test(`${sources.length} programs of lessons/ and src/ are the same as with esbuild`, () => {
  expect(sources.length).toBeGreaterThan(60)
  for (const file of sources) holdsItsPlace(readFileSync(file, 'utf8'))
})

describe('without its types a program means the same', () => {
  test.each([
    [
      'annotations',
      `let a: number = 1, b: { x: string }[] = []\nvar c: typeof a\nlet d!: Map<string, number[]>`,
    ],
    [
      'parameters',
      'function f(a: string, b?: number, c: () => void = () => {}, ...d: unknown[]): a is string {}',
    ],
    ['patterns', 'const f = ({ a, b }: { a: 1; b?: 2 } = x, [c]: string[]) => a'],
    [
      'optional methods of a class',
      'class A { a?(): void {} ; [b]?: string; "c"?: 1; d!: 2; #e?: 3 }',
    ],
    ['a `this` parameter', 'function f(this: Foo) {}\nfunction g(this: Foo, a: string) {}'],
    ['an arrow with its type on another line', 'const f = (a)\n: string => a'],
    [
      'an arrow with a type of several lines',
      'const f = async (a: 1,): Promise<{\n  a: string\n}> => a\nconst g = (): {\n} => ({})',
    ],
    [
      'a generic arrow',
      'const f = <T,>(a: T): T => a\nconst g = async <T extends { a: 1 }>(a: T) => a',
    ],
    [
      'type parameters over several lines',
      'const f = async <\n  T,\n>(a: T) => a\nfunction g() {\n  return <\n    T,\n  >(a: T) => a\n}',
    ],
    [
      'a type before a line that begins with (',
      'const a = 1\ntype X = string\n(b)()\ninterface Y {}\n[c].d()',
    ],
    [
      '`as` before a line that begins with ( or [',
      'const a = b as string\n(c)()\nlet d = e satisfies F\n[g].h()\nclass A { a = b as C\n[d] = 1 }',
    ],
    [
      '`as` in brackets',
      `(a as any) = 1; f((a) as B, (c as D as E)!)\n; (x satisfies Y).z; \`\${a as string}\``,
    ],
    ['`as const`', 'const a = { b: [1, 2] as const } as const'],
    ['`!`', 'a!.b![0]!(c!) ; a! = b!; a!++; x?.y!.z; if (a! in b) {}'],
    [
      'type arguments',
      'new Map<string, number>(); f<T>(a); f<T>`x`; a?.b<T>(); const g = f<T>; class B extends C<D<E>> {}',
    ],
    ['smaller and greater', 'f(a < b, c > d); a < b > (c)'],
    [
      'imports',
      `import type A from 'a'\nimport type { B } from 'b'\nimport c, { type D, e, type F } from 'c'\nc(e)\nimport { type G } from 'g'\nimport { type as as h, type as, as as i } from 'h'\ni()`,
    ],
    [
      'exports',
      `let a: 1, b\ntype C = 1\nexport type { A } from 'a'\nexport type * from 'b'\nexport { a, type C, b as d }\nexport type E = 1\nexport interface F {}`,
    ],
    [
      'overloads',
      'export function f(a: string): void\nexport function f(a: number): void\nexport function f(a: unknown) {}\nexport default function g(): void\nexport default function g(a?: 1) {}',
    ],
    [
      'overloads of methods',
      'class A { a(): void; a(b?: 1) {} ; constructor(); constructor(a?: 1) {} ; static async b<T>(): Promise<T>\nstatic async b() {} }',
    ],
    [
      'declarations',
      'declare const a: 1\ndeclare function f(): void\ndeclare class B {}\ndeclare module "x" {}\ndeclare global { interface C {} }\ndeclare namespace N { const a: 1 }\nexport declare const d: 1\ndeclare enum E {}',
    ],
    [
      'an abstract class',
      'export abstract class A<T> extends B implements C<T>, D { abstract a: T; abstract b(): void; protected abstract get c(): T; d = 1 }\nexport default abstract class {}',
    ],
    [
      'a class that implements',
      'class A implements B {}\nconst C = class implements D {}\nclass E<T> extends (f<T>()) /* so */ implements G {}',
    ],
    [
      'modifiers',
      'class A extends Z { public a = 1; private readonly b: 1 = 1; static override c = 2; protected static async *d(): X {} ; public get e(): 1 { return 1 } ; declare f: 1; readonly #g = 1 ; private }',
    ],
    [
      'a modifier before a computed name',
      'class A {\n  a = 1\n  private [b] = 2\n  readonly [c]: 3 = 3\n}',
    ],
    [
      'fields named like keywords',
      'class A {\n  get: string\n  a() {}\n  static: 1\n  b() {}\n  readonly: 1\n  public\n}',
    ],
    [
      'an index signature',
      'class A {\n  a = 1;\n  [key: string]: number\n  static readonly [key: symbol]: 1;\n  b = 2 }',
    ],
    [
      'accessors and predicates',
      'class A { get a(): 1 { return 1 } set a(b: 1) {} ; is(b: unknown): asserts b is 1 {} }',
    ],
    [
      'catch and loops',
      'try {} catch (e: unknown) {}\nfor (const a of b as C[]) {}\nfor (let i: number = 0; ;) {}',
    ],
    [
      'types of every kind',
      `let a: new () => void, b: \`x\${string}\`, c: A extends infer B ? B : never, d: { [K in keyof A]?: A[K] }, e: [a: 1, b?: 2, ...c: 3[]], f: unique symbol, g: typeof import("x"), h: (a: 1) => asserts a`,
    ],
    [
      'words that are names too',
      'let type = 1; type = 2; let as: 1 = as as 1; const satisfies = 1, declare = 2, abstract = 3, of = 4\ntype\nx = 1\ninterface X { type: 1 }\ndeclare\nfoo',
    ],
    ['letters beyond ASCII', "const 이름: string = '홍길동 🍕' as string; f<'🍕'>(이름!)"],
    ['lines that end in CR LF', 'const a: 1 = 1\r\ntype B = {\r\n  a: 1\r\n}\r\na!\r\n'],
    [
      'comments in between',
      'let a /* b */ : /* c */ string /* d */ = 1\nclass A { private /* a */ b /* c */ ? /* d */ : 1 }\nf(a /* ) */ as /* b */ C)\nconst g = (/* ) */ a /* ) */ , /* ) */)/* a */: {\n} => a',
    ],
    ['decorative brackets in strings', "const a: ')' | '(' = '(: string' as '(: string'"],
  ])('%s', (_what, source) => {
    holdsItsPlace(source)
  })
})

test.each([
  ['enum Color {\n  Red,\n}', '1:1', 'const Color = {'],
  ['\n  export const enum Color { Red }', '2:10', 'const Color = {'],
  ['namespace N {\n  export const a = 1\n}', '1:1', 'import them'],
  ['export namespace N {}', '1:8', 'import them'],
  ['class A {\n  constructor(a: 1, private b: string) {}\n}', '2:21', 'this.name = name'],
  ["import fs = require('fs')", '1:1', "import fs from '…'"],
  ['const a = 1\nexport = a', '2:1', 'export default'],
  ['const a = <string>b', '1:11', 'value as Type'],
])('what is more than a type is named, with what to write: %s', (source, place, instead) => {
  const read = readProgram(source, 'typescript')
  if (read.type !== 'broken') throw new Error(read.code)
  expect(`${read.problem.line}:${read.problem.column}`).toBe(place)
  expect(read.problem.said).toContain(instead)
})
