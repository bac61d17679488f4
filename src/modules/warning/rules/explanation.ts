// Says in words what a signal means: what was expected, what there was, how seldom chance alone does that, and what each detector saw.
import type { Language, Text } from '../../../platform/text.ts'
import type { Evidence, SignalGrain } from '../model.ts'

const locales: Record<Language, string> = { es: 'es-419', en: 'en' }

const round = (value: number): string => (value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value)))

/** «1 vez en 10 000»: powers of ten, since more digits would pretend to know more. */
const rarity = (chance: number): number => 10 ** Math.min(6, Math.max(1, Math.floor(-Math.log10(Math.max(chance, 1e-7)))))

const periodName: Record<SignalGrain, { es: [one: string, many: string, thisOne: string]; en: [one: string, many: string, thisOne: string] }> = {
  week: { es: ['semana', 'semanas', 'En esa semana'], en: ['week', 'weeks', 'In that week'] },
  month: { es: ['mes', 'meses', 'En ese mes'], en: ['month', 'months', 'In that month'] },
}

interface Seen {
  grain: SignalGrain
  observed: number
  expected: number
  upperbound: number
  /** The chance of all that the detectors saw together, were nothing unusual. */
  chance: number
  /** What the period will have counted once late reports are in, where they are still to come. */
  foreseen?: { estimate: number; lower: number; upper: number } | null
  /** Whether the source is too young to know its seasons and how often chance does such a thing. */
  hasShortHistory?: boolean
}

const stillToCome = (foreseen: Seen['foreseen']): Text => (foreseen
  ? {
      es: ` Aún no ha llegado todo: se prevén unos ${round(foreseen.estimate)}, entre ${round(foreseen.lower)} y ${round(foreseen.upper)}.`,
      en: ` Not all is in yet: about ${round(foreseen.estimate)} are foreseen, between ${round(foreseen.lower)} and ${round(foreseen.upper)}.`,
    }
  : { es: '', en: '' })

const howUnusual = ({ grain, observed, upperbound, chance, foreseen }: Seen): Text => {
  const [seldom, { es, en }] = [rarity(chance), periodName[grain]]
  const isAbove = Math.max(observed, foreseen?.estimate ?? 0) > upperbound
  return {
    es: `${isAbove ? 'Si' : 'Esa cifra sola no llama la atención; todo junto, sí: si'} nada hubiera cambiado, el azar solo daría algo así menos de 1 vez en ${seldom.toLocaleString(locales.es)} ${es[1]}.`,
    en: `${isAbove ? 'Had' : 'That figure alone does not stand out; all together does: had'} nothing changed, chance alone would do such a thing less than once in ${seldom.toLocaleString(locales.en)} ${en[1]}.`,
  }
}

/** No figure of how seldom: of so short a past it would pretend to know more. */
const shortHistory: Text = {
  es: 'La fuente tiene menos de dos años: solo se compara con lo justo anterior, no se sabe qué es usual en esta época del año, y señales así son azar más a menudo que las demás.',
  en: 'The source is less than two years old: it is compared only with what came just before, what is usual at this time of the year is not known, and signals like this are chance more often than others.',
}

/** What was expected, what there was (and will be, where reports are late), and how unusual that is. */
export const explain = (seen: Seen): Text => {
  const { grain, observed, expected, upperbound, foreseen, hasShortHistory = false } = seen
  const { es, en } = periodName[grain]
  const late = stillToCome(foreseen)
  const unusual = hasShortHistory ? shortHistory : howUnusual(seen)
  return {
    es: `${es[2]} se esperaban unos ${round(expected)} y lo usual no pasaba de ${round(upperbound)}; hubo ${round(observed)}.${late.es} ${unusual.es}`,
    en: `${en[2]} about ${round(expected)} were expected and the usual would not exceed ${round(upperbound)}; there were ${round(observed)}.${late.en} ${unusual.en}`,
  }
}

/** A p-value as people read it: three digits, never nought. */
const written = (pvalue: number, language: Language): string =>
  (pvalue < 1e-6 ? `< ${(0.000_001).toLocaleString(locales[language], { maximumFractionDigits: 6 })}` : pvalue.toLocaleString(locales[language], { maximumSignificantDigits: 2, maximumFractionDigits: 7 }))

interface Named {
  since: Text
  places: Text
  words: Text
}

/** What one detector saw, in a sentence; `named` tells its day, places and words to people. */
export const evidenceSays = (evidence: Evidence, named: Named): Text => {
  const { detector, pvalue, cases = 0, expected = 0 } = evidence
  const seen = (language: Language): string => {
    const p = `p ${pvalue < 1e-6 ? '' : '= '}${written(pvalue, language)}`
    const counts = language === 'es' ? `${round(cases)} donde se esperaban ${round(expected)}` : `${round(cases)} where ${round(expected)} were expected`
    const words: Record<Evidence['detector'], Text> = {
      pooled: { es: `inusual junto a sus vecinos y parecidos (${p})`, en: `unusual beside its neighbours and relations (${p})` },
      'farrington-flexible': { es: `inusual frente a las mismas fechas de otros años (${p})`, en: `unusual beside the same dates of other years (${p})` },
      cusum: { es: `crece poco a poco desde ${named.since.es}: ${counts} (${p})`, en: `has grown little by little since ${named.since.en}: ${counts} (${p})` },
      'space-time-scan': { es: `se concentra en ${named.places.es} desde ${named.since.es}: ${counts} (${p})`, en: `gathers in ${named.places.en} since ${named.since.en}: ${counts} (${p})` },
      ears: { es: `inusual frente a lo justo anterior, en una fuente de menos de dos años (${p})`, en: `unusual beside what came just before, in a source of less than two years (${p})` },
      'new-pattern': {
        es: `nunca antes se vio ${named.words.es}: ${round(cases)} desde ${named.since.es} (${p})`, en: `never seen before: ${named.words.en}; ${round(cases)} since ${named.since.en} (${p})`,
      },
    }
    return words[detector][language]
  }
  return { es: seen('es'), en: seen('en') }
}

/** What an analyst must know of all signals of a run together: how many are chance, and how that was seen to. */
export const cautionFor = ({ judged, q, discovery }: { judged: number; q: number | null; discovery: string }): Text => {
  const share = q ?? 0
  const [es, en] = [judged.toLocaleString(locales.es), judged.toLocaleString(locales.en)]
  const rule = discovery === 'benjamini-yekutieli' ? { es: 'Benjamini y Yekutieli', en: 'Benjamini and Yekutieli' } : { es: 'Benjamini y Hochberg', en: 'Benjamini and Hochberg' }
  const known: Text = q === null
    ? { es: 'Cada serie se juzgó por separado, así que algunas señales son azar.', en: 'Each series was judged alone, so some signals are chance.' }
    : {
        es: `La búsqueda hizo ${es} comparaciones. De cada 100 señales se espera que, como mucho, ${String(Math.round(share * 100))} sean azar (${rule.es}).`,
        en: `The search made ${en} comparisons. Of every 100 signals at most ${String(Math.round(share * 100))} are expected to be chance (${rule.en}).`,
      }
  return {
    es: `${known.es} Una señal es una pregunta, no un hecho: confírmela antes de alertar.`,
    en: `${known.en} A signal is a question, not a fact: confirm it before alerting.`,
  }
}
