// The front door of accounts: people, institutions, roles, signing in.
import { systemActor } from '../../platform/access.ts'
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import { platformProblems } from '../../platform/problems.ts'
import type { System } from '../../platform/system.ts'
import { loadPeople } from './actions/demonstration.ts'
import { sendInvitation } from './actions/invitations.ts'
import { offerSetUp } from './actions/set-up.ts'
import { resetFactors } from './actions/people.ts'
import { sweepSessions } from './actions/session.ts'
import { roles, type DemonstrationRegion, type InstitutionKind, type LoadedRegion, type Role } from './model.ts'
import { routes } from './routes.ts'
import { actsOf, actsOfAnyone } from './rules/access.ts'
import { personIdOf } from './store/people.ts'

export { identify, identifyAgain } from './routes.ts'
export { hashPassword, verifyPassword } from './actions/credentials/argon2id.ts'
export { newCode } from './actions/credentials/tokens.ts'
export { qrOf } from './actions/factors.ts'
export { agentName } from './rules/session.ts'

export const accounts: Module = module({
  name: 'accounts',
  actions: [...routes.map(({ act }) => act), sendInvitation, sweepSessions, loadPeople],
  routes,
  schedules: [{ name: 'accounts.sweep', cron: '17 3 * * *', act: 'session.sweep', input: {} }],
})

/** What anyone may do without signing in. */
export const anonymousActs: ReadonlySet<string> = actsOfAnyone()

/** The columns of the table of rights: the public, then each role. */
export const roleNames: readonly string[] = ['public', ...roles]

/** Everything a person of one role may do (institutions of migration control: less, see rules/access.ts). */
export const actsOfRole = (role: string): ReadonlySet<string> =>
  role === 'public' ? anonymousActs : actsOf({ roles: [role as Role], kind: 'statistics', isEnrolled: true })

/** Everything a person of that kind of institution may do with every role at once: what no role can add to is closed to it. */
export const actsOfKind = (kind: InstitutionKind): ReadonlySet<string> => actsOf({ roles, kind, isEnrolled: true })

/** On a node without people, a fresh code that lets its first administrator in; undefined once there is one. */
export const setUpCode = (system: System): Promise<string | undefined> => offerSetUp(system)

/** Loads made-up institutions and people into a demonstration node, again if need be, and tells their ids. */
export const loadDemonstrationPeople = (system: System, region: DemonstrationRegion): Promise<LoadedRegion> =>
  perform(system, loadPeople, { actor: systemActor, input: region })

/**
 * For the operator at the terminal, when the last administrator lost what they sign in with: withdraws password and
 * factors of the account with that e-mail and gives the link to choose a new password, never by mail.
 */
export const giveNewAccess = async (system: System, email: string): Promise<string> => {
  const id = await personIdOf(system.database.db, email.trim().toLowerCase())
  if (!id) throw platformProblems.notFound()
  const here = { ...system, node: { ...system.node, mail: { ...system.node.mail, isConfigured: false } } }
  const { link } = await perform(here, resetFactors, { actor: systemActor, input: { id } })
  return link ?? ''
}
