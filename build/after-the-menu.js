import { join } from 'node:path'

/** What is imported late, in this order, until the menu stands. All else that is imported late comes after it. */
const upToMenu = [
  'cli',
  'app/open-context',
  'commands/list',
  'commands/learn',
  'terminal/io/play',
].map((name) => join(import.meta.dirname, '../src', `${name}.ts`))

/**
 * Tells esbuild what is loaded by the time that a file is imported late: it would cut what they share into a
 * file for each set of files that share it, and each costs half a millisecond at every start.
 */
export const afterTheMenu = {
  name: 'after-the-menu',
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return
      const found = await build.resolve(path, { kind: 'import-statement', resolveDir })
      return { path: found.path, errors: found.errors, namespace: 'late' }
    })
    // To import `process` costs two milliseconds, since all that it holds is copied.
    build.onResolve({ filter: /^node:process$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'process', namespace: 'global' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'global' }, () => ({
      contents: 'export default process',
    }))
    // commander never starts a program here: what it would do so with takes as long.
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'child_process', namespace: 'none' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => {
      const at = upToMenu.indexOf(path)
      const loaded = upToMenu.slice(0, at < 0 ? undefined : at)
      const lines = loaded.map((file) => `import ${JSON.stringify(file)}`)
      const contents = [...lines, `export * from ${JSON.stringify(path)}`].join('\n')
      return { contents, resolveDir: import.meta.dirname }
    })
  },
}
