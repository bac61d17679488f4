// The score of a source: six parts, each a fraction said in words, and their plain mean. No weights, nothing hidden.
import type { Text } from '../../../platform/text.ts'
import type { Unit } from '../../collection/model.ts'
import type { PartId, ScorePart } from '../model.ts'

/** What an examination counted of a source. */
export interface Marks {
  cells: number
  /** Cells that name a territory or a point, and cells that name any place. */
  placed: number
  stated: number
  grain: 'month' | 'week' | 'year' | null
  /** Periods with figures, and periods from the first to the last. */
  periods: number
  expected: number
  /** The day after the last period. */
  lastEnd: string | null
  /** Years of reconciled pairs: compared and agreeing. */
  yearsCompared: number
  yearsAgreeing: number
  offences: { measure: string; unit: Unit; offences: string[] }[]
}

/** What is known at the time of reading. */
export interface Standing {
  cadence: string
  latestReceipt: Date | null
  read: number
  refused: number
  deliveries: number
  openFindings: number
  openCells: number
}

/** Days after the end of a period within which it is delivered in time; four times as many make it nothing. */
const allowance: Record<string, number> = { weekly: 14, monthly: 60, yearly: 270 }

const dayMs = 86_400_000

type Part = Omit<ScorePart, 'id' | 'name'>

const fraction = (numerator: number, denominator: number, words: Text): Part => ({ value: denominator === 0 ? null : numerator / denominator, numerator, denominator, words })
const unjudged = (words: Text): Part => ({ value: null, numerator: 0, denominator: 0, words })

const n = (value: number, language: 'es' | 'en'): string => value.toLocaleString(language === 'es' ? 'es-MX' : 'en')

const periodNames: Record<NonNullable<Marks['grain']>, Text> = { month: { es: 'meses', en: 'months' }, week: { es: 'semanas', en: 'weeks' }, year: { es: 'años', en: 'years' } }

const completeness = ({ grain, periods, expected }: Marks): Part => {
  if (grain === null) return unjudged({ es: 'La fuente no da fechas: no se juzga.', en: 'The source gives no dates: not judged.' })
  return fraction(periods, expected, {
    es: `Hay cifras de ${n(periods, 'es')} de los ${n(expected, 'es')} ${periodNames[grain].es} entre el primero y el último.`,
    en: `There are figures of ${n(periods, 'en')} of the ${n(expected, 'en')} ${periodNames[grain].en} from the first to the last.`,
  })
}

const timeliness = ({ lastEnd }: Marks, { cadence, latestReceipt }: Standing): Part => {
  const allowed = allowance[cadence]
  if (allowed === undefined || lastEnd === null || latestReceipt === null) {
    return unjudged({ es: 'La fuente no tiene un plazo de entrega: no se juzga.', en: 'The source has no due time: not judged.' })
  }
  const days = Math.max(0, Math.ceil((latestReceipt.getTime() - Date.parse(lastEnd)) / dayMs))
  const last = new Date(Date.parse(lastEnd) - dayMs).toISOString().slice(0, 10)
  return fraction(Math.max(0, Math.min(3 * allowed, 4 * allowed - days)), 3 * allowed, {
    es: `El último periodo terminó el ${last} y se recibió ${n(days, 'es')} días después. Hasta ${allowed} días vale todo; a los ${4 * allowed}, nada.`,
    en: `The last period ended on ${last} and was received ${n(days, 'en')} days later. Up to ${allowed} days it counts in full; at ${4 * allowed}, not at all.`,
  })
}

const acceptance = ({ read, refused, deliveries }: Standing): Part => fraction(read - refused, read, {
  es: `De ${n(read, 'es')} filas de las últimas ${n(deliveries, 'es')} entregas se rechazaron ${n(refused, 'es')}.`,
  en: `Of ${n(read, 'en')} rows of the latest ${n(deliveries, 'en')} deliveries ${n(refused, 'en')} were refused.`,
})

const place = ({ placed, stated }: Marks): Part => {
  if (placed === 0) return unjudged({ es: 'La fuente habla del país entero: la precisión del lugar no se juzga.', en: 'The source speaks of the whole country: the precision of place is not judged.' })
  return fraction(placed, stated, {
    es: `${n(placed, 'es')} de ${n(stated, 'es')} cifras con lugar dicen el territorio o el punto, no solo el país.`,
    en: `${n(placed, 'en')} of ${n(stated, 'en')} figures with a place give the territory or the point, not only the country.`,
  })
}

const consistency = ({ yearsCompared, yearsAgreeing }: Marks): Part => {
  if (yearsCompared === 0) return unjudged({ es: 'No hay otro total con el que comparar: no se juzga.', en: 'There is no other total to compare with: not judged.' })
  return fraction(yearsAgreeing, yearsCompared, {
    es: `Al comparar año con año los totales que deben coincidir, coinciden ${n(yearsAgreeing, 'es')} de ${n(yearsCompared, 'es')}.`,
    en: `Comparing year by year the totals that should agree, ${n(yearsAgreeing, 'en')} of ${n(yearsCompared, 'en')} agree.`,
  })
}

const soundness = ({ cells }: Marks, { openFindings, openCells }: Standing): Part => {
  const touched = Math.min(cells, openCells)
  return fraction(cells - touched, cells, {
    es: `${n(touched, 'es')} de ${n(cells, 'es')} cifras están en algún hallazgo abierto (hay ${n(openFindings, 'es')}).`,
    en: `${n(touched, 'en')} of ${n(cells, 'en')} figures are in an open finding (there are ${n(openFindings, 'en')}).`,
  })
}

const names: Record<PartId, Text> = {
  completeness: { es: 'Completa', en: 'Complete' },
  timeliness: { es: 'A tiempo', en: 'In time' },
  acceptance: { es: 'Filas aceptadas', en: 'Rows accepted' },
  place: { es: 'Precisión del lugar', en: 'Precision of place' },
  consistency: { es: 'Totales que cuadran', en: 'Totals that agree' },
  soundness: { es: 'Sin hallazgos abiertos', en: 'Without open findings' },
}

/** The six parts of a score, in order. */
export const partsOf = (marks: Marks, standing: Standing): ScorePart[] => {
  const parts: Record<PartId, Part> = {
    completeness: completeness(marks), timeliness: timeliness(marks, standing), acceptance: acceptance(standing),
    place: place(marks), consistency: consistency(marks), soundness: soundness(marks, standing),
  }
  return Object.entries(parts).map(([id, part]) => ({ id: id as PartId, name: names[id as PartId], ...part }))
}

/** The mean of the parts that can be judged, from 0 to 100, rounded down; null when none can. */
export const scoreOf = (parts: readonly ScorePart[]): number | null => {
  const judged = parts.flatMap(({ value }) => value ?? [])
  return judged.length === 0 ? null : Math.floor((100 * judged.reduce((sum, value) => sum + value, 0)) / judged.length + 1e-9)
}
