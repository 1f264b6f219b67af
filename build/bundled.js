// What the packages in dist/ demand and are: their licence texts, and a bill of materials.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './install.js'

/** The packages that are in bundles by esbuild's metafiles, by name: each with its folder, name and version. */
export function packagesIn(metafiles) {
  const folders = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
    .map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined)
  return [...new Set(folders)]
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      return { folder, name, version }
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** The licence texts of packages, as their licences demand of every copy. Throws for one that has none. */
export function licenceTexts(packages) {
  const texts = packages.map(({ folder, name, version }) => {
    const file = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each))
    if (file === undefined) throw new Error(`${name} has no licence text`)
    const text = readFileSync(join(folder, file), 'utf8').trim()
    return `${name} ${version}\n${'='.repeat(name.length + version.length + 1)}\n\n${text}\n`
  })
  return ['learn-webserver has these packages in it, each under its own licence.\n', ...texts].join(
    '\n',
  )
}

/** The bill of materials in CycloneDX that npm makes, of these packages alone; without what changes with the day. */
export function billOfMaterials(packages) {
  const { file, before, shell } = npm
  const { stdout, stderr, status } = spawnSync(
    file,
    [...before, 'sbom', '--sbom-format', 'cyclonedx'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      shell,
    },
  )
  if (status !== 0) throw new Error(`npm could not list the packages: ${stderr}`)
  const { serialNumber, metadata, components, dependencies, ...bill } = JSON.parse(stdout)
  const { timestamp, component, ...about } = metadata
  // npm names it by the folder that it lies in.
  const [name = ''] = component['bom-ref'].split('@')
  const names = new Set(packages.map(({ name, version }) => `${name}@${version}`))
  const parts = components.filter((part) => names.has(part['bom-ref']))
  return `${JSON.stringify({ ...bill, metadata: { ...about, component: { ...component, name } }, components: parts }, null, 2)}\n`
}
