// Acts of whoever makes a bulletin: compose it, change it, send it for review, discard it, begin a correction.
import { randomUUID } from 'node:crypto'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action, type ActName } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { publicSources } from '../../statistics/index.ts'
import { BulletinList, BulletinView, ById, Compose, DecideOnBulletin, ReviseBulletin, type BulletinState } from '../model.ts'
import { bulletinProblems } from '../problems.ts'
import { firstContent } from '../rules/first.ts'
import { gapsOf } from '../rules/life.ts'
import { allBulletins, bulletinById, insertBulletin, lockedBulletin, setContent, setState, type Bulletin } from '../store.ts'
import { summaryOf, viewOf } from './views.ts'

export const offers = (): ActName[] => ['bulletin.revise', 'bulletin.submit', 'bulletin.return', 'bulletin.publish', 'bulletin.withdraw', 'bulletin.correct', 'bulletin.discard']

const belongs = (actor: Actor): boolean => actor.institution !== null

/** To change a bulletin of the node. */
export const changes = {
  on: ({ id }: { id: string }, db: Db) => lockedBulletin(db, id),
  may: anyoneGranted,
  offers,
}

/** Refuses what is not in one of the states. */
export const only = (...states: BulletinState[]) => ({ state }: Bulletin) => (states.includes(state) ? undefined : bulletinProblems.wrongState({ state }))

export const refuseStale = (bulletin: Bulletin, basedOn: number): void => {
  if (bulletin.version !== basedOn) throw bulletinProblems.stale()
}

/** The bulletin as it stands after a change. */
export const reread = async (db: Db, id: string, now: Date) => {
  const bulletin = await bulletinById(db, id)
  if (!bulletin) throw new Error(`bulletin ${id} was written and cannot be read`)
  return viewOf(db, bulletin, now)
}

const refuseBackwards = ({ from, to }: { from: string; to: string }): void => {
  if (from > to) throw bulletinProblems.badPeriod()
}

export const composeBulletin = action({
  name: 'bulletin.compose',
  summary: { es: 'Componer un boletín de un periodo', en: 'Compose a bulletin of a period' },
  input: Compose,
  output: BulletinView,
  may: belongs,
  condition: { es: 'pertenece a una institución', en: 'belongs to an institution' },
  async run({ input, actor, db, now }) {
    refuseBackwards(input)
    const id = randomUUID()
    const content = firstContent(input, await publicSources(db))
    await insertBulletin(db, { id, institutionId: actor.institution!.id, authorId: actor.id!, content, corrects: null, now })
    return reread(db, id, now)
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const listBulletins = action({
  name: 'bulletin.list',
  summary: { es: 'Ver los boletines del nodo', en: 'List the node’s bulletins' },
  input: NoInput,
  output: BulletinList,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: (await allBulletins(db)).map(summaryOf) }),
  remember: () => ({ nothing: 'A list of what the node is about to publish.' }),
})

export const readBulletin = action({
  name: 'bulletin.read',
  summary: { es: 'Abrir un boletín del nodo', en: 'Open a bulletin of the node' },
  input: ById,
  output: BulletinView,
  on: ({ id }, db) => bulletinById(db, id),
  may: anyoneGranted,
  offers,
  run: ({ subject, db, now }) => viewOf(db, subject, now),
  remember: () => ({ nothing: 'Figures in the form anyone may have.' }),
})

export const reviseBulletin = action({
  name: 'bulletin.revise',
  summary: { es: 'Guardar los cambios de un boletín', en: 'Save the changes to a bulletin' },
  input: ReviseBulletin,
  output: BulletinView,
  ...changes,
  ready: only('draft', 'review'),
  async run({ input, subject, actor, db, now, announce }) {
    refuseStale(subject, input.basedOn)
    refuseBackwards(input.content)
    await setContent(db, subject.id, { content: input.content, by: actor.id!, now })
    announce({ topic: 'bulletin', to: 'all' })
    return reread(db, subject.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['content'] }),
})

export const submitBulletin = action({
  name: 'bulletin.submit',
  summary: { es: 'Enviar un boletín a revisión', en: 'Send a bulletin for review' },
  input: DecideOnBulletin,
  output: BulletinView,
  ...changes,
  ready: only('draft'),
  async run({ input, subject, db, now, announce }) {
    refuseStale(subject, input.basedOn)
    const missing = gapsOf(subject.content)
    if (missing.length > 0) throw bulletinProblems.incomplete({ missing })
    await setState(db, subject.id, { state: 'review', reason: null, now })
    announce({ topic: 'bulletin', to: 'all' })
    return reread(db, subject.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state'] }),
})

export const discardBulletin = action({
  name: 'bulletin.discard',
  summary: { es: 'Descartar un borrador de boletín', en: 'Discard a draft bulletin' },
  input: DecideOnBulletin,
  output: BulletinView,
  ...changes,
  ready: only('draft'),
  async run({ input, subject, db, now, announce }) {
    refuseStale(subject, input.basedOn)
    await setState(db, subject.id, { state: 'discarded', reason: null, now })
    announce({ topic: 'bulletin', to: 'all' })
    return reread(db, subject.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state'] }),
})

export const correctBulletin = action({
  name: 'bulletin.correct',
  summary: { es: 'Empezar un boletín que corrige a otro ya publicado', en: 'Begin a bulletin that corrects one already published' },
  input: ById,
  output: BulletinView,
  ...changes,
  may: belongs,
  condition: { es: 'pertenece a una institución', en: 'belongs to an institution' },
  ready: only('published', 'withdrawn'),
  async run({ subject, actor, db, now }) {
    const id = randomUUID()
    await insertBulletin(db, { id, institutionId: actor.institution!.id, authorId: actor.id!, content: subject.content, corrects: subject.id, now })
    return reread(db, id, now)
  },
  remember: ({ output }) => ({ subject: output.id }),
})
