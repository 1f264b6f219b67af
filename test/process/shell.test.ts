import { expect, test } from 'vitest'
import { guarded } from '../../src/process/kill-with-parent.ts'
import { shellCommand, startable } from '../../src/process/shell.ts'

// Windows was never tried: this is how Node itself starts cmd.exe for a line (child_process, option `shell`).

test('on Windows a line goes to cmd.exe as it is, in quotes that cmd.exe takes off', () => {
  const command = shellCommand('"C:\\Program Files\\ruby.exe" a.rb', 'win32')
  expect(command).toEqual({
    file: 'cmd.exe',
    args: ['/d', '/s', '/c', '""C:\\Program Files\\ruby.exe" a.rb"'],
  })
  expect(guarded(command, 'id', 'win32').spawnOptions).toMatchObject({
    windowsVerbatimArguments: true,
  })
  expect(guarded({ file: 'node', args: [] }, 'id', 'win32').spawnOptions).toMatchObject({
    windowsVerbatimArguments: false,
  })
})

test('what is no program of its own is run by the shell on Windows', () => {
  const npm = 'C:\\Program Files\\nodejs\\npm.CMD'
  expect(startable('npm', ['start', 'a b'], npm, 'win32')).toEqual(
    shellCommand('npm start "a b"', 'win32'),
  )
  const asItIs = { file: 'node', args: ['a b'] }
  expect(startable('node', ['a b'], 'C:\\nodejs\\node.exe', 'win32')).toEqual(asItIs)
  expect(startable('node', ['a b'], '/usr/bin/node.cmd', 'linux')).toEqual(asItIs)
})

test('elsewhere a line goes to sh', () => {
  expect(shellCommand('ruby a.rb', 'darwin')).toEqual({ file: 'sh', args: ['-c', 'ruby a.rb'] })
})
