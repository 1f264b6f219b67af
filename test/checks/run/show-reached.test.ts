import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { showingReached } from '../../../src/checks/run/show-reached.ts'

test('a program tells which of its blocks are run', async () => {
  const source = `const f = (n) => {
  if (n > 1) {
    console.log('large')
  } else {
    console.log('small')
  }
  switch (n) {
    case 1:
      console.log('one')
      break
    default:
      console.log('other')
  }
}
f(1)
f(1)
`
  const traced = await showingReached(source, 'js')
  const stdout = execFileSync(process.execPath, ['-e', traced?.source ?? ''], { encoding: 'utf8' })
  const isReached = traced?.isReached({ stdout, stderr: '' }) ?? (() => undefined)
  const reached = ['const f', 'n > 1', "'large'", "'small'", "'one'", "'other'"].filter((part) =>
    isReached(source.indexOf(part)),
  )
  expect(reached).toEqual(['const f', 'n > 1', "'small'", "'one'"])
  expect(stdout.split('\n').filter((line) => line === 'small')).toHaveLength(2)
})

test('a program of Python tells which of its lines are run', async () => {
  const source = `import os
x = 1
def f(a):
    if a:
        return 1
    else:
        return 2
try:
    f(1)
except KeyError:
    print('none')
print('''two
lines''')
`
  const traced = await showingReached(source, 'py')
  const stdout = execFileSync('python3', ['-c', traced?.source ?? ''], { encoding: 'utf8' })
  const isReached = traced?.isReached({ stdout, stderr: '' }) ?? (() => undefined)
  const parts = ['import', 'x = 1', 'if a', 'return 1', 'return 2', 'KeyError', "'none'", "lines''"]
  const reached = parts.filter((part) => isReached(source.indexOf(part)))
  expect(reached).toEqual(['import', 'x = 1', 'if a', 'return 1', "lines''"])
  expect(stdout).toContain('two\nlines\n')
})

test('of a program that can not be read, or has no line to begin with, nothing is known', async () => {
  expect(await showingReached('if (', 'js')).toBeUndefined()
  expect(await showingReached('print(1)', 'py')).toBeUndefined()
})
