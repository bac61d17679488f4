// Managing people: inviting, changing roles, deactivating, giving new access.
import { action } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import {
  ById, DemonstrationPeople, demonstrationPassword, Done, Invitation, InvitedPerson, LanguageChoice, PersonChange, PersonList, PersonView, type Role,
} from '../model.ts'
import { personProblems } from '../problems.ts'
import { changedFields, leavesNoAdministrator } from '../rules/access.ts'
import { deleteCredentials } from '../store/credentials.ts'
import { insertPerson, listDemonstration, listPeople, lockAdministrators, personById, replaceRoles, setActive, setLanguage, updatePerson } from '../store/people.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { invite } from './invitations.ts'
import { isOneself, onOwnAccount, ownAccount } from './own-account.ts'

const byId = ({ id }: { id: string }, db: Db): Promise<PersonView | undefined> => personById(db, id)

const keepAnAdministrator = async (db: Db, id: string, roles: readonly Role[]): Promise<void> => {
  if (leavesNoAdministrator(await lockAdministrators(db), id, roles.includes('administrator'))) throw personProblems.lastAdministrator()
}

const reread = async (db: Db, id: string): Promise<PersonView> => {
  const person = await personById(db, id)
  if (!person) throw new Error('the person just written is gone')
  return person
}

const nextActs = (): readonly `person.${string}`[] => ['person.change', 'person.deactivate', 'person.activate', 'person.resetFactors']

export const invitePerson = action({
  name: 'person.invite',
  summary: { es: 'Invitar a una persona', en: 'Invite a person' },
  input: Invitation,
  output: InvitedPerson,
  may: anyoneGranted,
  async run(context) {
    const { input, db, actor, now } = context
    const id = await insertPerson(db, input)
    await replaceRoles(db, id, input.roles, { id: actor.id, now })
    const link = await invite(context, id, 'join')
    return { ...(await reread(db, id)), link }
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const listEveryone = action({
  name: 'person.list',
  summary: { es: 'Ver las personas del nodo', en: 'See the node’s people' },
  input: NoInput,
  output: PersonList,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: await listPeople(db) }),
  remember: () => ({ subject: null }),
})

export const readPerson = action({
  name: 'person.read',
  summary: { es: 'Ver una persona', en: 'See a person' },
  input: ById,
  output: PersonView,
  on: byId,
  may: anyoneGranted,
  offers: nextActs,
  run: ({ subject }) => Promise.resolve(subject),
  remember: ({ subject }) => ({ subject: subject.id }),
})

export const changePerson = action({
  name: 'person.change',
  summary: { es: 'Cambiar papeles, territorios o institución', en: 'Change roles, territories or institution' },
  input: PersonChange,
  output: PersonView,
  on: byId,
  may: anyoneGranted,
  offers: nextActs,
  async run({ input, subject, db, actor, now, announce }) {
    await keepAnAdministrator(db, subject.id, input.roles)
    await updatePerson(db, input)
    await replaceRoles(db, subject.id, input.roles, { id: actor.id, now })
    announce({ topic: 'session', to: [subject.id] })
    return reread(db, subject.id)
  },
  remember: ({ subject, output }) => ({ subject: subject.id, changed: changedFields(subject, output) }),
})

export const deactivatePerson = action({
  name: 'person.deactivate',
  summary: { es: 'Desactivar una cuenta', en: 'Deactivate an account' },
  input: ById,
  output: PersonView,
  on: byId,
  may: anyoneGranted,
  ready: (person) => (person.state === 'inactive' ? personProblems.alreadyInactive() : undefined),
  offers: nextActs,
  async run({ subject, db, announce }) {
    await keepAnAdministrator(db, subject.id, [])
    await setActive(db, subject.id, false)
    await endSessionsOf(db, subject.id)
    announce({ topic: 'session', to: [subject.id] })
    return reread(db, subject.id)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['isActive'] }),
})

export const activatePerson = action({
  name: 'person.activate',
  summary: { es: 'Reactivar una cuenta', en: 'Reactivate an account' },
  input: ById,
  output: PersonView,
  on: byId,
  may: anyoneGranted,
  ready: (person) => (person.state === 'inactive' ? undefined : personProblems.alreadyActive()),
  offers: nextActs,
  async run({ subject, db }) {
    await setActive(db, subject.id, true)
    return reread(db, subject.id)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['isActive'] }),
})

export const resetFactors = action({
  name: 'person.resetFactors',
  summary: { es: 'Retirar contraseña y factores y dar un enlace nuevo', en: 'Withdraw password and factors and give a new link' },
  input: ById,
  output: InvitedPerson,
  on: byId,
  may: anyoneGranted,
  ready: (person) => (person.state === 'inactive' ? personProblems.inactive() : undefined),
  offers: nextActs,
  async run(context) {
    const { subject, db } = context
    await deleteCredentials(db, subject.id)
    await endSessionsOf(db, subject.id)
    const link = await invite(context, subject.id, subject.state === 'invited' ? 'join' : 'renew')
    return { ...(await reread(db, subject.id)), link }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['password', 'totp', 'passkeys', 'recoveryCodes'] }),
})

export const chooseLanguage = action({
  name: 'person.setLanguage',
  summary: { es: 'Elegir el idioma de mi cuenta', en: 'Choose my account’s language' },
  input: LanguageChoice,
  output: Done,
  on: ownAccount,
  may: isOneself,
  condition: onOwnAccount,
  async run({ input, subject, db }) {
    await setLanguage(db, subject.id, input.language)
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['language'] }),
})

export const listDemonstrationPeople = action({
  name: 'person.listDemonstration',
  summary: { es: 'Ver quién puede entrar en la demostración', en: 'See who can sign in to the demonstration' },
  input: NoInput,
  output: DemonstrationPeople,
  may: anyoneGranted,
  condition: { es: 'solo personas de demostración', en: 'demonstration people only' },
  async run({ db, node }) {
    const people = node.isDemonstration ? await listDemonstration(db) : []
    return {
      items: people.map(({ name, email, roles, institution }) => ({
        name, email, roles, institution: institution.name, country: institution.country, password: demonstrationPassword,
      })),
    }
  },
  remember: () => ({ nothing: 'made-up people, shown to everyone' }),
})
