import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a browser runs, as it was built. */
export interface Assets {
  readonly script: string
  readonly style: string
}

/** Reads the bundle, which stands beside this file in dist/. */
export const readAssets = (folder: string = import.meta.dirname): Assets => ({
  script: readFileSync(join(folder, 'page.js'), 'utf8'),
  style: readFileSync(join(folder, 'page.css'), 'utf8'),
})
