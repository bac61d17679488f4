// Acts on one's own key. Its secret half is made, opened and sealed in the browser; here only what is sealed is kept.
import type { Actor } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { KeyRing, NewPassphrase, NewPasskey, NewPersonalKey, OldPasskey } from '../model.ts'
import { keyProblems } from '../problems.ts'
import { worksWhereReportsArrive } from '../rules.ts'
import { currentKeyOf, deleteLock, insertPersonalKey, keepLock, keyOfLock, ownKey, ringOf, type OwnKey } from '../store/keys.ts'
import { noteStep, unitsOf } from '../store/units.ts'
import { refuseUnproven } from './proving.ts'
import { toEveryoneOf } from './views.ts'

const mostPasskeys = 8

const own = {
  may: (actor: Actor, key: OwnKey): boolean => worksWhereReportsArrive(actor) && key.personId === actor.id,
  condition: { es: 'sobre la propia llave', en: 'on one’s own key' },
}

/** Whoever shares a unit with the person, or trusts them as a custodian, sees that their key is another: it may be somebody who only signs in as them. */
const noteRekeyed = async ({ db, announce }: Pick<Context<unknown, unknown>, 'db' | 'announce'>, by: { by: string; now: Date }): Promise<void> => {
  for (const unit of await unitsOf(db, by.by)) {
    await noteStep(db, unit.id, { what: 'rekeyed' }, by)
    announce(toEveryoneOf(unit))
  }
}

export const createKey = action({
  name: 'key.create',
  summary: { es: 'Hacer mi llave', en: 'Make my key' },
  input: NewPersonalKey,
  output: KeyRing,
  may: worksWhereReportsArrive,
  condition: { es: 'su institución recibe reportes (nunca control migratorio)', en: 'the institution receives reports (never migration control)' },
  async run({ input, actor, db, now, announce }) {
    const person = actor.id!
    const before = await currentKeyOf(db, person)
    if (before && !input.replaces) throw keyProblems.exists()
    const key = await insertPersonalKey(db, { person, recipient: input.recipient, now })
    if (key === undefined) throw keyProblems.taken()
    await keepLock(db, key, input.lock, now)
    if (before) await noteRekeyed({ db, announce }, { by: person, now })
    announce({ topic: 'key', to: [person] })
    return ringOf(db, person)
  },
  remember: ({ actor }) => ({ subject: actor.id, changed: ['recipient'] }),
})

export const readKeys = action({
  name: 'key.read',
  summary: { es: 'Recibir, sellado, lo que está sellado para mí', en: 'Fetch, sealed, what is sealed to me' },
  input: NoInput,
  output: KeyRing,
  may: worksWhereReportsArrive,
  condition: { es: 'solo lo sellado para quien lo pide', en: 'only what is sealed to whoever asks' },
  run: ({ actor, db }) => ringOf(db, actor.id!),
  remember: ({ actor }) => ({ subject: actor.id }),
})

const keyById = ({ key }: { key: string }, db: Db): Promise<OwnKey | undefined> => ownKey(db, key)

export const changePassphrase = action({
  name: 'key.changePassphrase',
  summary: { es: 'Cambiar la frase de mi llave', en: 'Change my key’s passphrase' },
  input: NewPassphrase,
  output: KeyRing,
  on: keyById,
  ...own,
  async run({ input, subject, actor, db, node, now, announce }) {
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    await keepLock(db, subject.id, { kind: 'passphrase', name: '', hint: null, sealed: input.sealed }, now)
    announce({ topic: 'key', to: [actor.id!] })
    return ringOf(db, actor.id!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['passphrase'] }),
})

export const addPasskey = action({
  name: 'key.addPasskey',
  summary: { es: 'Abrir mi llave también con una llave de acceso', en: 'Open my key with a passkey too' },
  input: NewPasskey,
  output: KeyRing,
  on: keyById,
  ...own,
  ready: ({ locks }) => (locks.filter(({ kind }) => kind === 'passkey').length >= mostPasskeys ? keyProblems.tooManyPasskeys() : undefined),
  async run({ input, subject, actor, db, node, now, announce }) {
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    await keepLock(db, subject.id, { ...input.lock, kind: 'passkey' }, now)
    announce({ topic: 'key', to: [actor.id!] })
    return ringOf(db, actor.id!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['passkeys'] }),
})

export const removePasskey = action({
  name: 'key.removePasskey',
  summary: { es: 'Retirar una llave de acceso de mi llave', en: 'Remove a passkey from my key' },
  input: OldPasskey,
  output: KeyRing,
  on: ({ lock }, db) => keyOfLock(db, lock),
  ...own,
  ready: ({ locks }) => (locks.length <= 1 ? keyProblems.lastLock() : undefined),
  async run({ input, subject, actor, db, node, now, announce }) {
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    if (subject.locks.some(({ id, kind }) => id === input.lock && kind === 'passkey')) await deleteLock(db, input.lock)
    announce({ topic: 'key', to: [actor.id!] })
    return ringOf(db, actor.id!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['passkeys'] }),
})
