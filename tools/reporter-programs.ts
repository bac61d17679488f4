// Builds the programs of the reporter's pages: small, each named and fingerprinted by its content, the same on every machine.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build-state.ts'

export interface BuiltProgram {
  name: 'report' | 'sealing' | 'codes' | 'worker'
  file: string
  /** As in subresource integrity. */
  integrity: string
  content: Uint8Array
}

/** The project's folder, also where this was bundled into `dist` first. */
const home = existsSync(join(root, 'package.json')) ? root : join(root, '..')

const fingerprint = (algorithm: string, content: Uint8Array, encoding: 'hex' | 'base64'): string => createHash(algorithm).update(content).digest(encoding)

const build = async (name: BuiltProgram['name'], define: Record<string, string> = {}): Promise<BuiltProgram> => {
  const { build: bundle } = await import('esbuild')
  const { outputFiles } = await bundle({
    entryPoints: [join(home, 'src/reporter', `${name}.ts`)],
    bundle: true, write: false, minify: true, format: 'esm', platform: 'browser', target: ['es2020', 'chrome87', 'firefox91', 'safari15'],
    absWorkingDir: home, charset: 'utf8', legalComments: 'none', logLevel: 'warning', define,
  })
  const content = outputFiles[0]!.contents
  return { name, file: `${name}-${fingerprint('sha256', content, 'hex').slice(0, 12)}.js`, integrity: `sha384-${fingerprint('sha384', content, 'base64')}`, content }
}

/** All of them; the first one carries the fingerprints of those it fetches. */
export const reporterPrograms = async (): Promise<BuiltProgram[]> => {
  const [sealing, codes, worker] = await Promise.all([build('sealing'), build('codes'), build('worker')])
  const fetched = Object.fromEntries([sealing, codes].map(({ name, file, integrity }) => [name, { file, integrity }]))
  return [await build('report', { builtPrograms: JSON.stringify(fetched) }), sealing, codes, worker]
}

/** `docs/generated/reporter-script.md`: what anyone can hold a node's programs against. */
export const programsDocument = (programs: readonly BuiltProgram[]): string => [
  '# The programs a reporter gets', '',
  'Generated. A node built from this code serves exactly these; `sidmi verify-script <address>` checks another node from outside.', '',
  '| program | file | integrity | bytes |', '| --- | --- | --- | --- |',
  ...programs.map(({ name, file, integrity, content }) => `| ${name} | \`${file}\` | \`${integrity}\` | ${String(content.length)} |`), '',
].join('\n')
