import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'es-module-lexer/minimal/js'
import { transform } from 'sucrase'
import { errors } from '../errors.ts'
import { writeWhole } from '../workspace/whole-file.ts'

/**
 * Node 20 runs no `.ts`, and no Node runs one that lies under node_modules. So the types are taken
 * out here, and a plain JavaScript copy of the program and of the `.ts` files it imports is written
 * below `to`. Line numbers stay, and stack traces name the learner's file.
 * Gives back the path of the copy of `entry`. Throws a CourseError for a file with a syntax error.
 */
export function emitProgram(entry: string, root: string, to: string): string {
  const written = new Map<string, string>()

  const emit = (file: string): string => {
    const known = written.get(file)
    if (known !== undefined) return known
    const inside = relative(root, file)
    const target = join(to, inside.startsWith('..') ? basenameOf(file) : inside).replace(
      /\.ts$/,
      '.js',
    )
    written.set(file, target)
    const code = withImports(stripTypes(file, inside), (specifier) => {
      if (!/^\.{1,2}\//.test(specifier)) return specifier
      const imported = resolve(dirname(file), specifier)
      return pathToFileURL(imported.endsWith('.ts') ? emit(imported) : imported).href
    })
    write(target, `${code}\n//# sourceURL=${pathToFileURL(file).href}\n`)
    return target
  }

  if (!existsSync(entry)) throw errors.serverMissing(relative(root, entry))
  write(join(to, 'package.json'), '{ "type": "module" }\n')
  return emit(resolve(entry))
}

/** Writes a copy; another course may be reading it. */
function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeWhole(path, text)
  } catch (error) {
    throw errors.cannotWrite(path, error instanceof Error ? error.message : String(error))
  }
}

const basenameOf = (file: string) => file.slice(file.lastIndexOf(sep) + 1)

function stripTypes(file: string, shown: string): string {
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch {
    throw errors.serverFile(shown, 'this file is imported, and it is not there.')
  }
  try {
    return transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    }).code
  } catch (error) {
    const { place, said } = readSyntaxError(error)
    throw errors.serverFile(`${shown}${place}`, said)
  }
}

/** Sucrase says where in the message's end: `Unexpected token (3:14)`. */
function readSyntaxError(error: unknown): { place: string; said: string } {
  const message = error instanceof Error ? error.message : String(error)
  const match = /^(?:Error transforming.*?: )?(.*?) \((\d+):(\d+)\)$/s.exec(message)
  return match === null
    ? { place: '', said: message }
    : { place: `:${match[2]}:${match[3]}`, said: `${match[1]}.` }
}

/** What es-module-lexer says of an import that is a statement. */
const notDynamic = -1

/** The code with the specifier of every `import … from` and `export … from` replaced. */
function withImports(code: string, replace: (specifier: string) => string): string {
  let out = ''
  let at = 0
  for (const { n: specifier, s: start, e: end, d: dynamic } of parse(code)[0]) {
    if (specifier === undefined || dynamic !== notDynamic) continue
    out += code.slice(at, start) + replace(specifier)
    at = end
  }
  return out + code.slice(at)
}
