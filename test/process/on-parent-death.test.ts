import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'

test.skipIf(process.platform === 'win32')(
  'without a shell, what calls it off ends nobody',
  async () => {
    const module = join(import.meta.dirname, '../../src/process/on-parent-death.ts')
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { atDeath } from ${JSON.stringify(module)}
atDeath('true', [])()
console.log('alive')`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      platform: 'node',
      write: false,
    })
    // In a group of its own: where that is killed whole, these tests are not.
    const child = spawn(process.execPath, ['-e', outputFiles[0]?.text ?? ''], {
      env: { PATH: '/nowhere' },
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
    expect([said, code]).toEqual(['alive\n', 0])
  },
)
