import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// A real process with a heap that is too small for what a leak would keep: 2000 lines of 64 KB.
test('a server that prints long lines does not fill the memory', () => {
  const file = join(import.meta.dirname, '../../src/session/printed.ts')
  const program = `
    import { build } from 'esbuild'
    const { outputFiles } = await build({ entryPoints: [${JSON.stringify(file)}], bundle: true,
      format: 'esm', platform: 'node', write: false })
    const code = Buffer.from(outputFiles[0].text).toString('base64')
    const { createPrinted } = await import('data:text/javascript;base64,' + code)
    const view = createPrinted()
    for (let i = 0; i < 4000; i++) view.take('stdout', Buffer.alloc(65_536, 97 + (i % 3)))
    globalThis.gc()
    console.log(Math.round(process.memoryUsage().heapUsed / 1e6))`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', program],
    { encoding: 'utf8', cwd: join(import.meta.dirname, '../..') },
  )
  expect(stderr).toBe('')
  // 2000 lines of 4000 characters, and what the program itself takes.
  expect(Number(stdout)).toBeLessThan(60)
})
