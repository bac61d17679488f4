// Which parts of dist/ are older than the files they are built from, told by content and not by date.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..')
export const built = join(root, 'dist')
const stateFile = join(built, 'built.json')

export type Part = 'server' | 'workspace' | 'assets'

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file)
const isModel = (file: string): boolean => /^src\/(platform|workspace)\/|^src\/modules\/[^/]+\/model(\.ts|\/)/.test(file)

/** What each part is built from. */
const inputs: Record<Part, { folders: string[]; files: string[]; counts: (file: string) => boolean }> = {
  server: { folders: ['src', 'content'], files: ['package-lock.json', 'tools/build.ts'], counts: (file) => !/^src\/workspace\//.test(file) },
  workspace: { folders: ['src'], files: ['package-lock.json', 'vite.config.ts', 'tools/build.ts'], counts: isModel },
  assets: {
    folders: ['content/boundaries', 'src/platform', 'src/reporter', 'src/modules/reports'], files: ['package-lock.json', 'tools/build.ts', 'tools/reporter-programs.ts'],
    counts: (file) => /\.(json|css)$|stylesheet\.ts$|^src\/reporter\/|^src\/platform\/seal\/|^src\/modules\/reports\/(model|rules)/.test(file),
  },
}

const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((file) => statSync(file).isFile())
    : []

const hashOf = (part: Part): string => {
  const { folders, files, counts } = inputs[part]
  const found = folders.flatMap((folder) => filesUnder(join(root, folder)).map((file) => relative(root, file)))
  const counted = found.filter((file) => counts(file) && !isTest(file)).sort()
  const hash = createHash('sha256')
  for (const file of [...counted, ...files]) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0')
  return hash.digest('hex')
}

const readState = (): Partial<Record<Part, string>> => {
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')) as Partial<Record<Part, string>>
  } catch {
    return {}
  }
}

/** The parts that must be built, with the hash of what they will have been built from. */
export const staleParts = (): Map<Part, string> => {
  const state = readState()
  const hashes = (Object.keys(inputs) as Part[]).map((part) => [part, hashOf(part)] as const)
  return new Map(hashes.filter(([part, hash]) => state[part] !== hash))
}

/** Remembers that a part was built; only then does the next start leave it alone. */
export const rememberBuilt = (part: Part, hash: string): void => {
  writeFileSync(stateFile, `${JSON.stringify({ ...readState(), [part]: hash }, null, 2)}\n`)
}
