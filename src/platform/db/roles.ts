// The database role that serves requests: its own login per database, with what migrations granted and nothing more.
import { createHash } from 'node:crypto'
import { Client, DatabaseError, escapeIdentifier, escapeLiteral, type ClientConfig } from 'pg'
import { databaseProblems } from './problems.ts'
import { keptSecret } from '../secrets.ts'

/** The group that migrations grant to; each database's own login role belongs to it. */
const group = 'sidmi_app'
const longestName = 63

const loginRole = (database: string): string => {
  const name = `${group}_${database}`
  if (Buffer.byteLength(name) <= longestName) return name
  return `${group}_${createHash('sha256').update(database).digest('hex').slice(0, 32)}`
}

/** The serving role's connection to the owner's database; the role is made or mended first where it does not fit. */
export const servingConnection = async (owner: ClientConfig, dataFolder: string): Promise<ClientConfig> => {
  const database = owner.database ?? ''
  const user = loginRole(database)
  const serving = { ...owner, user, password: keptSecret(dataFolder, `database-${user}`) }
  if (await opens(serving)) return serving
  await prepareRole(owner, serving)
  const refused = await refusal(serving)
  if (refused) throw databaseProblems.servingRoleRefused({ role: user, reason: refused.message })
  return serving
}

const refusal = async (connection: ClientConfig): Promise<Error | undefined> => {
  const client = new Client(connection)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await client.end().catch(() => undefined)
  }
}

const opens = async (connection: ClientConfig): Promise<boolean> => (await refusal(connection)) === undefined

const prepareRole = async (owner: ClientConfig, { user = '', password }: ClientConfig): Promise<void> => {
  const client = new Client(owner)
  await client.connect()
  const database = escapeIdentifier(owner.database ?? '')
  const role = escapeIdentifier(user)
  try {
    await client.query(`create role ${group} nologin`).catch(unlessThere)
    await client.query(`create role ${role} login in role ${group}`).catch(unlessThere)
    await client.query(`alter role ${role} password ${escapeLiteral(String(password))}`)
    await client.query(`revoke connect on database ${database} from public`)
    await client.query(`grant connect, temporary on database ${database} to ${role}`)
  } catch (error) {
    throw databaseProblems.lacksRights({ user: owner.user ?? '', reason: error instanceof Error ? error.message : String(error) })
  } finally {
    await client.end()
  }
}

const unlessThere = (error: unknown): void => {
  if (!(error instanceof DatabaseError) || !['42710', '23505'].includes(error.code ?? '')) throw error
}
