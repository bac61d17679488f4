// Before the tests: the programs of threads, built as the node's are, where the source looks for them.
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'node_modules/.cache/sidmi-threads')

const banner = `import { createRequire as createRequireForThread } from 'node:module';
const require = createRequireForThread(import.meta.url);`

/** Each file appears whole, so that tests that run at the same time never meet half of one. */
export const setup = async (): Promise<void> => {
  const programs = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-thread.ts'))
  const { outputFiles } = await build({
    entryPoints: programs.map((file) => join(root, 'src', file)), entryNames: '[name]', outdir: folder, write: false,
    bundle: true, platform: 'node', format: 'esm', target: 'node24', external: ['pg-native'], banner: { js: banner }, logLevel: 'warning',
  })
  mkdirSync(folder, { recursive: true })
  for (const { path, contents } of outputFiles) {
    const unfinished = join(folder, `${basename(path)}.${process.pid}`)
    writeFileSync(unfinished, contents)
    renameSync(unfinished, path)
  }
}
