// What the system has no more of, and files that are not what they look like: the course goes on, or says so in a sentence.
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isThere } from '../required.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'

const isLinux = process.platform === 'linux'
/** A namespace of its own, whose limits are ours to set. */
const unshare = ['unshare', '-U', '-r']
const canUnshare =
  isLinux && isThere('user namespaces', spawnSync('unshare', ['-U', '-r', 'true']).status === 0)

let place: TestPlace
let folder: string
beforeEach(async () => {
  place = makePlace()
  folder = join(place.cwd, 'my-webserver')
  await runToEnd(place, 'init', 'my-webserver', '--lang', 'ts')
  cpSync(join(import.meta.dirname, '../../lessons/1-raw-socket/server.ts'), server())
})
afterEach(() => place.remove())

const server = () => join(folder, '1-raw-socket/server.ts')
/** Runs a line of a shell in which `$course` is the course. */
const shell = (line: string, env: Record<string, string> = {}) =>
  spawnSync('sh', ['-c', line], {
    cwd: place.cwd,
    env: { ...process.env, ...place.env, ...env, course: `${process.execPath} ${cli}` },
    encoding: 'utf8',
  })

test.skipIf(!canUnshare)('no watches for files: they are read every second instead', async () => {
  const port = await freePort()
  const [file = '', ...args] = unshare
  const line = `echo 0 > /proc/sys/user/max_inotify_watches; exec ${process.execPath} ${cli} watch 1 --no-open --port ${port}`
  const child = spawn(file, [...args, 'sh', '-c', line], {
    cwd: place.cwd,
    env: { ...process.env, ...place.env },
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes
    })
  await expect.poll(() => said).toMatch(/All \d+ checks pass\./)
  writeFileSync(server(), `// changed\n${readFileSync(server(), 'utf8')}`)
  await expect.poll(() => said).toMatch(/saved \d\d:\d\d:\d\d/)
  expect(said).not.toContain('went wrong')
  child.kill('SIGINT')
  await ended
})

describe('a full disk', () => {
  const mounted = (path: string) => {
    mkdirSync(path)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]).status !== 0) return
    try {
      for (let i = 0; ; i++) writeFileSync(join(path, `fill${i}`), Buffer.alloc(4096))
    } catch {
      return () => void spawnSync('umount', [path])
    }
  }

  test('for temporary files, and for what is saved: said, and nothing is left there', (context) => {
    const full = join(place.cwd, 'full')
    const unmount = mounted(full)
    if (unmount === undefined) return context.skip()
    try {
      const before = readdirSync(full)
      const checked = shell('$course check 1', { TMPDIR: full })
      expect(checked.stdout.replace(/\s+/g, ' ')).toMatch(
        /The checks could not be run: .* can't be copied to .*: ENOSPC.* TMPDIR/,
      )
      expect(checked.status).toBe(2)
      const tapped = shell('$course tap --save full/a.har -- node -e 0')
      expect(tapped.stderr).toMatch(/^full\/a\.har can't be written: the disk is full\.\n/)
      expect(tapped.status).toBe(1)
      expect(readdirSync(full)).toEqual(before)
    } finally {
      unmount()
    }
  })
})

describe.skipIf(process.platform === 'win32')('files', () => {
  test('settings that can’t be written stay as they are', () => {
    const path = join(folder, 'settings.json')
    const before = readFileSync(path, 'utf8')
    const { status, stderr } = shell(`trap '' XFSZ; ulimit -f 0; $course language python`)
    expect(stderr).toMatch(/^Could not write .*settings\.json/)
    expect(status).toBe(1)
    expect(readFileSync(path, 'utf8')).toBe(before)
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('progress.json keeps its mode, and stays a link where it is one', async () => {
    const [path, elsewhere] = [join(folder, 'progress.json'), join(place.cwd, 'elsewhere.json')]
    chmodSync(path, 0o640)
    renameSync(path, elsewhere)
    symlinkSync('../elsewhere.json', path)
    expect((await runToEnd(place, 'hint', '1')).code).toBe(0)
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readFileSync(elsewhere, 'utf8')).toContain('"hints"')
    expect(statSync(elsewhere).mode & 0o777).toBe(0o640)
  })

  test('what a link leads to that has the name of a file to be written is not touched', () => {
    writeFileSync(join(place.cwd, 'victim'), 'precious')
    // The number of the process is known beforehand here.
    const line = `ln -s ../victim my-webserver/progress.json.$$.new; exec $course hint 1`
    expect(shell(line).status).toBe(0)
    expect(readFileSync(join(place.cwd, 'victim'), 'utf8')).toBe('precious')
    expect(lstatSync(join(folder, 'progress.json')).isFile()).toBe(true)
  })
})

test.skipIf(process.platform === 'win32')(
  'a system that starts no program: that is said, and no check is held to have failed',
  () => {
    const { status, stdout } = spawnSync(process.execPath, [cli, 'check', '1'], {
      cwd: place.cwd,
      env: { ...process.env, ...place.env, PATH: '' },
      encoding: 'utf8',
    })
    expect(stdout).toContain('The checks could not be run: This machine could not start a program')
    expect(stdout).not.toContain('✘')
    expect(status).toBe(2)
  },
)

test.skipIf(!isLinux)('a child in a session of its own is ended with the server', async () => {
  const mark = join(place.cwd, 'child.pid')
  writeFileSync(
    server(),
    `import { spawn } from 'node:child_process'
    import { writeFileSync } from 'node:fs'
    const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
    writeFileSync(${JSON.stringify(mark)}, String(child.pid))
    ${readFileSync(server(), 'utf8')}`,
  )
  const { stdout } = await runToEnd(place, 'check', '1')
  expect(stdout).toMatch(/checks pass/)
  const pid = Number(readFileSync(mark, 'utf8'))
  expect(pid).toBeGreaterThan(1)
  await expect.poll(() => spawnSync('kill', ['-0', String(pid)]).status).not.toBe(0)
})
