// Whether what somebody watches for is what an alert or a signal is about.
import type { WatchKind } from '../model/codes.ts'

export interface Watched {
  kind: WatchKind
  code: string
}

/** What something is about, by the kinds that can be watched. */
export type Coded = Readonly<Record<WatchKind, readonly string[]>>

export const nothingCoded: Coded = { offence: [], territory: [], corridor: [], 'border-point': [], vehicle: [], document: [] }

const isWithin = (code: string, wider: string): boolean => code === wider || code.startsWith(`${wider}-`)

/** Watching a country sees its territories; something about a whole country concerns who watches one of them. */
const matches = ({ kind, code }: Watched, codes: Coded): boolean =>
  kind === 'territory' ? codes.territory.some((place) => isWithin(place, code) || isWithin(code, place)) : codes[kind].includes(code)

/** Those of the watches that match. */
export const matchesOf = <W extends Watched>(watches: readonly W[], codes: Coded): W[] => watches.filter((watch) => matches(watch, codes))
