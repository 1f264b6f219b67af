import { nodeErrorWords as words } from '../../../words/errors-of-node.ts'
import type { ErrorContext, ErrorRule, Told } from './error-rule.ts'
import { meantBy } from './unknown-name.ts'

/** Names of the course's servers, with the module that has them. */
const modules: Readonly<Record<string, string>> = {
  createServer: 'node:net',
  connect: 'node:net',
  open: 'node:fs/promises',
  readFile: 'node:fs/promises',
  stat: 'node:fs/promises',
  createReadStream: 'node:fs',
  readFileSync: 'node:fs',
  existsSync: 'node:fs',
  statSync: 'node:fs',
  pipeline: 'node:stream/promises',
  join: 'node:path',
  extname: 'node:path',
  fileURLToPath: 'node:url',
}

const wholeModules: Readonly<Record<string, string>> = {
  net: 'node:net',
  fs: 'node:fs',
  http: 'node:http',
  path: 'node:path',
}

const ofCourse = /^(?:HTTPServer|SimpleHTTPRequestHandler|BaseHTTPRequestHandler)$/

const foreign: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  self: 'this',
  print: 'console.log(…)',
  len: '.length',
  str: 'String(…)',
  int: 'Number(…)',
  os: 'process',
  parse_qs: 'new URLSearchParams(…)',
  __dirname: 'import.meta.dirname',
  __filename: 'import.meta.filename',
}

const globals = [
  'console',
  'process',
  'Buffer',
  'URL',
  'URLSearchParams',
  'Number',
  'String',
  'Object',
  'Map',
  'setTimeout',
  'decodeURIComponent',
  'undefined',
]

function undefinedName(name: string, context: ErrorContext): Told {
  const { evidence } = context
  const { outline, language } = evidence
  if (
    /^(?:path|headers|command|sendResponse|sendHeader|endHeaders|sendError|socket)$/.test(name) &&
    outline?.classes.length
  )
    return words.notThis(name, name)
  const module = modules[name]
  if (module !== undefined) return words.notImported(name, `import { ${name} } from '${module}'`)
  const whole = wholeModules[name]
  if (whole !== undefined) return words.notImported(name, `import ${name} from '${whole}'`)
  if (ofCourse.test(name))
    return words.notImported(
      name,
      `import { ${name} } from '../http-server.${language === 'ts' ? 'ts' : 'js'}'`,
    )
  const here = foreign[name]
  if (here !== undefined) return words.otherLanguage(name, here)
  if (name === 'require') return words.noRequire("import { createServer } from 'node:net'")
  if (
    /^do_?GET$/i.test(name) &&
    new RegExp(`console\\.log\\(\\s*${name}\\s*\\)`).test(context.text)
  )
    return words.nameInQuotes(name, `console.log('${name}')`)
  if (outline?.functions.some((each) => each.name === name && each.className))
    return words.notThis(name, `${name}(…)`)
  const own = outline?.assignments.find(({ target }) => target === name)
  const inside = own?.functions.at(-1)
  if (inside !== undefined) return words.onlyInside(name, inside)
  if (name === 'PORT' || name === 'HOST')
    return words.variableMissing(name, 'const { HOST, PORT } = process.env')
  const callable = ['Number', 'String', 'setTimeout', 'decodeURIComponent', ...Object.keys(modules)]
  const meant = meantBy(name, context, { callable, values: globals })
  if (meant?.type === 'text') return words.nameInQuotes(name, meant.line)
  if (meant?.type === 'field')
    return words.fieldUnread(name, fieldIn(name, context), meant.isInChain)
  return meant === undefined ? words.unknownName(name) : words.misspelled(name, meant.name)
}

/** How a field of the form is read in this program. */
function fieldIn(name: string, { evidence: { outline } }: ErrorContext): string | undefined {
  const params = outline?.assignments.find(({ value }) =>
    /^new URLSearchParams\(|\.searchParams$/.test(value),
  )?.target
  if (params !== undefined) return `${params}.get('${name}')`
  return outline?.names.includes('form') ? `form['${name}']?.[0]` : undefined
}

export const nodeNameRules: readonly ErrorRule[] = [
  {
    id: 'no-require',
    pattern: /^ReferenceError: require is not defined/,
    tell: (_groups, { text }) => {
      const [, names, module] =
        /(?:const|let|var)\s+(.+?)\s*=\s*require\(\s*['"](.+?)['"]/.exec(text) ?? []
      return words.noRequire(
        names === undefined
          ? "import { createServer } from 'node:net'"
          : `import ${names} from '${module?.startsWith('node:') ? module : `node:${module}`}'`,
      )
    },
    mark: () => 'require',
  },
  {
    id: 'undefined-name',
    pattern: /^ReferenceError: ([\w$]+) is not defined/,
    tell: ([name], context) => undefinedName(name, context),
    mark: ([name]) => name,
  },
  {
    id: 'used-before-made',
    pattern: /^ReferenceError: Cannot access '([\w$]+)' before initialization/,
    tell: ([name], { evidence, error }) => {
      const { outline } = evidence
      const used = error.at?.line
      // One of the same name may be made in another function, further up.
      const made = [...(outline?.assignments ?? []), ...(outline?.classes ?? [])].find(
        (each) =>
          ('target' in each ? each.target === name && !each.isAdded : each.name === name) &&
          used !== undefined &&
          each.line > used,
      )
      return made === undefined || used === undefined
        ? words.usedTooEarly(name)
        : words.usedBeforeMade(name, used, made)
    },
    mark: ([name]) => name,
  },
  {
    id: 'super-first',
    pattern: /^ReferenceError: Must call super constructor/,
    tell: () => words.superFirst(),
  },
]
