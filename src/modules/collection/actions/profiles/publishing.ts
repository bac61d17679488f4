// The acts of publishing a profile, sharing it with other nodes, and delivering the very file it was made from.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { action, downloadAction } from '../../../../platform/action.ts'
import { anyoneGranted } from '../../../../platform/access.ts'
import type { Db } from '../../../../platform/db/database.ts'
import type { Node } from '../../../../platform/node.ts'
import { Id, NoInput, TextPair } from '../../../../platform/schema.ts'
import { Draft, ProfileList } from '../../model/draft.ts'
import { requiredColumns, SourceFile, type SourceDefinition } from '../../model/profile.ts'
import { collectionProblems, profileProblems } from '../../problems.ts'
import { refusalToDeliver } from '../../rules/delivering.ts'
import { asStands } from '../../rules/definitions.ts'
import { definitionOf, named, strangeCodes, type Known } from '../../rules/publishing.ts'
import { sources } from '../../rules/sources.ts'
import { insertDelivery } from '../../store/deliveries.ts'
import { holdPublication, insertPublished, knownSource, knownSources, publishedProfiles, retireProfile, standingSource, type PublishedProfile } from '../../store/definitions.ts'
import { draftById, openDrafts, writeDraft, type StoredDraft } from '../../store/drafts.ts'
import { keepSource } from '../../store/sources.ts'
import { codebook } from '../codebook.ts'
import { about, sameVersion } from './drafts.ts'

const isOwn = (id: string): boolean => !sources.some(({ source }) => source.id === id)

const everything = async (db: Db): Promise<Known> =>
  ({ known: await knownSources(db), published: (await publishedProfiles(db)).map(({ definition }) => definition) })

const checked = (definition: SourceDefinition, node: Node): void => {
  const words = strangeCodes(definition, codebook)
  if (words.length > 0) throw profileProblems.unknownWords({ words: words.slice(0, 8).join(', ') })
  if (definition.source.isDemonstration && !node.isDemonstration) throw collectionProblems.onlyDemonstration()
}

const publish = async (db: Db, definition: SourceDefinition, by: { id: string | null; draftedBy: string | null; at: Date }): Promise<void> => {
  const before = await knownSource(db, definition.source.id)
  await keepSource(db, isOwn(definition.source.id) || !before ? definition : { ...before, measures: [...before.measures, ...definition.measures.filter(({ id }) => !before.measures.some((each) => each.id === id))] })
  await insertPublished(db, { definition, at: by.at, publishedBy: by.id, draftedBy: by.draftedBy })
}

const Published = z.object({ id: Id, version: z.int(), source: z.string(), profile: z.string(), profileVersion: z.int() })

export const publishProfile = action({
  name: 'profile.publish',
  summary: { es: 'Publicar un borrador: desde entonces se puede entregar a esa fuente', en: 'Publish a draft: from then on its source can be delivered to' },
  input: z.object({ id: Id, version: z.int().positive(), draft: Draft }),
  output: Published,
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  async run({ input, subject, actor, db, now, node, announce }) {
    sameVersion(subject, input.version)
    await holdPublication(db)
    const all = await everything(db)
    const draft = named(input.draft, all)
    const asked = definitionOf(draft, all, isOwn)
    const definition = asStands(asked, await standingSource(db, asked.source.id))
    checked(definition, node)
    await publish(db, definition, { id: actor.id, draftedBy: subject.draftedById, at: now })
    await writeDraft(db, { id: subject.id, definition: draft, state: 'published' }, { id: actor.id, at: now })
    for (const topic of ['source', 'profile', 'figure']) announce({ topic, to: 'all' })
    return { id: subject.id, version: subject.version + 1, source: definition.source.id, profile: draft.profile.id, profileVersion: definition.profiles[0]?.version ?? 1 }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['profile'] }),
})

export const deliverDraftFile = action({
  name: 'profile.deliver',
  summary: { es: 'Entregar el archivo con el que se hizo una lectura publicada, sin enviarlo otra vez', en: 'Deliver the file a published reading was made from, without sending it again' },
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
  on: ({ id }, db) => draftById(db, id),
  may: anyoneGranted,
  ready: ({ state }: StoredDraft) => (state === 'published' ? undefined : profileProblems.notPublished()),
  async run({ subject: draft, actor, db, now, later }) {
    const sourceId = draft.definition.source.id
    const known = await knownSource(db, sourceId)
    const refusal = known ? refusalToDeliver(known.source, actor) : profileProblems.notPublished()
    if (refusal) throw refusal
    const id = randomUUID()
    const territories = known?.source.isByTerritory ? actor.territories : []
    await insertDelivery(db, actor, { id, sourceId, file: { sha256: draft.fileSha256, name: draft.fileName, bytes: draft.fileBytes }, territories, now })
    await later('delivery.import', { id })
    return { id }
  },
  remember: ({ output }) => ({ subject: output.id }),
})

const entryOf = (row: PublishedProfile) => ({
  source: row.sourceId, sourceName: row.definition.source.name, profile: row.profileId, name: row.definition.profiles[0]?.name ?? row.definition.source.name, version: row.version, isShipped: false,
  publishedAt: row.publishedAt.toISOString(), publishedBy: row.publishedBy, draftedBy: row.draftedBy, retiredAt: row.retiredAt?.toISOString() ?? null,
})

const shippedEntries = (isDemonstration: boolean) =>
  sources.filter(({ source }) => isDemonstration || !source.isDemonstration).flatMap(({ source, profiles }) => profiles.map(({ id, name, version }) => ({
    source: source.id, sourceName: source.name, profile: id, name, version, isShipped: true, publishedAt: null, publishedBy: null, draftedBy: null, retiredAt: null,
  })))

const newestOf = (rows: readonly PublishedProfile[]): PublishedProfile[] => [...new Map(rows.map((row) => [`${row.sourceId} ${row.profileId}`, row])).values()]

export const listProfiles = action({
  name: 'profile.list',
  summary: { es: 'Ver cómo se lee cada archivo y los borradores', en: 'List how each file is read, and the drafts' },
  input: NoInput,
  output: ProfileList,
  may: anyoneGranted,
  run: async ({ db, node }) => ({
    profiles: [...newestOf(await publishedProfiles(db)).map(entryOf), ...shippedEntries(node.isDemonstration)],
    drafts: (await openDrafts(db)).map(about),
  }),
  remember: () => ({ nothing: 'Which profiles there are.' }),
})

const OneProfile = z.object({ source: z.string().max(64), profile: z.string().max(64) })

const exported = async (db: Db, { source, profile }: z.output<typeof OneProfile>): Promise<SourceDefinition | undefined> => {
  const published = (await publishedProfiles(db)).filter((row) => row.sourceId === source && row.profileId === profile).at(-1)?.definition
  const shipped = sources.find((each) => each.source.id === source && each.profiles.some(({ id }) => id === profile))
  return published ?? (shipped && { ...shipped, profiles: shipped.profiles.filter(({ id }) => id === profile) })
}

export const exportProfile = downloadAction({
  name: 'profile.export',
  summary: { es: 'Descargar cómo se lee un archivo, para otro nodo', en: 'Download how a file is read, for another node' },
  input: OneProfile,
  on: (input, db) => exported(db, input),
  may: anyoneGranted,
  run: ({ subject }) => {
    const text = `${JSON.stringify(subject, null, 2)}\n`
    return Promise.resolve({ name: `${subject.source.id}.json`, mediaType: 'application/json', bytes: Buffer.byteLength(text), body: onePiece(text) })
  },
  remember: () => ({ nothing: 'A profile holds no data.' }),
})

async function* onePiece(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text)
}

const Adopted = z.object({
  source: z.string(), name: TextPair, publisher: z.string(), licence: z.string(), isNew: z.boolean(), isTaken: z.boolean(),
  profiles: z.array(z.object({ name: TextPair, version: z.int(), columns: z.array(z.string()) })),
})

const taken = async (db: Db, definition: SourceDefinition, by: { id: string | null; at: Date }): Promise<SourceDefinition[]> => {
  const { known, published } = await everything(db)
  const versionOf = (id: string): number => 1 + Math.max(0, ...[...known, ...published].flatMap(({ profiles }) => profiles.filter((each) => each.id === id).map(({ version }) => version)))
  const adopted = definition.profiles.map((profile) => ({ ...definition, profiles: [{ ...profile, version: versionOf(profile.id) }] }))
  for (const each of adopted) await publish(db, each, { id: by.id, draftedBy: null, at: by.at })
  return adopted
}

export const adoptProfile = action({
  name: 'profile.adopt',
  summary: { es: 'Ver cómo lee un archivo otro nodo y, si se acepta, leerlo igual aquí', en: 'See how another node reads a file and, if accepted, read it the same way here' },
  input: z.object({ definition: z.unknown(), isTaken: z.boolean().default(false) }),
  output: Adopted,
  may: anyoneGranted,
  async run({ input, actor, db, now, node, announce }) {
    const parsed = SourceFile.safeParse(input.definition)
    if (!parsed.success) throw profileProblems.notValid({ where: parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.') || '/').join(', ') })
    await holdPublication(db)
    const asked = { ...parsed.data, source: { ...parsed.data.source, isDemonstration: parsed.data.source.isDemonstration && node.isDemonstration } }
    const standing = await standingSource(db, asked.source.id)
    const definition = asStands(asked, standing)
    checked(definition, node)
    if (input.isTaken) {
      await taken(db, definition, { id: actor.id, at: now })
      for (const topic of ['source', 'profile']) announce({ topic, to: 'all' })
    }
    const { id, name, publisher, licence } = definition.source
    return { source: id, name, publisher, licence, isNew: !standing, isTaken: input.isTaken, profiles: definition.profiles.map((profile) => ({ name: profile.name, version: profile.version, columns: requiredColumns(profile) })) }
  },
  remember: ({ output }) => (output.isTaken ? { subject: null, changed: ['profile'] } : { nothing: 'It was only looked at.' }),
})

export const retireOne = action({
  name: 'profile.retire',
  summary: { es: 'Retirar una lectura publicada: lo importado queda, y ya no se entrega con ella', en: 'Retire a published reading: what was imported stays, and nothing more is delivered by it' },
  input: OneProfile,
  output: OneProfile,
  on: async (input, db) => ((await exported(db, input)) ? { input, isPublished: (await publishedProfiles(db)).some((row) => row.sourceId === input.source && row.profileId === input.profile) } : undefined),
  may: anyoneGranted,
  ready: ({ isPublished }: { input: z.output<typeof OneProfile>; isPublished: boolean }) => (isPublished ? undefined : profileProblems.shippedStays()),
  async run({ input, actor, db, now, announce }) {
    await retireProfile(db, { sourceId: input.source, profileId: input.profile }, { id: actor.id, at: now })
    for (const topic of ['source', 'profile']) announce({ topic, to: 'all' })
    return input
  },
  remember: () => ({ subject: null, changed: ['retired'] }),
})
