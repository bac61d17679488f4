// Municipalities by their official codes: names and middles, read once when a question speaks of them.
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { FigureAnswer } from '../../modules/statistics/model.ts'
import { useRead } from '../kit/kit.ts'
import type { Question } from './question.ts'

export interface Municipality {
  /** `MX-07089`: the country and the official code. */
  id: string
  name: string
  lon: number
  lat: number
}

interface PlacesFile {
  source: string
  rows: [id: string, name: string, lon: number, lat: number][]
}

/** How many digits an official code has, and whether the country's outlines may be passed on. */
const countries: Readonly<Record<string, { digits: number; hasOutlines: boolean }>> = {
  MX: { digits: 5, hasOutlines: false }, GT: { digits: 4, hasOutlines: true }, CO: { digits: 5, hasOutlines: true },
}

export const hasOutlines = (country: string): boolean => countries[country]?.hasOutlines ?? false

/** `municipalityId('MX', '7089')` → `MX-07089`. */
export const municipalityId = (country: string, code: string): string => `${country}-${code.padStart(countries[country]?.digits ?? 0, '0')}`

export interface KnownPlaces {
  country: string
  /** Whose list it is, to be named beside a map. */
  source: string
  byId: ReadonlyMap<string, Municipality>
}

const Known = createContext<KnownPlaces | undefined>(undefined)

/** The municipalities of the country on screen; undefined when it is none or several. */
export const useMunicipalities = (): KnownPlaces | undefined => useContext(Known)

/** The name of a municipality's code; the code itself when no list has it. */
export const municipalityName = (known: KnownPlaces | undefined, code: string): string =>
  known?.byId.get(municipalityId(known.country, code))?.name ?? code

const onlyCountry = (answer: FigureAnswer | undefined): string | undefined => {
  const found = answer?.rows.flatMap(({ country }) => (typeof country === 'string' && country in countries ? [country] : [])) ?? []
  return found.length === 1 ? found[0] : undefined
}

/** Names the municipalities of a measure that counts by them, as long as it is of a single country: codes repeat between countries. */
export const MunicipalityNames = ({ question: { source, measure }, children }: { question: Question; children: ReactNode }) => {
  const isAsked = measure.dimensions.includes('municipality') && measure.dimensions.includes('country')
  const where = useRead<FigureAnswer>('/api/figures', { source: source.id, measure: measure.id, by: 'country' }, { enabled: isAsked, topics: ['figure', 'delivery'] })
  const country = isAsked ? onlyCountry(where.data) : undefined
  const file = useRead<PlacesFile>(`/assets/boundaries/${country ?? ''}.places.json`, {}, { enabled: country !== undefined })
  const known = useMemo(() => {
    if (country === undefined || !file.data) return undefined
    return { country, source: file.data.source, byId: new Map(file.data.rows.map(([id, name, lon, lat]) => [id, { id, name, lon, lat }])) }
  }, [country, file.data])
  return <Known value={known}>{children}</Known>
}
