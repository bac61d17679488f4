// Keeps the catalogues' copy in the database, for joins: every statement of this module.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { CatalogueKind } from './model/acts.ts'
import type { Country, Offence, Territory } from './model/content.ts'

export interface LoadedVersion {
  name: CatalogueKind
  version: string
  sha256: string
}

/** Two processes may start at once: the second waits, then finds nothing to do. */
export const lockCatalogues = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('catalogues.version'))`.execute(db)
}

/** Content hash by catalogue name, as last loaded. */
export const loadedHashes = async (db: Db): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.selectFrom('catalogues.version').select(['name', 'sha256']).execute()
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

export const keepVersion = async (db: Db, loaded: LoadedVersion, now: Date): Promise<void> => {
  const row = { ...loaded, loaded_at: now }
  await db.insertInto('catalogues.version').values(row).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute()
}

export const replaceCountries = async (db: Db, rows: readonly Country[]): Promise<void> => {
  await db.deleteFrom('catalogues.country').execute()
  await db.insertInto('catalogues.country').values(rows.map(({ code, alpha3, names, isDemonstration }) => (
    { code, alpha3, name_es: names.es, name_en: names.en, is_demonstration: isDemonstration }
  ))).execute()
}

export const replaceTerritories = async (db: Db, rows: readonly Territory[]): Promise<void> => {
  await db.deleteFrom('catalogues.territory').execute()
  await db.insertInto('catalogues.territory').values(rows.map(({ code, country, names, nationalCode, area }) => (
    { code, country, name_es: names.es, name_en: names.en, national_code: nationalCode ?? null, area }
  ))).execute()
}

export const replaceOffences = async (db: Db, rows: readonly Offence[]): Promise<void> => {
  await db.deleteFrom('catalogues.offence').execute()
  await db.insertInto('catalogues.offence').values(rows.map(({ code, names, iccs }) => (
    { code, name_es: names.es, name_en: names.en, iccs_code: iccs?.code ?? null }
  ))).execute()
}
