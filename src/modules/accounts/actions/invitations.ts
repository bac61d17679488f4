// Links by which an invited person sets a password, and the first set-up of an empty node.
import { action, type Context } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Node } from '../../../platform/node.ts'
import { say, type Text } from '../../../platform/text.ts'
import { ById, Done, InvitationAcceptance, InvitationToken, InvitationView, SetUp, SignedIn } from '../model.ts'
import { invitationProblems, setUpProblems } from '../problems.ts'
import { isEnrolled } from '../rules/access.ts'
import { setPasswordHash } from '../store/credentials.ts'
import { insertInstitution } from '../store/institutions.ts'
import { insertInvitation, openInvitation, spendInvitation, spendSetUpCode, type OpenInvitation } from '../store/invitations.ts'
import { hasPeople, insertPerson, replaceRoles } from '../store/people.ts'
import { codeHash, invitationOf, invitationToken } from './credentials/tokens.ts'
import { hashGoodPassword, keysOf } from './own-account.ts'
import { openSession } from './sign-in.ts'

const week = 7 * 24 * 60 * 60 * 1000

const linkOf = (node: Node, id: string): string => `${node.publicUrl}/app/invitation#${invitationToken(keysOf(node), id)}`

/** Makes the person's only working link. With mail it is sent to them; without, it is returned to hand over. */
export const invite = async (
  { db, node, now, later }: Pick<Context<unknown, unknown>, 'db' | 'node' | 'now' | 'later'>, personId: string, purpose: 'join' | 'renew',
): Promise<string | null> => {
  const id = await insertInvitation(db, { personId, purpose, now, expiresAt: new Date(now.getTime() + week) })
  if (!node.mail.isConfigured) return linkOf(node, id)
  await later('invitation.send', { id })
  return null
}

const subjectLine: Text = { es: 'Su acceso a SIDMI', en: 'Your access to SIDMI' }

const letterOf = (node: Node, { name, purpose, id, expiresAt }: OpenInvitation): Text => {
  const until = expiresAt.toISOString().slice(0, 10)
  const why = purpose === 'join'
    ? { es: 'Le han abierto una cuenta en SIDMI.', en: 'An account has been opened for you in SIDMI.' }
    : { es: 'Su acceso a SIDMI se renovó.', en: 'Your access to SIDMI was renewed.' }
  const link = linkOf(node, id)
  return {
    es: `${name}:\n\n${why.es} Elija su contraseña aquí; el enlace sirve una sola vez, hasta el ${until}:\n\n${link}\n\nSi no lo esperaba, no lo abra y avise a su institución.\n`,
    en: `${name}:\n\n${why.en} Choose your password here; the link works once, until ${until}:\n\n${link}\n\nIf you did not expect it, do not open it and tell your institution.\n`,
  }
}

export const sendInvitation = action({
  name: 'invitation.send',
  summary: { es: 'Enviar el enlace por correo', en: 'Send the link by e-mail' },
  input: ById,
  output: Done,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'the node only' },
  async run({ input, db, node, now }) {
    const invitation = await openInvitation(db, input.id, now)
    if (!invitation) return {}
    const { email, language } = invitation
    await node.mail.send({ to: email, subject: say(subjectLine, language), text: say(letterOf(node, invitation), language) })
    return {}
  },
  remember: ({ input }) => ({ subject: input.id }),
})

const byToken = async ({ token }: { token: string }, db: Db, node: Node, now: Date): Promise<OpenInvitation> => {
  const id = invitationOf(keysOf(node), token)
  const invitation = id ? await openInvitation(db, id, now) : undefined
  if (!invitation) throw invitationProblems.spent()
  return invitation
}

export const readInvitation = action({
  name: 'invitation.read',
  summary: { es: 'Abrir el enlace de una invitación', en: 'Open an invitation’s link' },
  input: InvitationToken,
  output: InvitationView,
  may: anyoneGranted,
  condition: { es: 'con el enlace', en: 'with the link' },
  async run({ input, db, node, now }) {
    const { expiresAt, ...invitation } = await byToken(input, db, node, now)
    return { ...invitation, expiresAt: expiresAt.toISOString() }
  },
  remember: () => ({ nothing: 'opening the link changes nothing; accepting it is remembered' }),
})

export const acceptInvitation = action({
  name: 'invitation.accept',
  summary: { es: 'Aceptar la invitación y elegir contraseña', en: 'Accept the invitation and choose a password' },
  input: InvitationAcceptance,
  output: SignedIn,
  may: anyoneGranted,
  condition: { es: 'con el enlace', en: 'with the link' },
  async run({ input, db, node, now }) {
    const invitation = await byToken(input, db, node, now)
    const { personId } = invitation
    await setPasswordHash(db, personId, await hashGoodPassword(input.password, invitation, 'password'), now)
    await spendInvitation(db, invitation.id, now)
    const tokens = await openSession(db, { personId, factor: 'none', browser: input, now })
    return { person: personId, needsSecondFactor: !isEnrolled('none', invitation.isDemonstration), tokens }
  },
  remember: ({ output }) => ({ subject: output.person, changed: ['password'] }),
})

export const setUpNode = action({
  name: 'node.setUp',
  summary: { es: 'Poner en marcha un nodo vacío', en: 'Set up an empty node' },
  input: SetUp,
  output: SignedIn,
  may: anyoneGranted,
  condition: { es: 'con el código de la terminal, mientras no haya nadie', en: 'with the terminal’s code, while there is nobody' },
  async run({ input, db, node, now }) {
    if (await hasPeople(db)) throw setUpProblems.closed()
    if (!(await spendSetUpCode(db, codeHash(keysOf(node), input.code)))) throw setUpProblems.wrongCode()
    const hash = await hashGoodPassword(input.password, input, 'password')
    const institutionId = await insertInstitution(db, input.institution)
    const { email, name, language } = input
    const personId = await insertPerson(db, { email, name, language, institutionId, territories: [] })
    await replaceRoles(db, personId, ['administrator'], { id: null, now })
    await setPasswordHash(db, personId, hash, now)
    const tokens = await openSession(db, { personId, factor: 'none', browser: input, now })
    return { person: personId, needsSecondFactor: true, tokens }
  },
  remember: ({ output }) => ({ subject: output.person }),
})
