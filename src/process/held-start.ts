import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { ProgramUpstream, Start } from './upstream.ts'

// A program that stands ready: Node or Python has started, and waits, before the program's first line, for a
// byte at file descriptor 4. From then on everything is as after a plain start: arguments, folder,
// environment, modules and tracebacks.

/** Runs before the program. Modules of Node that are loaded here are in no list that a program can see. */
const holdNode = `const fs = require('node:fs')
for (const name of ['node:net', 'node:http', 'node:fs/promises', 'node:stream/promises', 'node:url']) require(name)
let isReleased = false
try {
  isReleased = fs.readSync(4, Buffer.alloc(1)) > 0
} catch {}
if (!isReleased) process.exit(0)
fs.closeSync(4)
process.execArgv.splice(0)
delete require.cache[__filename]
`

/**
 * Python imports it before the program. Modules that take long are loaded meanwhile: only such as are in no
 * package. They are given up where the program has a file of the same name beside it.
 */
const holdPython = `import os
import sys

_loaded = set(sys.modules)
import copy, datetime, random, re, selectors, shutil, socket, socketserver, ssl, threading

_loaded = set(sys.modules) - _loaded
if os.read(4, 1) == b'':
    os._exit(0)
os.close(4)
_here = os.path.dirname(os.path.abspath(__file__))
_place = os.path.dirname(sys.orig_argv[-1]) if hasattr(sys, 'orig_argv') else None
try:
    _beside = {name.split('.')[0] for name in os.listdir(_place)} if _place else _loaded
except OSError:
    _beside = _loaded
if _beside & _loaded:
    for _name in _loaded:
        sys.modules.pop(_name, None)
sys.path[:] = [path for path in sys.path if path != _here]
sys.path_importer_cache.pop(_here, None)
_before = os.environ.pop('LEARN_WEBSERVER_PYTHONPATH', '')
if _before:
    os.environ['PYTHONPATH'] = _before
else:
    os.environ.pop('PYTHONPATH', None)
`

/**
 * How a program is started that is to wait until it is released; undefined where that can't be done. `place` is a
 * folder for what this needs, outside the one that the program runs in.
 */
export async function heldStart(
  upstream: ProgramUpstream,
  place: string,
): Promise<Start | undefined> {
  if (process.platform === 'win32' || upstream.type === 'command') return undefined
  const { file, root, cwd } = upstream
  const hold = join(place, 'hold')
  mkdirSync(hold, { recursive: true })
  if (upstream.type === 'file') {
    const { emittedPath } = await import('./emit.ts')
    const preload = join(hold, 'hold.cjs')
    writeFileSync(preload, holdNode)
    const args = ['-r', preload, emittedPath(file, root, upstream.emitted)]
    return { command: { file: process.execPath, args }, cwd }
  }
  const { neededPython, pythonEnvironment } = await import('./python.ts')
  writeFileSync(join(hold, 'sitecustomize.py'), holdPython)
  const before = process.env['PYTHONPATH'] ?? ''
  return {
    command: { file: (await neededPython()).file, args: [file] },
    cwd,
    env: {
      ...pythonEnvironment,
      PYTHONPATH: before === '' ? hold : `${hold}${delimiter}${before}`,
      LEARN_WEBSERVER_PYTHONPATH: before,
    },
  }
}
