// The catalogues: every file fits its schema and points only at what exists; lookups and search as tables of cases.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { catalogueKinds, CatalogueEntry, type CatalogueKind } from '../model/acts.ts'
import { BorderPoint, CodeList, Comparison, Corridor, Country, Municipality, Offence, Provenance, Territory, Variable } from '../model/content.ts'
import { codeListRows, comparison, corridorRows, borderPointRows, countryRows, files, municipalityRows, territoryRows, variableRows, versions } from './content.ts'
import { allEntries, entriesOf, entryOf } from './entries.ts'
import {
  catalogueVersion, countries, country, countryByName, folded, nameOf, offence, offences, placeName, territoriesOf, territory, territoryByName,
  territoryByNationalCode,
} from './lookup.ts'
import { placesToShow, searchEntries } from './search.ts'

const schemas: Record<CatalogueKind, z.ZodType> = {
  country: Country, territory: Territory, municipality: Municipality, corridor: Corridor, 'border-point': BorderPoint, offence: Offence, 'code-list': CodeList,
}
const counts: Record<CatalogueKind, number> = {
  country: 249, territory: 642, municipality: 10, corridor: 8, 'border-point': 97, offence: 32, 'code-list': 23,
}

describe('content', () => {
  test.each(catalogueKinds)('%s: every row fits its schema, codes are unique, the source is named', (kind) => {
    const { meta, rows } = files[kind]
    expect(z.array(schemas[kind]).safeParse(rows).error).toBeUndefined()
    expect(Provenance.safeParse(meta).error).toBeUndefined()
    expect(rows).toHaveLength(counts[kind])
    const codes = (rows as { code: string }[]).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  test.each(catalogueKinds)('%s: a changed file has a new version (put this hash in versions.json)', (kind) => {
    const sha256 = createHash('sha256').update(JSON.stringify(files[kind])).digest('hex')
    expect(versions[kind][0]?.sha256).toBe(sha256)
    expect(catalogueVersion(kind).date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  test('the comparison and the variables fit their schemas', () => {
    expect(Comparison.safeParse(comparison).error).toBeUndefined()
    expect(z.array(Variable).length(46).safeParse(variableRows).error).toBeUndefined()
    expect(comparison.between.map((code) => offence(code)?.code)).toEqual(['tip', 'smuggling'])
    const lists = new Set(codeListRows.map((row) => row.code))
    expect(variableRows.filter((row) => row.list !== undefined && !lists.has(row.list))).toEqual([])
  })

  test('every code that points elsewhere finds something', () => {
    const places = [...municipalityRows.map((row) => row.territory), ...territoryRows.flatMap((row) => row.parent ?? [])]
    expect(places.filter((code) => territory(code) === undefined)).toEqual([])
    const codes = [...corridorRows, ...borderPointRows].flatMap((row) => row.countries).concat(territoryRows.map((row) => row.country))
    expect(codes.filter((code) => country(code) === undefined)).toEqual([])
  })

  test('the demonstration region is 13 countries of the Americas', () => {
    const region = countries().filter((row) => row.isDemonstration)
    expect(region.map((row) => row.code).join(' ')).toBe('CO CR DO EC GT GY HN MX NI PA PE SV TT')
    expect(region.every((row) => row.isAmericas)).toBe(true)
  })

  test('HTCDS codes stay as IOM spells them', () => {
    const list = codeListRows.find((row) => row.field === 'vic_RelationshipToTrafficker')
    expect(list?.values.map((value) => value.code)).toEqual(['Familial', 'Acquainted', 'Unaquainted'])
    expect(files['code-list'].meta.licence).toContain('CC BY 4.0')
  })

  test('two territories of one country never share a name in use', () => {
    const names = countryRows.flatMap(({ code }) => territoriesOf(code).map((row) => `${code} ${folded(row.names.es)}`))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

describe('lookups', () => {
  test.each([
    ['MX', 'MX'], ['MEX', 'MX'], ['484', 'MX'], ['mex', 'MX'], ['XX', undefined], ['', undefined],
  ])('country(%j) → %s', (code, found) => expect(country(code)?.code).toBe(found))

  test.each([
    ['Méjico', 'MX'], ['HAITI', 'HT'], ['República Dominicana', 'DO'], ['Brasil', 'BR'], ['Etats-Unis d’Amérique', 'US'], ['Atlántida', undefined],
  ])('countryByName(%j) → %s', (name, found) => expect(countryByName(name)?.code).toBe(found))

  test.each([
    ['GT-12', 'GT-12'], ['GT-SM', 'GT-12'], ['MX-DIF', 'MX-CMX'], ['mx-chp', 'MX-CHP'], ['MX-ZZZ', undefined],
  ])('territory(%j) → %s', (code, found) => expect(territory(code)?.code).toBe(found))

  test.each([
    ['MX', '07', 'MX-CHP'], ['MX', '7', 'MX-CHP'], ['MX', '01', 'MX-AGU'], ['MX', '32', 'MX-ZAC'], ['MX', '33', undefined], ['MX', '0', undefined],
    ['GT', '12', 'GT-12'], ['SV', '12', 'SV-SM'], ['HN', '17', 'HN-VA'], ['NI', '30', 'NI-CI'], ['CO', '05', 'CO-ANT'], ['PE', '15', 'PE-LIM'],
    ['EC', '17', 'EC-P'], ['CR', '6', 'CR-P'], ['PA', '5', 'PA-5'], ['DO', '5', 'DO-05'],
  ])('territoryByNationalCode(%j, %j) → %s', (code, national, found) => expect(territoryByNationalCode(code, national)?.code).toBe(found))

  test.each([
    ['MX', 'Veracruz de Ignacio de la Llave', 'MX-VER'], ['MX', 'Coahuila de Zaragoza', 'MX-COA'], ['MX', 'Michoacán de Ocampo', 'MX-MIC'],
    ['MX', 'MICHOACAN', 'MX-MIC'], ['MX', 'México', 'MX-MEX'], ['MX', 'Estado de México', 'MX-MEX'], ['MX', 'Ciudad de México', 'MX-CMX'],
    ['MX', 'Distrito Federal', 'MX-CMX'], ['MX', 'Querétaro', 'MX-QUE'], ['MX', 'Estado de Oaxaca', 'MX-OAX'], ['MX', 'Nacional', undefined],
    ['GT', 'Departamento de San Marcos', 'GT-12'], ['CO', 'Bogotá D.C.', 'CO-DC'], ['PE', 'Lima', 'PE-LIM'], ['DO', 'Bahoruco', 'DO-03'],
    ['KN', 'San Cristóbal', 'KN-K'], ['GT', 'Chiapas', undefined],
  ])('territoryByName(%j, %j) → %s', (code, name, found) => expect(territoryByName(code, name)?.code).toBe(found))

  test('names of all 32 Mexican states resolve, as do their INEGI codes', () => {
    expect(territoriesOf('MX')).toHaveLength(32)
    expect(territoriesOf('MX').map((row) => territoryByNationalCode('MX', row.nationalCode ?? '')?.code)).toEqual(territoriesOf('MX').map((row) => row.code))
  })

  test('territoriesOf leaves out regions that only group', () => {
    expect(territoriesOf('DO')).toHaveLength(32)
    expect(territoriesOf('DO').some((row) => row.code === 'DO-33')).toBe(false)
  })

  test.each([
    ['territory', 'MX-MEX', 'en', 'State of Mexico'], ['offence', 'tip', 'es', 'Trata de personas'], ['country', 'ZZ', 'es', 'ZZ'], ['corridor', 'darien', 'es', 'Darién'],
  ] as const)('nameOf(%s, %s, %s) → %s', (kind, code, language, name) => expect(nameOf(kind, code, language)).toBe(name))

  test('placeName takes a country or a territory', () => {
    expect([placeName('GT', 'es'), placeName('US-NY', 'es'), placeName('US-NY', 'en')]).toEqual(['Guatemala', 'Nueva York', 'New York'])
  })

  test('offences are 32, each with elements in both languages and an ICCS code or a reason', () => {
    expect(offences()).toHaveLength(32)
    expect(offences().filter((row) => row.elements.es.length !== row.elements.en.length)).toEqual([])
    expect(offences().filter((row) => row.iccs === null).map((row) => row.code)).toEqual(['enforced-disappearance'])
    expect(offence('smuggling')?.iccs?.code).toBe('08051')
  })
})

describe('entries and search', () => {
  test('every entry fits the one shape', () => {
    expect(z.array(CatalogueEntry).safeParse(allEntries.map(({ entry }) => entry)).error).toBeUndefined()
    expect(entriesOf('territory', 'GT')).toHaveLength(22)
    expect(entryOf('municipality', 'gt-ayutla')?.context.es).toBe('municipio, San Marcos, Guatemala')
    expect(entryOf('offence', 'nothing')).toBeUndefined()
  })

  test.each([
    ['chiapaz', 'territory', 'MX-CHP'], ['guatemla', 'country', 'GT'], ['trafico', 'offence', 'smuggling'], ['oaxca', 'territory', 'MX-OAX'],
    ['mejico', 'country', 'MX'], ['darien', 'corridor', 'darien'], ['tejusigalpa', 'border-point', 'air-tgu'], ['tecun uman', 'municipality', 'gt-ayutla'],
    ['NICARAGUA', 'country', 'NI'], ['ondura', 'country', 'HN'], ['secuestro', 'offence', 'kidnapping'], ['estorsion', 'offence', 'extortion'],
    ['coyote', 'offence', 'smuggling'], ['trata', 'offence', 'tip'], ['MX-CHP', 'territory', 'MX-CHP'], ['michoacan de ocampo', 'territory', 'MX-MIC'],
    ['haiti', 'country', 'HT'], ['trafficking', 'offence', 'tip'],
  ] as const)('%j finds %s %s among the first three', (typed, kind, code) => {
    const found = searchEntries(typed, { kinds: [], limit: 3 }).map((entry) => `${entry.kind} ${entry.code}`)
    expect(found).toContain(`${kind} ${code}`)
  })

  test.each(['', '   ', '¿?', 'zzzzqqqq'])('%j finds nothing', (typed) => {
    expect(searchEntries(typed, { kinds: [], limit: 5 })).toEqual([])
  })

  test('a search keeps to its kinds, its country and its limit', () => {
    const found = searchEntries('san', { kinds: ['territory'], country: 'PE', limit: 5 })
    expect(found.map((entry) => entry.code)).toContain('PE-SAM')
    expect(found.every((entry) => entry.kind === 'territory' && entry.countries.includes('PE'))).toBe(true)
    expect(searchEntries('a', { kinds: [], limit: 4 })).toHaveLength(4)
  })

  test('places: nothing asked shows the corridors; a country shows all it has', () => {
    expect(placesToShow({ q: '', country: '' }).map((entry) => entry.kind)).toEqual(Array.from({ length: 8 }, () => 'corridor'))
    expect(new Set(placesToShow({ q: '', country: 'GT' }).map((entry) => entry.kind))).toEqual(new Set(['corridor', 'border-point', 'municipality', 'territory']))
    expect(placesToShow({ q: 'peten', country: '' })[0]?.code).toBe('GT-17')
  })
})
