// The acts of making a profile: dropping a file, trying what its columns are, keeping the draft.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { action, uploadAction } from '../../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../../platform/access.ts'
import type { Db } from '../../../../platform/db/database.ts'
import type { Node } from '../../../../platform/node.ts'
import { Id } from '../../../../platform/schema.ts'
import { Draft, DraftView, Edit, Previewed } from '../../model/draft.ts'
import type { SourceDefinition } from '../../model/profile.ts'
import { profileProblems } from '../../problems.ts'
import { deliveryById, isVisible, type Delivery } from '../../store/deliveries.ts'
import { knownSource, knownSources, publishedProfiles } from '../../store/definitions.ts'
import { draftById, insertDraft, openDrafts, writeDraft, type StoredDraft } from '../../store/drafts.ts'
import { edited, guessed, guessedAgain, knowledgeFor, previewed, previewedWhole, rowsSoFar, type KeptFile } from './looking.ts'

export const fileOf = ({ fileSha256, fileName }: Pick<StoredDraft, 'fileSha256' | 'fileName'>, node: Node): KeptFile =>
  ({ path: node.files.pathOf(fileSha256), sha256: fileSha256, name: fileName })

const offers = () => ['profile.preview', 'profile.save', 'profile.publish', 'profile.discard', 'profile.deliver'] as const

export const about = (stored: StoredDraft) => ({
  ...stored, name: stored.definition.source.name, changedAt: stored.changedAt.toISOString(),
})

const DraftMade = z.object({ id: Id })

export const sketchProfile = uploadAction({
  name: 'profile.sketch',
  summary: { es: 'Mostrar un archivo nuevo y recibir un borrador de cómo leerlo', en: 'Show a new file and be given a draft of how to read it' },
  input: z.object({ name: z.string().min(1).max(200).default('archivo.csv') }),
  output: DraftMade,
  may: anyoneGranted,
  async run({ input, file, actor, db, now }) {
    const id = randomUUID()
    const { draft, findings } = await guessed({ path: file.path, sha256: file.sha256, name: input.name }, await knowledgeFor(db, actor, now), { known: await knownSources(db) })
    await insertDraft(db, { id, definition: draft, findings, fileSha256: file.sha256, fileName: input.name, fileBytes: file.bytes }, { id: actor.id, at: now })
    return { id }
  },
  remember: ({ output }) => ({ subject: output.id }),
})

/** The ids that readings of a source have or had, drafts not yet published among them: another reading takes the place of none. */
const idsTaken = async (db: Db, sourceId: string, source: SourceDefinition | undefined): Promise<string[]> => [
  ...(source?.profiles ?? []).map(({ id }) => id),
  ...(await publishedProfiles(db)).filter((published) => published.sourceId === sourceId).map(({ profileId }) => profileId),
  ...(await openDrafts(db)).map(({ definition }) => definition.profile.id),
]

export const sketchDelivery = action({
  name: 'profile.sketchDelivery',
  summary: { es: 'Preparar cómo leer un archivo ya entregado que no se reconoció', en: 'Prepare how to read a delivered file that was not recognised' },
  input: z.object({ delivery: Id }),
  output: DraftMade,
  on: ({ delivery }, db) => deliveryById(db, delivery),
  may: (actor: Actor, delivery: Delivery) => isVisible(actor, delivery),
  condition: { es: 'de una entrega que puede ver', en: 'of a delivery they may see' },
  async run({ subject, actor, db, now, node }) {
    const id = randomUUID()
    const source = await knownSource(db, subject.sourceId)
    const { draft, findings } = await guessed(fileOf(subject, node), await knowledgeFor(db, actor, now), { from: source, taken: await idsTaken(db, subject.sourceId, source) })
    await insertDraft(db, { id, definition: draft, findings, fileSha256: subject.fileSha256, fileName: subject.fileName, fileBytes: subject.fileBytes }, { id: actor.id, at: now })
    return { id }
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const readDraft = action({
  name: 'profile.read',
  summary: { es: 'Ver un borrador y lo que el archivo sería con él', en: 'See a draft and what the file becomes by it' },
  input: z.object({ id: Id }),
  output: DraftView,
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  offers,
  run: async ({ subject, actor, db, now, node }) => ({
    ...about(subject), draft: subject.definition, findings: subject.findings,
    preview: await previewed(fileOf(subject, node), subject.definition, await knowledgeFor(db, actor, now)),
  }),
  remember: () => ({ nothing: 'A draft, shown to those who make them.' }),
})

export const previewDraft = action({
  name: 'profile.preview',
  summary: { es: 'Probar un borrador con su archivo sin guardarlo', en: 'Try a draft on its file without keeping it' },
  input: z.object({ id: Id, draft: Draft, edits: z.array(Edit).max(20).default([]), isWhole: z.boolean().default(false), isAgain: z.boolean().default(false) }),
  output: Previewed,
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  async run({ input, subject, actor, db, now, node }) {
    const file = fileOf(subject, node)
    const knowledge = await knowledgeFor(db, actor, now)
    const { draft, findings } = input.isAgain ? await guessedAgain(file, input.draft, knowledge, await knownSources(db)) : await edited(file, input.draft, input.edits, knowledge)
    const preview = input.isWhole ? await previewedWhole(subject.id, file, draft, knowledge) : await previewed(file, draft, knowledge)
    return { draft, findings, preview }
  },
  remember: () => ({ nothing: 'Nothing is kept of a trial.' }),
})

export const watchPreview = action({
  name: 'profile.watch',
  summary: { es: 'Ver cuánto va de la prueba de un archivo entero', en: 'See how far the trial of a whole file has got' },
  input: z.object({ id: Id }),
  output: z.object({ rows: z.int().nullable() }),
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  run: ({ subject }) => Promise.resolve({ rows: rowsSoFar(subject.id) }),
  remember: () => ({ nothing: 'How many rows have been read.' }),
})

/** Refuses to write over what somebody else saved meanwhile. */
export const sameVersion = (stored: StoredDraft, version: number): void => {
  if (stored.version !== version) throw profileProblems.changedMeanwhile({ by: stored.draftedBy ?? 'SIDMI' })
}

export const saveDraft = action({
  name: 'profile.save',
  summary: { es: 'Guardar un borrador', en: 'Save a draft' },
  input: z.object({ id: Id, version: z.int().positive(), draft: Draft }),
  output: z.object({ id: Id, version: z.int() }),
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  async run({ input, subject, actor, db, now, announce }) {
    sameVersion(subject, input.version)
    await writeDraft(db, { id: subject.id, definition: input.draft, state: 'draft' }, { id: actor.id, at: now })
    announce({ topic: 'profile', to: 'all' })
    return { id: subject.id, version: subject.version + 1 }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['draft'] }),
})

export const discardDraft = action({
  name: 'profile.discard',
  summary: { es: 'Descartar un borrador', en: 'Discard a draft' },
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  async run({ subject, actor, db, now }) {
    await writeDraft(db, { id: subject.id, definition: subject.definition, state: 'discarded' }, { id: actor.id, at: now })
    return { id: subject.id }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
