/** What a browser is to have instead of Node's: words ask `process.env` which language is spoken. */
const withoutNode = {
  name: 'without-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:process$/ }, ({ path }) => ({ path, namespace: 'without-node' }))
    onLoad({ filter: /.*/, namespace: 'without-node' }, () => ({
      contents: 'export default { env: {} }',
    }))
  },
}

/** Bundles what a browser runs into a folder: page.js and page.css, board.js and board.css. Gives back esbuild's metafile. */
export async function buildClient(to) {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    entryPoints: { page: 'src/page/client/main.tsx', board: 'src/class/board/client/main.tsx' },
    outdir: to,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    plugins: [withoutNode],
  })
  return metafile
}
