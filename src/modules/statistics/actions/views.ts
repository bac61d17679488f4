// Saved views: keeping a question under a short address, finding it again, sharing it with everybody who works with figures.
import { randomBytes } from 'node:crypto'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { RenameView, SavedView, SavedViews, SaveView, ViewById, type ViewQuestion } from '../model/views.ts'
import { dropView, keepView, listViews, renameStored, viewById, type StoredView } from '../store/views.ts'
import { resolve } from './resolve.ts'
import type { Db } from '../../../platform/db/database.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const idLength = 10

const newId = (): string => [...randomBytes(idLength)].map((byte) => letters[byte % letters.length]).join('')

const shown = (view: StoredView, actor: Actor): SavedView => ({
  id: view.id, name: view.name, question: view.question, isShared: view.isShared, ownerName: view.ownerName, isMine: view.ownerId === actor.id,
  createdAt: view.createdAt.toISOString(), changedAt: view.changedAt.toISOString(),
})

/** The question with the release it is kept at; one that follows the source names none. */
const keptAt = async (db: Db, question: ViewQuestion, release: 'latest' | 'pinned'): Promise<ViewQuestion> => {
  const { asOf: _asOf, v: _v, ...rest } = question
  const { source } = await resolve(db, { source: String(question['source']), measure: String(question['measure']) })
  if (release === 'latest') return rest
  return { ...rest, asOf: question['asOf'] ?? String(source.release?.number ?? '') }
}

const isOwner = (actor: Actor, view: StoredView): boolean => view.ownerId === actor.id
const ownOnly = { es: 'solo las vistas propias', en: 'own views only' }

export const saveView = action({
  name: 'view.save',
  summary: { es: 'Guardar una vista de las cifras', en: 'Save a view of the figures' },
  input: SaveView,
  output: SavedView,
  may: (actor) => actor.id !== null,
  condition: { es: 'solo personas', en: 'people only' },
  async run({ input, actor, db, now }) {
    const view: StoredView = {
      id: newId(), name: input.name, ownerId: actor.id ?? '', ownerName: actor.name, isShared: input.isShared,
      question: await keptAt(db, input.question, input.release), createdAt: now, changedAt: now,
    }
    await keepView(db, { ...view, at: now })
    return shown(view, actor)
  },
  remember: ({ output }) => ({ subject: output.id, changed: ['name', 'question', 'isShared'] }),
})

export const listSavedViews = action({
  name: 'view.list',
  summary: { es: 'Ver las vistas guardadas: las propias y las compartidas', en: 'List saved views: one’s own and those shared' },
  input: NoInput,
  output: SavedViews,
  may: anyoneGranted,
  run: async ({ db, actor }) => ({ items: (await listViews(db, actor)).map((view) => shown(view, actor)) }),
  remember: () => ({ nothing: 'Looking at one’s list changes nothing.' }),
})

export const readView = action({
  name: 'view.read',
  summary: { es: 'Abrir una vista guardada', en: 'Open a saved view' },
  input: ViewById,
  output: SavedView,
  on: ({ id }, db, actor) => viewById(db, actor, id),
  may: anyoneGranted,
  condition: { es: 'las propias y las compartidas', en: 'one’s own and those shared' },
  offers: () => ['view.rename', 'view.delete'],
  run: ({ subject, actor }) => Promise.resolve(shown(subject, actor)),
  remember: () => ({ nothing: 'Reading a question changes nothing; its figures are asked for with the reader’s own rights.' }),
})

export const renameView = action({
  name: 'view.rename',
  summary: { es: 'Cambiar el nombre de una vista, o compartirla', en: 'Rename a view, or share it' },
  input: RenameView,
  output: SavedView,
  on: ({ id }, db, actor) => viewById(db, actor, id),
  may: isOwner,
  condition: ownOnly,
  async run({ input, subject, actor, db, now }) {
    await renameStored(db, { ...input, at: now })
    return shown({ ...subject, name: input.name, isShared: input.isShared, changedAt: now }, actor)
  },
  remember: ({ input }) => ({ subject: input.id, changed: ['name', 'isShared'] }),
})

export const deleteView = action({
  name: 'view.delete',
  summary: { es: 'Borrar una vista guardada', en: 'Delete a saved view' },
  input: ViewById,
  output: NoInput,
  on: ({ id }, db, actor) => viewById(db, actor, id),
  may: isOwner,
  condition: ownOnly,
  async run({ input, db }) {
    await dropView(db, input.id)
    return {}
  },
  remember: ({ input }) => ({ subject: input.id }),
})

/** Those of the views that the person may see, in the order of the ids. */
export const viewsAmong = async (db: Db, actor: Actor, ids: readonly string[]): Promise<{ id: string; name: string }[]> => {
  const found: { id: string; name: string }[] = []
  for (const id of ids) {
    const view = await viewById(db, actor, id)
    if (view) found.push({ id, name: view.name })
  }
  return found
}
