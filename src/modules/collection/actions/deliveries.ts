// The acts of delivering a file and of reading what became of it.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { action, downloadAction, uploadAction } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { Id } from '../../../platform/schema.ts'
import { DeliveryList, DeliveryReceipt, DeliverySummary, ImportedDelivery } from '../model/delivery.ts'
import type { SourceDefinition } from '../model/profile.ts'
import { collectionProblems } from '../problems.ts'
import { refusalToDeliver } from '../rules/delivering.ts'
import { deliveryById, finishDelivery, insertDelivery, isVisible, lockedDeliveryById, refusalsOf, revisionsOf, visibleDeliveries, type Delivery, type Outcome } from '../store/deliveries.ts'
import { knownSources, sourceAsRead } from '../store/definitions.ts'
import { latestReleases } from '../store/sources.ts'
import { importInto } from './importing.ts'
import { labelOf } from './labels.ts'
import { progressOf } from './progress.ts'
import { refusedRowsFile } from './rows.ts'

const ownInstitution = { es: 'de la misma institución; análisis, coordinación y administración, todas', en: 'of the same institution; analysts, coordinators and administrators, all' }

const unknownSource = (id: string, known: readonly SourceDefinition[]) => collectionProblems.unknownSource({ id, known: known.map(({ source }) => source.id) })

const definitionIn = (known: readonly SourceDefinition[], id: string): SourceDefinition | undefined => known.find(({ source }) => source.id === id)

const summaryOf = (delivery: Delivery): z.input<typeof DeliverySummary> => ({
  ...delivery,
  source: delivery.sourceId,
  receivedAt: delivery.receivedAt.toISOString(),
  finishedAt: delivery.finishedAt?.toISOString() ?? null,
})

const stored = async (db: Parameters<typeof deliveryById>[0], id: string): Promise<Delivery> => {
  const delivery = await deliveryById(db, id)
  if (!delivery) throw new Error(`delivery ${id} was written and cannot be read`)
  return delivery
}

const isSameDelivery = (delivery: Delivery, { actor, source, sha256 }: { actor: Actor; source: string; sha256: string }): boolean =>
  delivery.sourceId === source && delivery.fileSha256 === sha256 && delivery.personId === actor.id

export const receiveDelivery = uploadAction({
  name: 'delivery.receive',
  summary: { es: 'Entregar un archivo a una fuente', en: 'Deliver a file to a source' },
  /** `id`: made by the sender, so that the same delivery sent again after a cut is received once. */
  input: z.object({ source: z.string().min(1).max(64), name: z.string().min(1).max(200).default('archivo.csv'), id: Id.optional() }),
  output: DeliverySummary,
  on: async ({ source }, db) => {
    const known = await knownSources(db)
    return { id: source, known, definition: definitionIn(known, source) }
  },
  may: anyoneGranted,
  ready: ({ id, known, definition }, actor) => (definition ? refusalToDeliver(definition.source, actor) : unknownSource(id, known)),
  async run({ input, subject, file, actor, db, now, node, later }) {
    if (subject.definition?.source.isDemonstration && !node.isDemonstration) throw collectionProblems.onlyDemonstration()
    const id = input.id ?? randomUUID()
    const territories = subject.definition?.source.isByTerritory ? actor.territories : []
    const isNew = await insertDelivery(db, actor, { id, sourceId: input.source, file: { ...file, name: input.name }, territories, now })
    const delivery = await stored(db, id)
    if (!isNew && !isSameDelivery(delivery, { actor, source: input.source, sha256: file.sha256 })) throw collectionProblems.idTaken()
    if (isNew) await later('delivery.import', { id })
    return summaryOf(delivery)
  },
  remember: ({ output }) => ({ subject: output.id }),
})

const toldTo = (delivery: Delivery, personId: string | null): readonly string[] | 'all' => (personId === null || delivery.release !== null ? 'all' : [personId])

const noReader: Outcome = {
  state: 'failed', reading: null, counts: null,
  problem: {
    es: 'La lectura de esta fuente se retiró antes de que se leyera el archivo. Nada se contó; pregunte a una persona analista dónde entregarlo.',
    en: 'The reading of this source was retired before the file was read. Nothing was counted; ask an analyst where to deliver it.',
  },
}

export const importDelivery = action({
  name: 'delivery.import',
  summary: { es: 'Leer el archivo de una entrega e importar sus filas', en: 'Read a delivery’s file and import its rows' },
  input: z.object({ id: Id }),
  output: ImportedDelivery,
  on: ({ id }, db) => lockedDeliveryById(db, id),
  may: (actor: Actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo', en: 'only the node itself' },
  async run({ subject, db, node, now, announce }) {
    const known = await knownSources(db)
    const source = definitionIn(known, subject.sourceId)
    if (subject.state !== 'received') return { id: subject.id, state: subject.state, release: subject.release, isNew: false }
    const outcome = source ? await importInto(db, { delivery: subject, source, known, path: node.files.pathOf(subject.fileSha256), now }) : noReader
    await finishDelivery(db, subject.id, outcome, now)
    const done = await stored(db, subject.id)
    announce({ topic: 'delivery', to: toldTo(done, done.personId) })
    if (done.release !== null) for (const topic of ['source', 'figure', 'observation']) announce({ topic, to: 'all' })
    return { id: done.id, state: done.state, release: done.release, isNew: true }
  },
  remember: ({ output }) =>
    output.isNew ? { subject: output.id, changed: output.release === null ? [] : ['release'] } : { nothing: 'The delivery had been read before.' },
})

export const readDelivery = action({
  name: 'delivery.read',
  summary: { es: 'Ver el recibo de una entrega', en: 'Read the receipt of a delivery' },
  input: z.object({ id: Id, refusals: z.coerce.number().int().min(0).max(10_000).default(100), revisions: z.coerce.number().int().min(0).max(500).default(50) }),
  output: DeliveryReceipt,
  on: ({ id }, db) => deliveryById(db, id),
  may: (actor: Actor, delivery: Delivery) => isVisible(actor, delivery),
  condition: ownInstitution,
  offers: () => ['delivery.refusals', 'delivery.cancel'],
  run: async ({ input, subject, db }) => ({
    ...summaryOf(subject),
    fileSha256: subject.fileSha256,
    reading: subject.reading,
    standingRelease: (await latestReleases(db)).get(subject.sourceId)?.number ?? null,
    refusals: await refusalsOf(db, subject.id, { after: 0, limit: input.refusals }),
    revisions: subject.counts?.cells.revised ? (await revisionsOf(db, subject.id, input.revisions)).map((cell) => ({ ...cell, label: labelOf(cell) })) : [],
    progress: progressOf(subject.id),
  }),
  remember: () => ({ nothing: 'A receipt holds coded figures of the reader’s own institution or remit.' }),
})

const pageSize = 50

export const listDeliveries = action({
  name: 'delivery.list',
  summary: { es: 'Ver las entregas', en: 'List deliveries' },
  input: z.object({ source: z.string().max(64).optional(), page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  output: DeliveryList,
  may: anyoneGranted,
  condition: ownInstitution,
  async run({ input, actor, db }) {
    const found = await visibleDeliveries(db, actor, { source: input.source, limit: pageSize, offset: (input.page - 1) * pageSize })
    return { items: found.slice(0, pageSize).map(summaryOf), hasMore: found.length > pageSize }
  },
  remember: () => ({ nothing: 'A list of deliveries of the reader’s own institution or remit.' }),
})

const mendedName = (name: string): string => `${name.replace(/\.(gz|bz2|zip)$/i, '').replace(/\.(csv|txt|tsv|tab|xlsx|json|jsonl|ndjson)$/i, '')}-rechazadas.csv`

export const downloadRefusals = downloadAction({
  name: 'delivery.refusals',
  summary: { es: 'Descargar las filas rechazadas, para corregirlas y enviarlas de nuevo', en: 'Download the refused rows, to mend them and send them again' },
  input: z.object({ id: Id }),
  on: ({ id }, db) => deliveryById(db, id),
  may: (actor: Actor, delivery: Delivery) => isVisible(actor, delivery),
  condition: ownInstitution,
  ready: (delivery: Delivery) => ((delivery.counts?.refused ?? 0) > 0 ? undefined : collectionProblems.nothingRefused()),
  async run({ subject, actor, db, node }) {
    const source = await sourceAsRead(db, subject.sourceId, { id: subject.reading?.profileId ?? '', version: subject.reading?.profileVersion ?? 0 })
    if (!source) throw unknownSource(subject.sourceId, await knownSources(db))
    const path = node.files.pathOf(subject.fileSha256)
    return {
      name: mendedName(subject.fileName),
      mediaType: 'text/csv',
      body: refusedRowsFile(db, { delivery: subject, path, source, language: actor.language }),
    }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
