// Signals as people read them: codes with their names, evidence in sentences.
import { periodText } from '../../../platform/charts/format.ts'
import type { Language, Text } from '../../../platform/text.ts'
import { nameOf, placeName } from '../../catalogues/index.ts'
import { otherNationality, otherNationalityName, sexNames } from '../../collection/model.ts'
import type { Evidence, Run, SignalDetail, SignalGrain, SignalView } from '../model.ts'
import { hasShortHistory } from '../model/evidence.ts'
import type { SimilarSignal } from '../model/verdicts.ts'
import { cautionFor, evidenceSays, explain } from '../rules/explanation.ts'
import type { StoredSignal, WholeSignal } from '../store/signals.ts'

export const both = (name: (language: Language) => string): Text => ({ es: name('es'), en: name('en') })

const sexName = (code: string): Text => Object.entries(sexNames).find(([sex]) => sex === code)?.[1] ?? { es: code, en: code }

type Word = NonNullable<Evidence['words']>[number]['dimension'] | 'sex' | 'age_band'

/** The name of a word of a series, a combination or a group; the source's own words stay as they are. */
const wordName = (dimension: Word, code: string): Text => {
  if (dimension === 'offence') return both((language) => nameOf('offence', code, language))
  if (dimension === 'sex') return sexName(code)
  if (dimension === 'nationality' && code === otherNationality) return otherNationalityName
  if (['territory', 'country', 'nationality'].includes(dimension)) return both((language) => placeName(code, language))
  return { es: code, en: code }
}

const unspecified: Text = { es: 'sin especificar', en: 'not specified' }

const placeOf = (code: string): Text => both((language) => placeName(code, language))

const lists: Record<Language, Intl.ListFormat> = { es: new Intl.ListFormat('es', { type: 'conjunction' }), en: new Intl.ListFormat('en', { type: 'conjunction' }) }

const listed = (texts: readonly Text[]): Text => both((language) => lists[language].format(texts.map((text) => text[language])))

const mostNamed = 4

/** The first few places by name, the others as a number. */
const placesIn = (codes: readonly string[]): Text => {
  const more = codes.length - mostNamed
  return listed([...codes.slice(0, mostNamed).map(placeOf), ...(more > 0 ? [{ es: `${String(more)} más`, en: `${String(more)} more` }] : [])])
}

const says = (evidence: Evidence, grain: SignalGrain): Text => evidenceSays(evidence, {
  since: evidence.since === undefined ? unspecified : both((language) => periodText(evidence.since!, grain, language)),
  places: placesIn(evidence.places ?? []),
  words: both((language) => (evidence.words ?? []).map(({ dimension, code }) => wordName(dimension, code)[language]).join(' + ')),
})

export const view = (signal: StoredSignal): SignalView => ({
  id: signal.id,
  source: { id: signal.sourceId, name: signal.sourceName, isDemonstration: signal.isDemonstration },
  measure: signal.measureName,
  grain: signal.grain, place: signal.place, dimension: signal.dimension, what: signal.what,
  placeName: placeOf(signal.place), places: signal.places.map((code) => ({ code, name: placeOf(code) })),
  whatName: wordName(signal.dimension, signal.what),
  since: signal.since, period: signal.period, observed: signal.observed, expected: signal.expected, upperbound: signal.upperbound, score: signal.score,
  detectors: signal.detectors, pvalue: signal.chance, adjusted: signal.adjusted, state: signal.state, verdict: signal.verdict,
})

const explainedView = ({ explained, dimension }: WholeSignal): SignalDetail['explained'] => explained && {
  ...explained,
  places: explained.places.map((each) => ({ ...each, name: placeOf(each.code ?? '') })),
  offences: explained.offences.map((each) => ({ ...each, name: wordName(dimension, each.code ?? '') })),
  groups: explained.groups.map((each) => ({ ...each, name: each.code === null ? unspecified : wordName(each.dimension, each.code) })),
}

const runView = ({ run }: StoredSignal): Run => ({ ...run, at: new Date(run.at).toISOString() })

/** The words of a signal, and what is foreseen where reports are late. */
export const explanationOf = (signal: WholeSignal): Text =>
  explain({ ...signal, hasShortHistory: hasShortHistory(signal), foreseen: signal.curve.find(({ start }) => start === signal.period)?.nowcast ?? null })

/** The parts of a signal's screen that need nothing but the signal. */
export const detailOf = (signal: WholeSignal): Omit<SignalDetail, 'verdicts' | 'similar'> => ({
  ...view(signal),
  explanation: explanationOf(signal),
  caution: cautionFor(signal.run),
  curve: signal.curve,
  evidence: signal.evidence.map((each) => ({ ...each, says: says(each, signal.grain) })),
  explained: explainedView(signal),
  run: runView(signal),
  publisher: signal.publisher, sourceNote: signal.sourceNote, release: signal.release, releasedAt: signal.releasedAt?.toISOString() ?? null,
  foundAt: signal.foundAt.toISOString(),
  reason: signal.reason,
  decidedAt: signal.decidedAt?.toISOString() ?? null,
})

export const similarView = ({ id, place, what, dimension, period, grain, state, verdict }: StoredSignal): SimilarSignal =>
  ({ id, placeName: placeOf(place), whatName: wordName(dimension, what), period, grain, state, verdict })
