import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Import, type Program, placeAt, readProgram } from '../typescript/program.ts'
import { reasonOf } from '../words/caught.ts'
import { errors } from '../words/errors.ts'
import { syntaxWords } from '../words/syntax.ts'
import { readRegularText } from './read-regular.ts'
import { writeAtomic } from './write-atomic.ts'

/** Where the copy of a program goes that `emitProgram` writes. */
export const emittedPath = (file: string, root: string, to: string): string => {
  const inside = relative(root, file)
  return join(to, (inside.startsWith('..') ? basename(file) : inside).replace(/\.ts$/, '.js'))
}

/**
 * Node 20 runs no `.ts`, and no Node runs one that lies under node_modules. So a plain JavaScript
 * copy of the program and of the files it imports is written below `to`, with spaces where the
 * types were. Lines and columns stay, and stack traces name the learner's file.
 * Gives back the path of the copy of `entry`. Throws a CourseError for a file with a syntax error.
 */
export function emitProgram(entry: string, root: string, to: string): string {
  const written = new Map<string, string>()
  const shown = (file: string) => relative(root, file).replaceAll('\\', '/')

  const emit = (file: string): string => {
    const copied = written.get(file)
    if (copied !== undefined) return copied
    const target = emittedPath(file, root, to)
    written.set(file, target)
    const { source, code, imports } = read(file, shown(file))
    const copy = withImports(code, imports, (each) => {
      if (!/^\.{1,2}\//.test(each.specifier)) return each.specifier
      const imported = resolve(dirname(file), each.specifier)
      if (!existsSync(imported)) {
        const { line, column } = placeAt(source, each.start)
        const place = `${shown(file)}:${line}:${column}`
        throw errors.serverFile(
          place,
          syntaxWords.missingImport(shown(imported), meantBy(each.specifier, dirname(file))),
        )
      }
      return pathToFileURL(/\.[jt]s$/.test(imported) ? emit(imported) : imported).href
    })
    write(target, `${withPlace(copy, file)}\n//# sourceURL=${pathToFileURL(file).href}\n`)
    return target
  }

  if (!existsSync(entry)) throw errors.serverMissing(shown(entry))
  write(join(to, 'package.json'), '{ "type": "module" }\n')
  return emit(resolve(entry))
}

/** The file that is meant by a path that leads nowhere: with an ending, with another one, or a folder up. */
function meantBy(specifier: string, folder: string): string | undefined {
  const stem = specifier.replace(/\.[cm]?[jt]s$/, '')
  const name = stem.slice(stem.lastIndexOf('/') + 1)
  return [stem, `../${name}`]
    .flatMap((path) => [`${path}.ts`, `${path}.js`])
    .find((path) => existsSync(resolve(folder, path)))
}

/** Writes a copy; another course may be reading it. */
function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeAtomic(path, text)
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
}

/**
 * What was read last, by language and text: most files stay the same from one start to the next, though
 * they may lie in another copy of the folder.
 */
const known = new Map<string, Program>()
const maxKnown = 50

function read(file: string, shown: string): Program & { source: string } {
  const source = readRegularText(file)
  const language = file.endsWith('.ts') ? 'typescript' : 'javascript'
  const key = `${language}\0${source}`
  const before = known.get(key)
  if (before !== undefined) return { ...before, source }
  const read = readProgram(source, language)
  if (read.type === 'broken') {
    const { line, column, said } = read.problem
    throw errors.serverFile(`${shown}:${line}:${column}`, said)
  }
  const program = { code: read.code, imports: read.imports }
  const [oldest] = known.keys()
  if (known.size >= maxKnown && oldest !== undefined) known.delete(oldest)
  known.set(key, program)
  return { ...program, source }
}

/** A program that asks where it stands is told where the learner's file does. */
function withPlace(code: string, file: string): string {
  if (!code.includes('import.meta')) return code
  const place = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) }
  // Before the first line rather than above it, so that every line keeps its number.
  const [, hashbang = '', rest = ''] = /^(#!.*\n)?([\s\S]*)$/.exec(code) ?? []
  return `${hashbang}Object.assign(import.meta, ${JSON.stringify(place)});${rest}`
}

/** The code with the specifiers of its imports replaced. */
function withImports(
  code: string,
  imports: readonly Import[],
  replace: (each: Import) => string,
): string {
  let out = ''
  let at = 0
  for (const each of imports) {
    out += code.slice(at, each.start) + replace(each)
    at = each.end
  }
  return out + code.slice(at)
}
