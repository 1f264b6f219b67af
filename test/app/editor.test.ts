import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEditor } from '../../src/app/editor.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver editors-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function install(...names: string[]) {
  for (const name of names) {
    writeFileSync(join(folder, name), '#!/bin/sh\n')
    chmodSync(join(folder, name), 0o755)
  }
}

function find(env: Record<string, string>, remembered?: string) {
  const search = { cwd: folder, platform: 'linux' as const, remembered }
  const found = findEditor({ ...search, env: { PATH: folder, ...env } })
  if (found.type === 'chosen') return `${found.editor.name} (${found.editor.type}), ${found.from}`
  return found.type === 'ask' ? found.editors.map(({ name }) => name).join(' ') : found.type
}

test('VISUAL goes before EDITOR, and what is not installed is passed over', () => {
  install('nano', 'code')
  expect(find({ VISUAL: 'code -w', EDITOR: 'nano' })).toBe('code (window), VISUAL')
  expect(find({ VISUAL: 'nosuch', EDITOR: 'nano' })).toBe('nano (terminal), EDITOR')
})

test('npm’s EDITOR=vi is nobody’s choice; one’s own is', () => {
  install('vi', 'nano', 'code')
  expect(find({ EDITOR: 'vi', npm_execpath: '/npm-cli.js' })).toBe('code nano vi')
  expect(find({ EDITOR: 'vi' })).toBe('vi (terminal), EDITOR')
  expect(find({ EDITOR: 'nano', npm_execpath: '/npm-cli.js' })).toBe('nano (terminal), EDITOR')
})

test('the editor that was chosen once is taken again, as long as it is there', () => {
  install('vi', 'nano')
  expect(find({}, 'nano')).toBe('nano (terminal), you')
  expect(find({}, 'gone')).toBe('nano vi')
})

test('a path with spaces is one program', () => {
  install('my ed')
  expect(find({ VISUAL: join(folder, 'my ed') })).toBe('my ed (window), VISUAL')
})

test('where there is no editor, it is said', () => {
  expect(find({})).toBe('none')
})
