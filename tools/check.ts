// `npm run check`: types, lint, dependency rules, dead code, generated documents, folder shape, secrets and size.
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { cpus } from 'node:os'

interface Result {
  name: string
  isOk: boolean
  output: string
}

const root = `${import.meta.dirname}/..`

const command = (name: string, words: readonly string[]): Promise<Result> =>
  new Promise((resolve) => {
    const [program = '', ...rest] = words
    const child = spawn(program, rest, { cwd: root, env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH ?? ''}` } })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ name, isOk: false, output: error.message }))
    child.on('close', (code) => resolve({ name, isOk: code === 0, output }))
  })

const tracked = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)

const verdict = (name: string, faults: readonly string[]): Result => ({ name, isOk: faults.length === 0, output: faults.join('\n') })

// `roles.ts` is the one table of rights, in accounts.
const moduleFile = /^src\/modules\/[^/]+\/((model|roles|rules|problems|store|actions|routes|pages|reactions|index)(\.tsx?$|\/.+)|[\w-]+\.test\.tsx?$)/

const shape = (files: readonly string[]): Result =>
  verdict('folder shape', files.filter((file) => file.startsWith('src/modules/') && !moduleFile.test(file)).map((file) => `${file}: not one of the files a module holds`))

const opening = (files: readonly string[]): Result => {
  const sources = files.filter((file) => /^(src|tests|tools)\/.+\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  const silent = sources.filter((file) => !/^(\/\/|\/\*)/.test(readFileSync(`${root}/${file}`, 'utf8')))
  return verdict('opening sentences', silent.map((file) => `${file}: does not open with what it is for`))
}

const largest = 400 * 1024
const size = (files: readonly string[]): Result =>
  verdict('file sizes', files.filter((file) => file !== 'package-lock.json' && !file.startsWith('docs/generated/') && statSync(`${root}/${file}`).size > largest).map((file) => `${file}: larger than 400 kB`))

const secret = /-----BEGIN [A-Z ]*PRIVATE KEY-----|AGE-SECRET-KEY-1[A-Z0-9]{20,}|\bAKIA[0-9A-Z]{16}\b/
const secrets = (files: readonly string[]): Result => {
  const texts = files.filter((file) => /\.(tsx?|mjs|cjs|js|json|md|sql|css|html)$/.test(file) && file !== 'tools/check.ts')
  return verdict('secrets', texts.filter((file) => secret.test(readFileSync(`${root}/${file}`, 'utf8'))).map((file) => `${file}: holds what looks like a private key`))
}

const deferred = /\b(TODO|FIXME|XXX)\b/
const left = (files: readonly string[]): Result => {
  const sources = files.filter((file) => /^(src|tests|migrations)\//.test(file) && /\.(tsx?|sql|css)$/.test(file))
  return verdict('deferred work', sources.filter((file) => deferred.test(readFileSync(`${root}/${file}`, 'utf8'))).map((file) => `${file}: defers work`))
}

const commands: Record<string, string[]> = {
  types: ['tsc', '-p', '.'],
  lint: ['eslint', '--max-warnings', '0', 'src', 'tests', 'tools'],
  'dependency rules': ['depcruise', '--config', '.dependency-cruiser.cjs', 'src'],
  'dead code': ['knip', '--no-progress'],
  'generated documents': ['node', 'tools/run.mjs', 'tools/generate.ts', '--check'],
  migrations: ['node', 'tools/freeze-migrations.ts', '--check'],
}

const inTurn = async (): Promise<Result[]> => {
  const queue = Object.entries(commands)
  const results: Result[] = []
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await command(...next))
  }
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, work))
  return results
}

const files = tracked()
const results = [shape(files), opening(files), size(files), secrets(files), left(files), ...(await inTurn())]
for (const { name, isOk, output } of results) {
  process.stdout.write(`${isOk ? '✓' : '✗'} ${name}\n`)
  if (!isOk) process.stdout.write(`${output.trimEnd()}\n`)
}
const failed = results.filter((result) => !result.isOk).length
process.stdout.write(`check: ${results.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
