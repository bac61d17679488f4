// The draft a signal suggests: where, what, and its explanation in words; whoever drafts it corrects the rest.
import type { Text } from '../../../platform/text.ts'
import type { AlertContent } from '../model/content.ts'
import { templateOf, usualEnd } from '../model/templates.ts'

/** What an alert takes from a signal; `offence` is null when the source counts by categories of its own. */
export interface SignalSuggestion {
  place: string
  placeName: Text
  offence: string | null
  whatName: Text
  explanation: Text
}

/** Content for a first version; addressed to nobody yet. */
export const contentFromSignal = ({ place, placeName, offence, whatName, explanation }: SignalSuggestion, now: Date): AlertContent => ({
  ...templateOf('rise'),
  offence,
  territories: [place],
  title: { es: `Aumento: ${whatName.es}, ${placeName.es}`, en: `Rise: ${whatName.en}, ${placeName.en}` },
  summary: explanation,
  expires: usualEnd('rise', now),
})
