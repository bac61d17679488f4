// The catalogues as they ship with this version of SIDMI, in memory; their shape is proven by a test, not at each start.
import borderPointsFile from '../../../../content/catalogues/border-points.json' with { type: 'json' }
import codeListsFile from '../../../../content/catalogues/code-lists.json' with { type: 'json' }
import corridorsFile from '../../../../content/catalogues/corridors.json' with { type: 'json' }
import countriesFile from '../../../../content/catalogues/countries.json' with { type: 'json' }
import municipalitiesFile from '../../../../content/catalogues/municipalities.json' with { type: 'json' }
import offencesFile from '../../../../content/catalogues/offences.json' with { type: 'json' }
import territoriesFile from '../../../../content/catalogues/territories.json' with { type: 'json' }
import versionsFile from '../../../../content/catalogues/versions.json' with { type: 'json' }
import type { CatalogueKind, CatalogueVersion } from '../model/acts.ts'
import type { BorderPoint, CodeList, Comparison, Corridor, Country, Municipality, Offence, Provenance, Territory, Variable } from '../model/content.ts'

const rowsOf = <T>(file: { rows: readonly unknown[] }): readonly T[] => file.rows as readonly T[]

export const countryRows = rowsOf<Country>(countriesFile)
export const territoryRows = rowsOf<Territory>(territoriesFile)
export const municipalityRows = rowsOf<Municipality>(municipalitiesFile)
export const corridorRows = rowsOf<Corridor>(corridorsFile)
export const borderPointRows = rowsOf<BorderPoint>(borderPointsFile)
export const offenceRows = rowsOf<Offence>(offencesFile)
export const codeListRows = rowsOf<CodeList>(codeListsFile)
export const variableRows = codeListsFile.variables as readonly unknown[] as readonly Variable[]
export const comparison = offencesFile.comparison as unknown as Comparison

/** The whole file of each kind: what its version and its content hash stand for. */
export const files: Readonly<Record<CatalogueKind, { meta: Provenance; rows: readonly unknown[] }>> = {
  country: countriesFile,
  territory: territoriesFile,
  municipality: municipalitiesFile,
  corridor: corridorsFile,
  'border-point': borderPointsFile,
  offence: offencesFile,
  'code-list': codeListsFile,
}

/** The versions of each kind, the newest first. */
export const versions: Readonly<Record<CatalogueKind, readonly (CatalogueVersion & { sha256: string })[]>> = versionsFile.versions
