// The front door of collection: sources, deliveries and the observations they bring; and importing a file from the node itself.
import { systemActor, type Actor } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { module, type Module } from '../../platform/module.ts'
import { admitUpload, perform } from '../../platform/perform.ts'
import type { System } from '../../platform/system.ts'
import type { Text } from '../../platform/text.ts'
import { importDelivery, readDelivery, receiveDelivery } from './actions/deliveries.ts'
import { loadSources } from './actions/sources.ts'
import { sweepDrafts } from './actions/sweeping.ts'
import type { Counts } from './model/delivery.ts'
import type { SourceDefinition } from './model/profile.ts'
import { collectionProblems } from './problems.ts'
import { routes } from './routes.ts'
import { sources } from './rules/sources.ts'
import { knownSource } from './store/definitions.ts'

export const collection: Module = module({
  name: 'collection',
  actions: [...routes.map(({ act }) => act), importDelivery, loadSources, sweepDrafts],
  routes,
  schedules: [{ name: 'collection.sweepDrafts', cron: '50 3 * * *', act: 'profile.sweep', input: {} }],
  prepare: async (system) => {
    await perform(system, loadSources, { actor: systemActor, input: {} })
  },
})

/** Ids of the sources shipped with the program. */
export const sourceIds = (): string[] => sources.map(({ source }) => source.id)

/** What this node knows of a source: its measures and the profiles that read its files. */
export const sourceDefinition = (db: Db, id: string): Promise<SourceDefinition | undefined> => knownSource(db, id)

export { takeBackRelease } from './actions/releases.ts'

export { releaseAt } from './store/releases.ts'

export interface FileToDeliver extends FileToImport {
  actor: Actor
  /** Made by the sender, so that the same delivery sent again is received once. */
  id?: string
}

/** Delivers a file as the person does who sends it over the network; a worker imports it. Throws whatever `delivery.receive` refuses with. Gives the delivery's id. */
export const deliverFile = async (system: System, { sourceId, body, name, actor, id }: FileToDeliver): Promise<string> => {
  const attempt = { actor, input: { source: sourceId, name, ...(id !== undefined && { id }) } }
  await admitUpload(system, receiveDelivery, attempt)
  const file = await system.node.files.receive(body, name, system.node.config.uploadLimitBytes)
  return (await perform(system, receiveDelivery, { ...attempt, file })).id
}

export interface FileToImport {
  /** A source's id; see `sourceIds`. */
  sourceId: string
  /** The file's bytes, of any format that is understood. */
  body: AsyncIterable<Uint8Array>
  /** The file's name, as it will be shown. */
  name: string
  /** Who delivers; the node's operator unless told. */
  actor?: Actor
}

/** What an import did. Rows: `read` = `accepted` + refused; `accepted` = `added` + `revised` + `unchanged`. `cells`: single figures. */
export interface ImportResult extends Omit<Counts, 'refused'> {
  delivery: string
  /** In the order of the file; the first 10,000 of `refusedCount`. */
  refused: { line: number; reason: Text }[]
  refusedCount: number
  /** The number of the source's release that now stands. */
  release: number | null
}

/** Delivers a file and imports it before returning. Throws `delivery.unreadable` with the sentence when it cannot be read. */
export const importFile = async (system: System, { sourceId, body, name, actor = systemActor }: FileToImport): Promise<ImportResult> => {
  if (!(await knownSource(system.database.db, sourceId))) throw collectionProblems.unknownSource({ id: sourceId, known: sourceIds() })
  const id = await deliverFile(system, { sourceId, body, name, actor })
  await perform(system, importDelivery, { actor: systemActor, input: { id } })
  const { counts, problem, refusals, standingRelease } = await perform(system, readDelivery, { actor: systemActor, input: { id, refusals: 10_000 } })
  if (problem || !counts) throw collectionProblems.unreadable({ text: problem ?? { es: 'El archivo no se leyó.', en: 'The file was not read.' } })
  const { refused: refusedCount, ...rest } = counts
  return { delivery: id, ...rest, refused: refusals.map(({ line, reason }) => ({ line, reason })), refusedCount, release: standingRelease }
}
