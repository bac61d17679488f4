// Places as areas of a map: boundaries are older than the codes, so that several territories may share one area.
import { say, type Language } from '../../../platform/text.ts'
import { countries, nameOf, territoriesOf, territory } from '../../catalogues/index.ts'
import type { Cell, PublicFigures } from '../model.ts'

type Shown = Pick<NonNullable<PublicFigures['shown']>, 'by' | 'places'>

interface MapAreas {
  areas: { code: string; name: string; value: number | null }[]
  /** The place to open for an area. */
  openOf: (area: string) => string
  /** The areas the view is fitted to; all of them when absent. */
  view?: string[]
}

const territoryAreas = (places: Shown['places'], lang: Language): MapAreas => {
  const values = new Map(places.flatMap(({ code, value }) => (code === null ? [] : [[code, value] as const])))
  const nations = [...new Set([...values.keys()].map((code) => code.slice(0, 2)))]
  const drawn = nations.flatMap((nation) => territoriesOf(nation).map(({ code }) => ({ code, area: territory(code)?.area ?? code })))
  const byArea = Map.groupBy(drawn, ({ area }) => area)
  const areas = [...byArea].map(([area, members]) => {
    const known = members.flatMap(({ code }) => values.get(code) ?? [])
    const name = members.map(({ code }) => nameOf('territory', code, lang)).join(', ')
    return { code: area, name, value: known.length > 0 ? known.reduce((a, b) => a + b, 0) : null }
  })
  return { areas, openOf: (area) => byArea.get(area)?.find(({ code }) => values.has(code))?.code ?? area }
}

const countryAreas = (places: Shown['places'], lang: Language): MapAreas => {
  const isAmericas = new Set(countries().filter((country) => country.isAmericas).map(({ code }) => code))
  const areas = places.flatMap(({ code, name, value }) => (code !== null && isAmericas.has(code) ? [{ code, name: say(name, lang), value }] : []))
  return { areas, openOf: (area) => area, view: countries().filter((country) => country.isDemonstration).map(({ code }) => code) }
}

/** The areas to draw; territories of a country with figures that have none themselves are not known, not zero. */
export const mapAreas = ({ by, places }: Shown, lang: Language): MapAreas => (by === 'territory' ? territoryAreas : countryAreas)(places, lang)

/** The territories in the rows that are drawn on an area of another code. */
export const otherAreas = (rows: readonly Cell[]): Record<string, string> =>
  Object.fromEntries(rows.flatMap(({ territory: code }) => {
    const area = typeof code === 'string' ? territory(code)?.area : undefined
    return typeof code === 'string' && area && area !== code ? [[code, area]] : []
  }))
