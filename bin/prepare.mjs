// What a checkout needs before SIDMI can run in it: its packages, the Node.js 24 among them, and what is built from its sources.
// Plain JavaScript without any package, for every Node.js from version 20.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import module from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import v8 from 'node:v8'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const programs = join(root, 'node_modules', '.bin')
const neededNode = 24

/** A sentence in both languages; only `--json` results go to standard output. */
export const tell = (es, en) => process.stderr.write(`${es} · ${en}\n`)

/** Ends with a sentence instead of a stack. */
export const giveUp = (es, en) => {
  process.stderr.write(`${es}\n${en}\n`)
  process.exit(1)
}

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'))
  } catch {
    return undefined
  }
}

/** Whether node_modules holds what the lock asks for, as npm itself noted when it finished installing. */
const isInstalled = (withDevelopment) => {
  const wanted = readJson('package-lock.json')?.packages ?? {}
  const installed = readJson('node_modules/.package-lock.json')?.packages
  if (!installed) return false
  return Object.entries(wanted).every(([path, { version, dev, devOptional, optional }]) => {
    if (path === '' || (dev && !withDevelopment)) return true
    const found = installed[path]
    return found ? found.version === version : optional === true || devOptional === true
  })
}

/** npm brings its own Node.js first in the path; packages are installed with the system's, which no install replaces. */
const pathWithoutPrograms = () =>
  (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')).join(delimiter)

const npmCommand = (env) => {
  if (spawnSync('npm', ['--version'], { env, stdio: 'ignore' }).status === 0) return ['npm']
  const own = process.env.npm_execpath
  if (own && existsSync(own)) return [process.execPath, own]
  return giveUp(
    'Falta npm, que instala lo que SIDMI necesita. Instale Node.js con npm (https://nodejs.org) y vuelva a intentarlo.',
    'npm, which installs what SIDMI needs, is missing. Install Node.js with npm (https://nodejs.org) and try again.',
  )
}

const reasons = [
  [/ENOSPC/, 'no queda espacio en el disco (hacen falta unos 800 MB)', 'the disk is full (about 800 MB are needed)'],
  [/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i, 'no hay conexión con el registro de npm', 'the npm registry cannot be reached'],
  [/EACCES|EPERM|EROFS/, `no se puede escribir en ${root}`, `${root} cannot be written to`],
  [/ERESOLVE|EUSAGE|EINTEGRITY/, 'package-lock.json no concuerda con los paquetes', 'package-lock.json does not fit the packages'],
]

const explainInstall = (said) => {
  const [, es, en] = reasons.find(([pattern]) => pattern.test(said)) ?? [null, 'npm falló', 'npm failed']
  giveUp(`${said.trim()}\nNo se pudo instalar: ${es}.`, `Could not install: ${en}.`)
}

/** Runs a program with a sign of life every ten seconds, and answers with its exit code and what it complained of. */
const runWithSigns = (command, args, env) =>
  new Promise((done) => {
    const started = Date.now()
    const signs = setInterval(() => process.stderr.write(`  … ${Math.round((Date.now() - started) / 1000)} s\n`), 10_000)
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4000)))
    child.on('error', (error) => (said += error.message))
    child.on('close', (code) => {
      clearInterval(signs)
      done({ code, said })
    })
  })

/** Installs what the lock asks for, unless it is there. `withDevelopment` adds what only tests need. */
export const ensureInstalled = async ({ withDevelopment }) => {
  if (isInstalled(withDevelopment)) return linkOwnProgram()
  tell('Instalando los paquetes (uno o dos minutos la primera vez)…', 'Installing packages (a minute or two the first time)…')
  const env = { ...process.env, PATH: pathWithoutPrograms(), NODE_ENV: '' }
  const [command, ...first] = npmCommand(env)
  const scope = withDevelopment ? ['--include=dev'] : ['--omit=dev']
  const { code, said } = await runWithSigns(command, [...first, 'ci', ...scope, '--loglevel=error', '--no-progress'], env)
  if (code !== 0) explainInstall(said)
  linkOwnProgram()
}

const isThere = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** So that `npx sidmi` in the checkout finds this checkout's program at once. */
const linkOwnProgram = () => {
  const link = join(programs, 'sidmi')
  try {
    if (!isThere(link)) symlinkSync(join('..', '..', 'bin', 'sidmi.mjs'), link)
  } catch {
    // A read-only checkout still runs; only the short name is missing.
  }
}

const isNewEnough = (version) => Number(version.replace('v', '').split('.')[0]) >= neededNode

const installedNode = () => {
  const brought = join(programs, 'node')
  const answer = spawnSync(brought, ['--version'], { encoding: 'utf8' })
  if (answer.status === 0 && isNewEnough(answer.stdout)) return brought
  return giveUp(
    `npm no trae un Node.js ${neededNode} para este sistema (${process.platform}-${process.arch}). Instale Node.js ${neededNode} y un PostgreSQL 15 o posterior, y escriba su dirección en DATABASE_URL.`,
    `npm brings no Node.js ${neededNode} for this system (${process.platform}-${process.arch}). Install Node.js ${neededNode} and PostgreSQL 15 or newer, and put its address in DATABASE_URL.`,
  )
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** npm's shell may die without passing the signal on, and npm itself be killed: nothing of ours outlives them. */
const endWithNpm = () => {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

/** Runs the rest under the Node.js the project brings; returns only if this already is new enough. */
export const underOwnNode = async (script) => {
  endWithNpm()
  if (isNewEnough(process.version)) return stopOnce()
  const child = spawn(installedNode(), [...process.execArgv, script, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  const code = await new Promise((done) => child.on('close', (status, signal) => done(signal ? 1 : status)))
  process.exit(code ?? 1)
}

/**
 * A terminal and npm both pass Ctrl-C on: the second must not cut short the clean stop that the first began.
 * Whoever is not prepared to stop cleanly ends at once, and with its parent.
 */
const stopOnce = () => {
  let isStopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (process.listenerCount(signal) > 1) isStopping = true
      else if (!isStopping) process.exit(130)
    })
  }
  if (!process.channel) return
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}

/** Builds what is older than its sources. */
export const ensureBuilt = async () => {
  const { staleParts } = await import('../tools/build-state.ts')
  if (staleParts().size === 0) return
  tell('Construyendo…', 'Building…')
  const { code, said } = await runWithSigns(process.execPath, [join(root, 'tools', 'build.ts')], process.env)
  if (code !== 0) giveUp(`${said.trim()}\nNo se pudo construir SIDMI a partir de sus fuentes.`, 'SIDMI could not be built from its sources.')
}

/** Runs the program that was built. Its data folder is the checkout's, wherever the command runs. */
export const runBuilt = async () => {
  process.env.SIDMI_DATA ||= join(root, '.sidmi')
  module.enableCompileCache(join(root, 'node_modules', '.cache', 'compiled')) // a second start is a third quicker and 30 MB smaller
  // How much this process may fill between two small collections was settled when it started; its threads settle theirs themselves, as unless told.
  v8.setFlagsFromString('--max-semi-space-size=0')
  await import('../dist/cli.js')
}
