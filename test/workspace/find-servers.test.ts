import { expect, test } from 'vitest'
import type { Language } from '../../src/course/language.ts'
import { findServers } from '../../src/workspace/find-servers.ts'
import { stage } from '../checks/fake.ts'

const stages = ['raw-socket', 'html-string', 'html-file'].map((name, i) => ({
  ...stage,
  number: i + 1,
  name,
  folder: `${i + 1}-${name}`,
}))
const found = (paths: string[], settings?: (root: string) => Language | undefined) =>
  findServers(paths, stages, settings).servers.map(
    ({ stage, root, file, path, language }) =>
      `${stage} ${language} ${path}${path === (root && `${root}/`) + file ? '' : ` as ${file} in "${root}"`}`,
  )

test.each<[string, string[], string[]]>([
  [
    'where the course puts them',
    ['1-raw-socket/server.ts', '2-html-string/server.js', 'site/index.html'],
    ['1 ts 1-raw-socket/server.ts', '2 js 2-html-string/server.js'],
  ],
  ['folders deeper', ['kim/my/1-raw-socket/server.py'], ['1 py kim/my/1-raw-socket/server.py']],
  [
    'in folders that people name',
    ['Stage 1/server.py', '02/server.py', 'html-file/server.py'],
    ['1 py Stage 1/server.py', '2 py 02/server.py', '3 py html-file/server.py'],
  ],
  [
    'names that systems and people change',
    ['1-raw-socket/Server.ts', '2-html-string/server.ts.txt', '3-html-file/server (1).PY'],
    [
      '1 ts 1-raw-socket/Server.ts as 1-raw-socket/server.ts in ""',
      '2 ts 2-html-string/server.ts.txt as 2-html-string/server.ts in ""',
      '3 py 3-html-file/server (1).PY as 3-html-file/server.py in ""',
    ],
  ],
  [
    'files that are named as their stage',
    ['a/1-raw-socket.py', 'a/stage2.py', '3.py'],
    [
      '1 py a/1-raw-socket.py as 1-raw-socket/server.py in "a"',
      '2 py a/stage2.py as 2-html-string/server.py in "a"',
    ],
  ],
  [
    'the right name goes first',
    ['1-raw-socket/server.ts.txt', '1-raw-socket/server.ts'],
    ['1 ts 1-raw-socket/server.ts'],
  ],
  [
    'the folder with most stages goes first, and what is missing there comes from another',
    [
      'a/1-raw-socket/server.py',
      'new/1-raw-socket/server.py',
      'new/2-html-string/server.py',
      'old/b/3-html-file/server.py',
    ],
    [
      '1 py new/1-raw-socket/server.py',
      '2 py new/2-html-string/server.py',
      '3 py old/b/3-html-file/server.py',
    ],
  ],
  [
    'the language of most servers goes first',
    ['1-raw-socket/server.js', '1-raw-socket/server.py', '2-html-string/server.py'],
    ['1 py 1-raw-socket/server.py', '2 py 2-html-string/server.py'],
  ],
])('%s', (_name, paths, expected) => {
  expect(found(paths).sort()).toEqual(expected.sort())
})

test('the language of the settings goes before that of most servers', () => {
  const paths = ['1-raw-socket/server.js', '1-raw-socket/server.py', '2-html-string/server.py']
  expect(found(paths, () => 'js')[0]).toBe('1 js 1-raw-socket/server.js')
})

test('a server in no stage’s folder is a stray; other programs are none', () => {
  const { servers, strays } = findServers(
    ['server.py', 'deep/Server.ts', 'http-server.py', '12345/server.py', '99.py'],
    stages,
  )
  expect(servers).toEqual([])
  expect(strays).toEqual(['server.py', 'deep/Server.ts', '12345/server.py'])
})
