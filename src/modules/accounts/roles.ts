// Which acts each role grants: one table of data for the whole system, the only place a right is given.
// Acts that no role has are the node's own: queued work, schedules, the operator's command line.
import type { Role } from './model.ts'

/** What anyone may do without signing in. Every signed-in person keeps these too. */
const everyone = [
  'session.start', 'session.read', 'session.offerPasskey', 'session.startWithPasskey', 'person.listDemonstration',
  'invitation.read', 'invitation.accept', 'node.setUp',
  'catalogue.list', 'catalogue.search', 'catalogue.read', 'offence.list', 'offence.read', 'place.list',
  'home.read', 'about.read', 'source.publicList', 'figures.public', 'figures.download', 'dataflow.list', 'dataflow.structure', 'dataflow.data', 'bulletin.publicList', 'bulletin.publicRead', 'bulletin.print', 'alert.publicList', 'alert.publicRead', 'alert.feed', 'alert.cap', 'alert.stix', 'alert.attachment', 'demonstration.sample', 'receipt.verify', 'unit.publicList', 'unit.explain',
  'report.guide', 'report.challenge', 'report.send', 'report.open', 'report.add', 'report.consent', 'report.withdraw', 'report.beginFile', 'report.appendFile', 'report.readOffset', 'report.readFile', 'report.figures',
]

/** What a signed-in person may do before having a second factor. */
const enrolling = [
  'session.end', 'session.list', 'session.endOther', 'person.setLanguage', 'password.change',
  'factor.read', 'totp.enrol', 'totp.confirm', 'recovery.renew', 'passkey.offer', 'passkey.register',
]

/** What every signed-in person with a second factor may do about their own account and their own transfers. */
const member = [...enrolling, 'totp.remove', 'passkey.remove', 'upload.begin', 'upload.read', 'upload.append', 'upload.discard', 'channel.read', 'channel.set', 'push.subscribe', 'push.unsubscribe']

/** What every role that works with data may do. */
const working = [
  'institution.list', 'source.list', 'delivery.list', 'delivery.read',
  'figures.query', 'figures.cell', 'figures.describe', 'observation.read',
  'figures.rates', 'figures.flows', 'figures.revisions', 'view.save', 'view.list', 'view.read', 'view.rename', 'view.delete',
  'release.list', 'release.read', 'release.download',
  'finding.list', 'finding.read', 'finding.note', 'quality.list', 'quality.score',
  'alert.list', 'alert.read', 'alert.board', 'alert.acknowledge', 'alert.carry', 'alert.compare', 'protocol.list', 'watch.set', 'watch.list', 'watch.end',
  'round.read', 'round.download',
]

/** What those who see to it that institutions deliver may do. */
const seeingToRounds = ['obligation.list', 'obligation.set', 'obligation.end', 'round.excuse', 'round.remind']

/** What those who see to it that an institution answers may do. */
const seeingToAnswers = ['escalation.list', 'escalation.set']

/** What those who look for rises in crime may do. */
const watching = ['signal.list', 'signal.read', 'signal.dismiss', 'signal.judge', 'signal.precision']

/** What those who answer for the quality of figures may do. */
const examining = ['finding.explain', 'finding.reopen', 'finding.assign', 'quality.examine']

const drafting = ['alert.draft', 'alert.revise', 'alert.submit', 'alert.attach', 'alert.detach', 'alert.measureReach', 'alert.findRecipients', 'acknowledgement.figures']

/** What those who teach the node to read new files may do. */
const makingProfiles = [
  'profile.sketch', 'profile.sketchDelivery', 'profile.read', 'profile.preview', 'profile.watch', 'profile.save', 'profile.discard', 'profile.publish', 'profile.deliver',
  'profile.list', 'profile.export', 'profile.adopt', 'profile.retire',
]

/** What those who hold an institution's trafficking records may do with them. */
const holdingRecords = ['victim.import', 'victim.listIntakes', 'victim.withdraw', 'victim.list', 'victim.export', 'victim.figures']

/** What those who write the periodic bulletin may do. */
const composing = ['bulletin.compose', 'bulletin.list', 'bulletin.read', 'bulletin.revise', 'bulletin.submit', 'bulletin.discard', 'bulletin.correct']

/** What those who receive reports may do with them. */
const answeringReports = [
  'report.list', 'report.read', 'report.fetchFile', 'report.code', 'report.assign', 'conversation.answer', 'conversation.note', 'report.transfer', 'report.join', 'report.part', 'report.reject', 'report.close', 'report.reopen', 'report.export',
]

/** What those who receive reports may do with their units and keys. */
const holdingKeys = [
  'unit.create', 'unit.list', 'unit.read', 'unit.change', 'unit.appoint', 'unit.close', 'unit.reopen', 'unit.vouch', 'unit.doubt',
  'key.create', 'key.read', 'key.challenge', 'key.changePassphrase', 'key.addPasskey', 'key.removePasskey', 'key.make', 'key.wrap', 'key.unwrap', 'key.rotate', 'key.entrust',
  'key.handOn', 'key.recover', 'key.stopRecovery', 'key.export',
]

export const grants: Record<Role | 'public' | 'enrolling' | 'member', readonly string[]> = {
  public: everyone,
  enrolling,
  member,
  administrator: [
    'person.invite', 'person.list', 'person.read', 'person.change', 'person.deactivate', 'person.activate', 'person.resetFactors',
    'institution.list', 'institution.create', 'institution.change',
    'form.list', 'form.read', 'form.add', 'form.remove', 'device.list', 'device.enrol', 'device.revoke',
    'round.read', 'round.download', ...seeingToRounds,
    'webhook.list', 'webhook.set', 'webhook.end', 'webhook.try', ...seeingToAnswers,
  ],
  'focal-point': [...working, ...holdingRecords, 'round.declare', 'grid.read', 'delivery.receive', 'delivery.cancel', 'delivery.refusals', 'release.withdraw', 'finding.explain'],
  analyst: [...working, ...makingProfiles, ...holdingRecords, 'release.withdraw', ...examining, ...watching, ...drafting, ...composing, 'delivery.cancel', 'delivery.refusals'],
  coordinator: [...working, ...seeingToAnswers, ...makingProfiles, ...holdingRecords, ...seeingToRounds, 'release.withdraw', ...examining, ...watching, ...drafting, ...composing, 'bulletin.return', 'bulletin.publish', 'bulletin.withdraw', 'delivery.refusals', 'alert.return', 'alert.publish', 'alert.cancel', 'alert.close'],
  'duty-officer': working,
  'reception-officer': [...holdingKeys, ...answeringReports],
}

/**
 * What a person of a migration-control institution never holds, whatever the roles: reports, cases, victims, the
 * keys that open them, and the forms and devices that bring them. People who report must be able to trust that migration control cannot read them.
 */
export const nounsClosedToMigrationControl: readonly string[] = ['report', 'case', 'victim', 'key', 'evidence', 'conversation', 'referral', 'form', 'device']
