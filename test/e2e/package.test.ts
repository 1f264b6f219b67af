import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal } from './terminal.ts'

const root = join(import.meta.dirname, '../..')
const npm = (args: readonly string[], options: { cwd: string; env?: Record<string, string> }) =>
  execFileSync('npm', args, {
    ...options,
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string; readonly size: number }[]
}

let place: TestPlace
let packed: Packed
beforeAll(() => {
  place = makePlace()
  // Without scripts: dist/ is there, and other tests use it at this moment.
  const output = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', place.cwd], {
    cwd: root,
  })
  const described: unknown = JSON.parse(output)
  const [first] = Object.values(described ?? {}) as Packed[]
  if (first === undefined) throw new Error('npm packed nothing')
  packed = first
})
afterAll(() => {
  place.remove()
})

test('only what is needed at run time is packed', () => {
  const folders = new Set(packed.files.map(({ path }) => path.split('/').slice(0, 2).join('/')))
  for (const path of folders)
    expect(path).toMatch(
      /^(package\.json|README\.md|LICENSE|dist\/.*|lessons\/.*|fixtures\/site|schema\/.*\.json|docs\/(json|teaching)\.md|docs\/ci)$/,
    )
  expect(packed.files.some(({ path }) => path === 'lessons/6-form/lesson.md')).toBe(true)
  expect(packed.files.some(({ path }) => path === 'fixtures/site/favicon.ico')).toBe(true)
})

test('a class that shares one access point does not wait for it', () => {
  // As it goes over the network, packed.
  expect(packed.size).toBeLessThan(1e6)
})

test('npx runs the tarball in an empty folder', () => {
  const list = npm(
    ['exec', '--yes', `--package=./${packed.filename}`, '--', 'learn-webserver', 'list'],
    {
      cwd: place.cwd,
      env: place.env,
    },
  )
  expect(list).toContain('0 of 6 stages done')
  expect(list).toContain('6  Form')
})

test('from a stick, where there is no network: npx file:, and unpacked by hand without npm', () => {
  const env = {
    ...place.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(place.cwd, 'cache'),
  }
  const list = npm(['exec', '--yes', '--', `file:${join(place.cwd, packed.filename)}`, 'list'], {
    cwd: place.cwd,
    env,
  })
  expect(list).toContain('0 of 6 stages done')
  execFileSync('tar', ['xf', packed.filename], { cwd: place.cwd })
  const unpacked = execFileSync(process.execPath, ['package/dist/cli.cjs', 'list'], {
    cwd: place.cwd,
    env: { ...process.env, ...env, PATH: '' },
    encoding: 'utf8',
  })
  expect(unpacked).toBe(list)
})

describe('what is bundled', () => {
  // A build of its own: other tests use dist/ at this moment.
  const builtTo = (name: string) => {
    const out = join(place.cwd, name)
    execFileSync(process.execPath, ['build.js', '--force', '--bill', '--out', out], {
      cwd: root,
      stdio: 'ignore',
    })
    return out
  }
  const read = (out: string, name: string) => readFileSync(join(out, name), 'utf8')
  let out: string
  beforeAll(() => {
    out = builtTo('once')
  })

  test('two builds of one tree are equal byte for byte', () => {
    const again = builtTo('again')
    expect(readdirSync(again)).toEqual(readdirSync(out))
    for (const name of readdirSync(out)) expect(read(again, name)).toBe(read(out, name))
  })

  test('each package has its licence text in the package, and a line in the bill of materials', () => {
    const licences = read(out, 'LICENSES.txt')
    const titles = [...licences.matchAll(/^(.+) (\d\S+)\n=+$/gm)].map(
      ([, name, version]) => `${name}@${version}`,
    )
    for (const name of ['chalk', 'diff', 'highlight.js', 'inquirer', 'signal-exit'])
      expect(titles.filter((title) => title.startsWith(`${name}@`))).toHaveLength(1)
    expect(licences).toContain('Redistributions in binary form must reproduce the above copyright')
    const { components } = JSON.parse(read(out, 'sbom.cdx.json'))
    expect(components.map((part: { 'bom-ref': string }) => part['bom-ref']).sort()).toEqual(
      titles.sort(),
    )
  })
})

describe.skipIf(!hasTmux)('in a terminal', () => {
  test('npx ./learn-webserver-*.tgz begins the course and runs stage 1', async () => {
    const terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 60 })
    try {
      const port = await freePort()
      await terminal.command(`npx --yes ./${packed.filename} 1 --no-open --port ${port}`)
      await terminal.sees('Where should your servers be saved?')
      await terminal.press('Enter')
      await terminal.sees('Which language do you want to write in?')
      await terminal.press('Enter')
      await terminal.sees('Your first request')
      await terminal.press('Enter')
      await terminal.sees('is running')
      expect(
        execFileSync('curl', ['-s', `http://localhost:${port}/hello`], { encoding: 'utf8' }),
      ).toBe('Hello world!\n')
      await terminal.showed('GET /hello HTTP/1.1␍␊')
      expect(readdirSync(join(place.cwd, 'my-webserver'))).toContain('1-raw-socket')
    } finally {
      terminal.close()
    }
  })
})
