import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a browser runs, as it was built. */
export interface Assets {
  readonly script: string
  readonly style: string
}

/** Reads a bundle, which stands beside this file in dist/. */
export const readAssets = (
  folder: string = import.meta.dirname,
  name: 'page' | 'board' = 'page',
): Assets => ({
  script: readFileSync(join(folder, `${name}.js`), 'utf8'),
  style: readFileSync(join(folder, `${name}.css`), 'utf8'),
})
