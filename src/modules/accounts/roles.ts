// Which acts each role grants: one table of data for the whole system, the only place a right is given.
// Acts that no role has are the node's own: queued work, schedules, the operator's command line.
import type { Role } from './model.ts'

/** What anyone may do without signing in. Every signed-in person keeps these too. */
const everyone = [
  'session.start', 'session.read', 'session.offerPasskey', 'session.startWithPasskey', 'person.listDemonstration',
  'invitation.read', 'invitation.accept', 'node.setUp',
  'catalogue.list', 'catalogue.search', 'catalogue.read', 'offence.list', 'offence.read', 'place.list',
  'home.read', 'about.read', 'source.publicList', 'figures.public', 'figures.download', 'alert.publicList', 'alert.publicRead', 'alert.feed', 'alert.cap', 'demonstration.sample',
]

/** What a signed-in person may do before having a second factor. */
const enrolling = [
  'session.end', 'session.list', 'session.endOther', 'person.setLanguage', 'password.change',
  'factor.read', 'totp.enrol', 'totp.confirm', 'recovery.renew', 'passkey.offer', 'passkey.register',
]

/** What every signed-in person with a second factor may do about their own account. */
const member = [...enrolling, 'totp.remove', 'passkey.remove']

/** What every role that works with data may do. */
const working = [
  'institution.list', 'source.list', 'delivery.list', 'delivery.read',
  'figures.query', 'figures.cell', 'figures.describe', 'observation.read',
  'alert.list', 'alert.read', 'alert.board', 'alert.acknowledge',
]

/** What those who look for rises in crime may do. */
const watching = ['signal.list', 'signal.read', 'signal.dismiss']

const drafting = ['alert.draft', 'alert.revise', 'alert.submit', 'alert.compare', 'alert.measureReach']

export const grants: Record<Role | 'public' | 'enrolling' | 'member', readonly string[]> = {
  public: everyone,
  enrolling,
  member,
  administrator: [
    'person.invite', 'person.list', 'person.read', 'person.change', 'person.deactivate', 'person.activate', 'person.resetFactors',
    'institution.list', 'institution.create', 'institution.change',
  ],
  'focal-point': [...working, 'delivery.receive', 'delivery.refusals'],
  analyst: [...working, ...watching, ...drafting, 'delivery.refusals'],
  coordinator: [...working, ...watching, ...drafting, 'delivery.refusals', 'alert.return', 'alert.publish', 'alert.cancel', 'alert.close'],
  'duty-officer': working,
}

/**
 * What a person of a migration-control institution never holds, whatever the roles: reports, cases, victims and the
 * keys that open them. People who report must be able to trust that migration control cannot read them.
 */
export const nounsClosedToMigrationControl: readonly string[] = ['report', 'case', 'victim', 'key', 'evidence', 'conversation', 'referral']
