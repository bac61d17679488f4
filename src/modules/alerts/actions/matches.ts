// Watched codes by their names, and which of them an alert is about.
import type { Text } from '../../../platform/text.ts'
import { documentNames, documentPatterns, vehicleNames, vehicles, type DocumentPattern, type Vehicle, type WatchKind } from '../model/codes.ts'
import type { AlertContent } from '../model/content.ts'
import type { WatchedCode } from '../model/views.ts'
import { matchesOf, type Watched } from '../rules/watching.ts'
import { areaNameOf, borderPointNameOf, corridorNameOf, isKnownBorderPoint, isKnownCorridor, isKnownPlace, offenceNameOf } from './areas.ts'
import { codesOf } from './circles.ts'

/** A source's own category, which the catalogue does not know, stands for itself. */
export const offenceOrCode = (code: string): Text => offenceNameOf(code) ?? { es: code, en: code }

const names: Record<WatchKind, (code: string) => Text> = {
  offence: offenceOrCode, territory: areaNameOf, corridor: corridorNameOf, 'border-point': borderPointNameOf,
  vehicle: (code) => vehicleNames[code as Vehicle], document: (code) => documentNames[code as DocumentPattern],
}

const isKnown: Record<WatchKind, (code: string) => boolean> = {
  offence: (code) => offenceNameOf(code) !== null, territory: isKnownPlace, corridor: isKnownCorridor, 'border-point': isKnownBorderPoint,
  vehicle: (code) => vehicles.some((each) => each === code), document: (code) => documentPatterns.some((each) => each === code),
}

/** Whether there is such a thing to watch for. */
export const canBeWatched = ({ kind, code }: Watched): boolean => isKnown[kind](code)

export const named = ({ kind, code }: Watched): WatchedCode => ({ kind, code, name: names[kind](code) })

/** Which of the watches the content matches, named. */
export const matchedBy = (watches: readonly Watched[], content: AlertContent): WatchedCode[] => matchesOf(watches, codesOf(content)).map(named)
