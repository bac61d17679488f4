// Runs a TypeScript entry of this project with JSX in it: bundled in memory-speed by esbuild, then imported.
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const [entry, ...rest] = process.argv.slice(2)
const out = join(import.meta.dirname, '..', 'dist', 'run', `${basename(entry, '.ts')}.js`)
await mkdir(join(out, '..'), { recursive: true })
await build({ entryPoints: [entry], outfile: out, bundle: true, platform: 'node', format: 'esm', target: 'node24', packages: 'external', jsx: 'automatic', sourcemap: 'inline', logLevel: 'warning' })
process.argv = [process.argv[0], out, ...rest]
await import(pathToFileURL(out).href)
