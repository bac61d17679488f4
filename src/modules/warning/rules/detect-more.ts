// What may be asked of CUSUM, the space–time scan, the search for new patterns, the nowcast and the pooled detector.
import { z } from 'zod'
import { Count, Counts, Evaluate, Frequency, maxPeriods, oneOf, orSay, rangeFaults, report, whole, within, type Fault } from './asking.ts'
import { cusumReach, cusumResets, cusumTransforms } from './cusum.ts'
import { discoveryRules } from './discovery.ts'
import { completeRows, fewestComplete } from './nowcast.ts'
import { pooledReach, type PooledOptions as PooledSettings } from './pooled.ts'
import { scanWork } from './scan.ts'

const mostSeries = 20_000
const seed = whole('seed', 0, 2 ** 31).default(1)
const Id = z.string().min(1).max(200)

const CusumOptions = z.strictObject({
  b: whole('b', 1, 50).default(5),
  w: whole('w', 0, 26).default(3),
  k: within('k', 0, 10).default(0.5),
  h: within('h', 0.1, 100).default(5),
  transform: oneOf('transform', cusumTransforms).default('rossi'),
  reset: oneOf('reset', cusumResets).default('zero'),
})

/** `{ counts, frequency, evaluate, method: 'cusum', options: { b, w, k, h, transform, reset } }` */
export const CusumRequest = z.strictObject({
  counts: Counts, evaluate: Evaluate, frequency: Frequency, method: z.literal('cusum'), options: CusumOptions.prefault({}),
}).superRefine(({ counts, evaluate, frequency, options }, context) => {
  report(context, [...rangeFaults(evaluate, counts.length, cusumReach(frequency, options)), 2 * options.w + 1 > frequency && {
    path: ['options', 'w'], text: { es: 'La ventana 2w + 1 no cabe en un año. Reduzca w.', en: 'The window 2w + 1 does not fit in a year. Lower w.' },
  }])
})
export type CusumRequest = z.output<typeof CusumRequest>

const Cases = z.array(Count.refine((count) => count !== null, orSay(
  'Aquí no puede faltar ningún recuento: escriba 0 si no hubo casos.', 'No count may be missing here: write 0 where there were no cases.',
))).min(2).max(5000)

const Place = z.strictObject({
  id: Id, counts: Cases,
  at: z.tuple([within('at', -180, 180), within('at', -90, 90)]).optional(),
  neighbours: z.array(Id).max(200).optional(),
})

const ScanOptions = z.strictObject({
  longest: whole('longest', 1, 366).default(6),
  share: within('share', 0.01, 0.5).default(0.5),
  replicates: whole('replicates', 9, 99_999).default(999),
  seed,
})

/** Steps of one question; a few seconds. */
const mostWork = 2e9

const unevenFaults = (lengths: readonly number[], path: (at: number) => (string | number)[]): (Fault | false)[] => lengths.map((length, i) => length !== lengths[0] && {
  path: path(i),
  text: { es: `Tiene ${length} recuentos y la primera tiene ${lengths[0]}. Todas deben cubrir los mismos periodos.`, en: `It has ${length} counts and the first has ${lengths[0]}. All must cover the same periods.` },
})

const repeatedFaults = (ids: readonly string[], path: (at: number) => (string | number)[]): (Fault | false)[] => {
  const firsts = new Map(ids.map((id, i) => [id, i] as const).reverse())
  return ids.map((id, i) => firsts.get(id) !== i && { path: path(i), text: { es: `«${id}» está dos veces.`, en: `“${id}” is there twice.` } })
}

type Places = z.output<typeof Place>[]

const placeFaults = (places: Places): (Fault | false)[] => {
  const ids = new Set(places.map(({ id }) => id))
  const areAllAt = places.every(({ at }) => at)
  return places.map((place, i) => {
    const stranger = place.neighbours?.find((id) => !ids.has(id))
    if (stranger) return { path: ['places', i, 'neighbours'], text: { es: `No hay un lugar «${stranger}».`, en: `There is no place “${stranger}”.` } }
    return !areAllAt && !place.neighbours && {
      path: ['places', i], text: { es: 'Dé a todos los lugares su punto (at) o sus vecinos (neighbours).', en: 'Give every place its point (at) or its neighbours.' },
    }
  })
}

/** `{ places: [{ id, counts, at: [lon, lat] } or { …, neighbours: [id] }], method: 'space-time-scan', options: { longest, share, replicates, seed } }` */
export const ScanRequest = z.strictObject({ places: z.array(Place).min(2).max(3000), method: z.literal('space-time-scan'), options: ScanOptions.prefault({}) })
  .superRefine(({ places, options }, context) => {
    const cases = places.reduce((all, place) => place.counts.reduce<number>((sum, count) => sum + (count ?? 0), all), 0)
    const work = scanWork({ places: places.length, cases }, options)
    report(context, [
      ...unevenFaults(places.map((place) => place.counts.length), (i) => ['places', i, 'counts']),
      ...repeatedFaults(places.map(({ id }) => id), (i) => ['places', i, 'id']), ...placeFaults(places),
      work > mostWork && {
        path: ['options', 'replicates'],
        text: { es: 'Son demasiados lugares, casos o permutaciones para una consulta. Reduzca replicates o longest.', en: 'Too many places, cases or permutations for one question. Lower replicates or longest.' },
      },
    ])
  })
export type ScanRequest = z.output<typeof ScanRequest>

const Combination = z.strictObject({ words: z.array(Id).min(1).max(6), cases: whole('cases', 0, 1_000_000) })
const Combinations = z.array(Combination).max(100_000)

/** `{ reference: [{ words, cases }], recent: [{ words, cases }], method: 'new-pattern', options: { alpha } }` */
export const NewPatternRequest = z.strictObject({
  reference: Combinations, recent: Combinations, method: z.literal('new-pattern'),
  options: z.strictObject({ alpha: within('alpha', 1e-9, 0.5).default(0.05) }).prefault({}),
}).superRefine(({ reference, recent }, context) => {
  const width = (reference[0] ?? recent[0])?.words.length
  const at = [...reference, ...recent].findIndex(({ words }) => words.length !== width)
  report(context, [at >= 0 && {
    path: at < reference.length ? ['reference', at, 'words'] : ['recent', at - reference.length, 'words'],
    text: { es: `Todas las combinaciones deben tener ${width ?? 0} palabras, como la primera.`, en: `All combinations must have ${width ?? 0} words, as the first.` },
  }])
})
export type NewPatternRequest = z.output<typeof NewPatternRequest>

const NowcastOptions = z.strictObject({
  maxDelay: whole('maxDelay', 1, 104).default(8),
  memory: whole('memory', fewestComplete, 1040).default(52),
  level: within('level', 0.5, 0.999).default(0.9),
  draws: whole('draws', 100, 10_000).default(1000),
  seed,
})

const ReleaseAt = z.strictObject({ period: whole('period', 1, maxPeriods), counts: z.array(Count).max(maxPeriods) })

/** `{ releases: [{ period, counts }], method: 'nowcast', options: { maxDelay, memory, level, draws, seed } }` */
export const NowcastRequest = z.strictObject({ releases: z.array(ReleaseAt).min(1).max(5000), method: z.literal('nowcast'), options: NowcastOptions.prefault({}) })
  .superRefine(({ releases, options }, context) => {
    const complete = completeRows(releases, options).length
    report(context, [
      ...releases.map(({ period, counts }, i): Fault | false => counts.length > period && {
        path: ['releases', i, 'counts'], text: { es: `Tiene ${counts.length} recuentos y se publicó al final del periodo ${period}.`, en: `It has ${counts.length} counts and stood at the end of period ${period}.` },
      }),
      complete < fewestComplete && {
        path: ['releases'],
        text: {
          es: `Solo hay ${complete} periodos completos, seguidos entrega por entrega hasta maxDelay; hacen falta ${fewestComplete}. Espere a tener más versiones o reduzca maxDelay.`,
          en: `Only ${complete} periods are complete, followed release by release up to maxDelay; ${fewestComplete} are needed. Wait for more releases or lower maxDelay.`,
        },
      },
    ])
  })
export type NowcastRequest = z.output<typeof NowcastRequest>

const PooledOptions = z.strictObject({
  b: whole('b', 2, 50).default(5),
  pastWeeksNotIncluded: whole('pastWeeksNotIncluded', 0, 366).optional(),
  waves: whole('waves', 0, 4).default(3),
  weightsThreshold: within('weightsThreshold', 1, 1e6).default(4),
  q: within('q', 1e-9, 0.5).default(0.1),
  discovery: oneOf('discovery', discoveryRules).default('benjamini-yekutieli'),
})

/** The options as the detector takes them: half a year is left out unless told. */
export const pooledOptionsOf = ({ frequency, options }: { frequency: number; options: z.output<typeof PooledOptions> }): PooledSettings =>
  ({ ...options, pastWeeksNotIncluded: options.pastWeeksNotIncluded ?? Math.round(frequency / 2) })

const Pooled = z.strictObject({ id: Id, counts: Counts, related: z.array(Id).max(200).default([]) })

const relatedFaults = (series: readonly { id: string; related: string[] }[]): (Fault | false)[] => {
  const ids = new Set(series.map(({ id }) => id))
  return series.map(({ id, related }, i) => {
    const stranger = related.find((other) => !ids.has(other) || other === id)
    return stranger !== undefined && {
      path: ['series', i, 'related'], text: { es: `«${stranger}» no es otra serie de esta lista.`, en: `“${stranger}” is not another series of this list.` },
    }
  })
}

/** `{ series: [{ id, counts, related: [id] }], frequency, evaluate, method: 'pooled', options: { b, pastWeeksNotIncluded, waves, weightsThreshold, q, discovery } }` */
export const PooledRequest = z.strictObject({
  series: z.array(Pooled).min(1).max(mostSeries), frequency: Frequency, evaluate: Evaluate, method: z.literal('pooled'), options: PooledOptions.prefault({}),
}).superRefine(({ series, frequency, evaluate, options }, context) => {
  report(context, [
    ...rangeFaults(evaluate, series[0]?.counts.length ?? 0, pooledReach(frequency, options.b)),
    ...unevenFaults(series.map(({ counts }) => counts.length), (i) => ['series', i, 'counts']),
    ...repeatedFaults(series.map(({ id }) => id), (i) => ['series', i, 'id']), ...relatedFaults(series),
    pooledOptionsOf({ frequency, options }).pastWeeksNotIncluded > (options.b - 1) * frequency && {
      path: ['options', 'pastWeeksNotIncluded'], text: { es: 'Deja menos de un año de referencia. Redúzcalo.', en: 'It leaves less than a year of reference. Lower it.' },
    },
  ])
})
export type PooledRequest = z.output<typeof PooledRequest>
