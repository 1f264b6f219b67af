import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// Servers of stage 1 that first try what a hand-in must not be able to do. Where that works they end at once, and no
// check passes; where it does not they serve, rightly.

/** What of the machine that grades they know. */
export interface Outside {
  /** A file of the person who grades. */
  readonly file: string
  /** That person's home. */
  readonly home: string
  /** Another student's hand-in, and the folder of all. */
  readonly neighbour: string
  readonly all: string
  /** In an environment variable of that person. */
  readonly secret: string
  /** A port, and the addresses of the machine at which somebody listens on it. */
  readonly port: number
  readonly addresses: readonly string[]
  /** An argument by which what they leave running is known. */
  readonly seconds: string
}

export interface Hostile {
  readonly name: string
  readonly language: 'js' | 'py'
  readonly code: string
  /** What becomes of its server. @default passes */
  readonly result?: 'fails' | 'any'
  /** What its report says. */
  readonly said?: string
}

const lesson = join(import.meta.dirname, '../../lessons/1-raw-socket')
const right = {
  js: readFileSync(join(lesson, 'server.ts'), 'utf8'),
  py: readFileSync(join(lesson, 'server.py'), 'utf8'),
}

const before = {
  js: (outside: Outside) => `
    import fs from 'node:fs'
    import net from 'node:net'
    import { spawn, spawnSync } from 'node:child_process'
    const outside = ${JSON.stringify(outside)}
    const did = (what) => { fs.writeSync(1, 'it could: ' + what + '\\n'); process.exit(7) }
    const tried = (work) => { try { return work() } catch {} }
    const works = (work) => { try { work(); return true } catch { return false } }
    const reaches = (port, host) => new Promise((resolve) => {
      const socket = net.connect({ port, host, timeout: 1000 })
      for (const [event, reached] of [['connect', true], ['error', false], ['timeout', false]])
        socket.once(event, () => { socket.destroy(); resolve(reached) })
    })
  `,
  py: (outside: Outside) => `
import json, os, signal, socket, subprocess, sys
outside = json.loads(${JSON.stringify(JSON.stringify(outside))})
def did(what):
    print('it could: ' + what, flush=True)
    os._exit(7)
`,
}

/** The whole program. */
export const programOf = ({ language, code }: Hostile, outside: Outside) =>
  [before[language](outside), code, right[language]].join('\n')

export const hostile: readonly Hostile[] = [
  {
    name: 'deletes what the teacher has',
    language: 'js',
    code: `
      for (const path of [outside.file, outside.home, outside.all]) {
        if (fs.existsSync(path)) did('see ' + path)
        tried(() => fs.rmSync(path, { recursive: true, force: true }))
      }
      for (const path of ['/usr/bin/env', '/etc/passwd', process.execPath])
        if (works(() => fs.appendFileSync(path, '')) || works(() => fs.rmSync(path))) did('change ' + path)
    `,
  },
  {
    name: 'deletes what the teacher has, in Python',
    language: 'py',
    code: `
import shutil
for path in [outside['file'], outside['home'], outside['all']]:
    if os.path.exists(path):
        did('see ' + path)
    shutil.rmtree(path, ignore_errors=True)
for path in ['/usr/bin/env', '/etc/passwd', sys.executable]:
    try:
        open(path, 'ab').close()
        did('change ' + path)
    except OSError:
        pass
`,
  },
  {
    name: 'reads a neighbour',
    language: 'js',
    code: `
      if (fs.existsSync(outside.neighbour)) did('see ' + outside.neighbour)
      const above = tried(() => fs.readdirSync('..')) ?? []
      if (above.length > 1) did('see ' + above)
      const temporary = tried(() => fs.readdirSync('/tmp')) ?? []
      if (temporary.length > 1) did('see ' + temporary)
    `,
  },
  {
    name: 'reads the environment',
    language: 'js',
    code: `
      if (JSON.stringify(process.env).includes(outside.secret)) did('read the environment')
      for (const pid of fs.readdirSync('/proc').filter(Number))
        for (const file of ['environ', 'cmdline'])
          if ((tried(() => fs.readFileSync('/proc/' + pid + '/' + file, 'latin1')) ?? '').includes(outside.secret)) did('read ' + file)
      if (process.env.HOME !== process.cwd()) did('have another home')
    `,
  },
  {
    name: 'reads the environment, in Python',
    language: 'py',
    code: `
if outside['secret'] in json.dumps(dict(os.environ)):
    did('read the environment')
if os.path.expanduser('~') != os.getcwd():
    did('have another home')
`,
  },
  {
    name: 'sends out',
    language: 'js',
    code: `
      for (const host of outside.addresses)
        if (await reaches(outside.port, host)) did('connect to ' + host)
    `,
  },
  {
    name: 'sends out, in Python',
    language: 'py',
    code: `
for host in outside['addresses']:
    try:
        socket.create_connection((host, outside['port']), 1).close()
        did('connect to ' + host)
    except OSError:
        pass
`,
  },
  {
    name: 'visits ports of the grader',
    language: 'js',
    code: `
      const ports = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => tried(() => fs.readFileSync(file, 'utf8')) ?? '')
        .flatMap((table) => [...table.matchAll(/:([0-9A-F]{4}) \\S+ 0A /g)].map(([, port]) => parseInt(port, 16)))
      if (ports.length > 0) did('see ports ' + ports)
    `,
  },
  {
    name: 'forks',
    language: 'py',
    code: `
children = []
try:
    while len(children) < 1000:
        child = os.fork()
        if child == 0:
            os.execvp('sleep', ['sleep', outside['seconds']])
        children.append(child)
    did('fork 1000 times')
except OSError:
    # Some are left, and enough are ended for a thread of its own.
    for child in children[:20]:
        os.kill(child, signal.SIGKILL)
        os.wait()
`,
  },
  {
    name: 'fills the disk',
    language: 'js',
    code: `
      for (const folder of ['.', '/tmp', '/dev/shm', '/run', '/']) {
        const file = folder + '/full'
        let megabytes = 0
        tried(() => { for (; megabytes < 400; megabytes++) fs.appendFileSync(file, Buffer.alloc(1024 * 1024)) })
        tried(() => fs.rmSync(file))
        if (megabytes >= 400) did('fill ' + folder)
      }
    `,
  },
  {
    name: 'makes files without end',
    language: 'py',
    code: `
for number in range(200000):
    open('file-%d' % number, 'w').close()
did('make 200,000 files')
`,
    result: 'fails',
    said: 'it made too many files',
  },
  {
    name: 'uses up the memory of a process',
    language: 'js',
    code: `
      const hungry = "const kept = []; for (let i = 0; i < 12; i++) kept.push(Buffer.alloc(64 * 1024 * 1024, 1))"
      if (spawnSync(process.execPath, ['-e', hungry]).status === 0) did('use 768 MB')
    `,
  },
  {
    name: 'uses up memory by many processes',
    language: 'py',
    code: `
ready, done = os.pipe()
for number in range(8):
    if os.fork() == 0:
        kept = bytearray(b'x') * (200 * 1024 * 1024)
        os.write(done, b'.')
        signal.pause()
for number in range(8):
    os.read(ready, 1)
signal.sigtimedwait([signal.SIGUSR1], 1)
did('use 1600 MB')
`,
    result: 'fails',
    said: 'it used too much memory',
  },
  {
    name: 'kills its parent and all',
    language: 'js',
    code: `
      process.on('SIGTERM', () => {})
      for (const signal of ['SIGTERM', 'SIGKILL'])
        for (const pid of [process.ppid, 1, -1, ...fs.readdirSync('/proc').map(Number)])
          if (pid && pid !== process.pid) tried(() => process.kill(pid, signal))
    `,
  },
  {
    name: 'kills its group',
    language: 'py',
    code: `
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(0, signal.SIGTERM)
os.kill(0, signal.SIGKILL)
`,
    result: 'fails',
  },
  {
    name: 'leaves something running',
    language: 'js',
    code: `
      for (let i = 0; i < 3; i++)
        spawn('setsid', ['-f', 'sh', '-c', 'trap "" TERM HUP INT; sleep ' + outside.seconds], { detached: true, stdio: 'ignore', env: {} }).unref()
    `,
  },
  {
    name: 'leaves something running, in Python',
    language: 'py',
    code: `
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(3):
            os.close(number)
        os.execve('/bin/sleep', ['sleep', outside['seconds']], {})
    os._exit(0)
os.wait()
`,
  },
  {
    name: 'makes its files pipes',
    language: 'js',
    code: `
      for (const file of ['1-raw-socket/server.js', 'site', 'pipe']) {
        tried(() => fs.rmSync(file, { recursive: true }))
        spawnSync('mkfifo', [file])
      }
      net.createServer((socket) => socket.end('nonsense')).listen(process.env.PORT)
      await new Promise(() => {})
    `,
    result: 'fails',
  },
  {
    name: 'makes its folder a link',
    language: 'js',
    code: `
      for (const [name, to] of [['site', outside.home], ['1-raw-socket', '/proc/1/root'], ['away', outside.all]]) {
        tried(() => fs.rmSync(name, { recursive: true }))
        tried(() => fs.symlinkSync(to, name))
      }
    `,
  },
  {
    name: 'prints without end',
    language: 'js',
    code: `
      const piece = Buffer.alloc(1024 * 1024, 'nonsense\\n')
      for (const stream of [process.stdout, process.stderr]) {
        const more = () => stream.write(piece, more)
        more()
      }
    `,
    result: 'any',
  },
  {
    name: 'writes the report',
    language: 'js',
    code: `
      const lines = Array.from({ length: 13 }, (_, i) => ({ key: '', type: 'check', stage: 1, id: 'check-' + i, result: 'passes' }))
      const text = [...lines, { key: '', type: 'stage', stage: 1, how: 'done' }, { type: 'hand-in', name: 'I', stages: [{ stage: 1, result: 'passes', passed: 13, of: 13 }] }]
        .map((line) => JSON.stringify(line) + '\\n').join('')
      for (let fd = 1; fd < 64; fd++) tried(() => fs.writeSync(fd, text))
      for (const pid of fs.readdirSync('/proc').filter(Number))
        for (let fd = 0; fd < 32; fd++)
          if (Number(pid) !== process.pid) tried(() => fs.writeFileSync('/proc/' + pid + '/fd/' + fd, text, { flag: fs.constants.O_WRONLY | fs.constants.O_NONBLOCK }))
      process.exit(0)
    `,
    result: 'fails',
  },
  {
    name: 'looks for the grader',
    language: 'js',
    code: `
      const others = fs.readdirSync('/proc').filter((pid) => Number(pid) && Number(pid) !== process.pid)
        .map((pid) => tried(() => fs.readFileSync('/proc/' + pid + '/cmdline', 'latin1')) ?? '')
      if (others.some((line) => line.includes('grade'))) did('see the grader')
      if (tried(() => fs.readdirSync('/proc/1/root' + outside.all))) did('look into the root of another process')
    `,
  },
  {
    name: 'makes itself another user',
    language: 'js',
    code: `
      for (const line of ['unshare -r true', 'unshare -rmn true', 'mount -t tmpfs x /tmp', 'su -c true', 'sudo -n true', 'chroot / true'])
        if (spawnSync('sh', ['-c', line]).status === 0) did(line)
      for (const file of ['/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/proc/sys/net/ipv4/ip_forward'])
        if (works(() => fs.appendFileSync(file, ''))) did('write ' + file)
    `,
  },
  {
    name: 'spins for ever',
    language: 'js',
    code: `
      spawn('sleep', [outside.seconds], { detached: true, stdio: 'ignore' })
      setTimeout(() => { while (true); }, 100)
      await new Promise(() => {})
    `,
    result: 'fails',
  },
  {
    name: 'takes all processors',
    language: 'py',
    code: `
for number in range(60):
    if os.fork() == 0:
        while True:
            pass
signal.sigtimedwait([signal.SIGUSR1], 12)
did('keep 60 processes busy for 12 s')
`,
    result: 'fails',
    said: 'too many of its threads ran',
  },
]
