// Runs and signals as they are kept.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { CurvePoint, Detector, Evidence, Explained, SeriesDimension, SignalGrain, Tested } from '../model.ts'
import type { Verdict } from '../model/verdicts.ts'
import type { Judgeable } from './series.ts'

export interface KeptRun {
  at: Date
  series: number
  judged: number
  signals: number
  discovery: string
  q: number | null
  tested: Tested
}

export const keepRun = async (db: Db, run: KeptRun & { alpha: number }): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into warning.run (at, series, judged, signals, alpha, method, discovery, q, tested)
    values (${run.at}, ${run.series}, ${run.judged}, ${run.signals}, ${run.alpha}, 'several', ${run.discovery}, ${run.q}, ${JSON.stringify(run.tested)}::jsonb) returning id`.execute(db)
  return rows[0]!.id
}

/** Two runs never keep their signals at the same time, so that neither tells what the other is telling. */
export const aloneHere = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('warning.run'))`.execute(db)
}

/** A rise as it is to be kept. */
export interface Rise {
  place: string
  what: string
  places: readonly string[]
  detectors: readonly Detector[]
  evidence: readonly Evidence[]
  explained: Explained
  since: string
  period: string
  observed: number
  expected: number
  upperbound: number
  score: number
  chance: number
  adjusted: number
  curve: readonly CurvePoint[]
}

/** A signal an earlier run told, of the same word and touching the rise in time. */
type Earlier = { id: string; state: string }

const earlierWhere = async (db: Db, what: Judgeable, rise: Rise, { runId, matches }: { runId: string; matches: RawBuilder<unknown> }): Promise<Earlier | undefined> => {
  const step = what.grain === 'week' ? '7 days' : '1 month'
  const { rows } = await sql<Earlier>`
    select id, state from warning.signal
    where source_id = ${what.sourceId} and measure = ${what.measure} and grain = ${what.grain} and dimension = ${what.dimension} and what = ${rise.what}
      and period_start >= ${rise.since}::date - ${step}::interval and since <= ${rise.period}::date and run_id <> ${runId}::uuid and ${matches}
    order by period_start desc, found_at desc limit 1 for update`.execute(db)
  return rows[0]
}

/** That of the same leading place, decided or not. */
const sameLed = (db: Db, what: Judgeable, rise: Rise, runId: string): Promise<Earlier | undefined> =>
  earlierWhere(db, what, rise, { runId, matches: sql`place = ${rise.place}` })

/** An open one of another leading place that this rise takes over; what somebody judged stays as they judged it. */
const takenOver = (db: Db, what: Judgeable, rise: Rise, runId: string): Promise<Earlier | undefined> =>
  earlierWhere(db, what, rise, {
    runId, matches: sql`state = 'open' and (place = any(${[...rise.places]}::text[]) or places @> array[${rise.place}::text])
      and not exists (select from warning.verdict where verdict.signal_id = signal.id)
      and not exists (select from warning.signal other where other.source_id = signal.source_id and other.measure = signal.measure and other.grain = signal.grain
        and other.place = ${rise.place} and other.dimension = signal.dimension and other.what = signal.what and other.since = ${rise.since}::date)`,
  })

const written = (rise: Rise) => ({
  places: sql`${[...rise.places]}::text[]`, detectors: sql`${[...rise.detectors]}::text[]`, evidence: sql`${JSON.stringify(rise.evidence)}::jsonb`,
  explained: sql`${JSON.stringify(rise.explained)}::jsonb`, curve: sql`${JSON.stringify(rise.curve)}::jsonb`,
})

interface Found {
  runId: string
  at: Date
}

/** Writes the rise over an earlier signal, which is then wholly of the rise's leading place; it keeps its beginning only if it was so before. */
const continueSignal = async (db: Db, what: Judgeable, rise: Rise, { runId, id }: { runId: string; id: string }): Promise<void> => {
  const { places, detectors, evidence, explained, curve } = written(rise)
  await sql`update warning.signal set run_id = ${runId}, since = case when place = ${rise.place} then since else ${rise.since}::date end, place = ${rise.place},
    period_start = ${rise.period}::date, observed = ${rise.observed}, expected = ${rise.expected},
    upperbound = ${rise.upperbound}, score = ${rise.score}, chance = ${rise.chance}, adjusted = ${rise.adjusted}, release_number = ${what.release},
    places = ${places}, detectors = ${detectors}, evidence = ${evidence}, explained = ${explained}, curve = ${curve} where id = ${id}`.execute(db)
}

/** One that stands already was told in this very run, of the same place since the same day: the less likely by chance, told first, stays. */
const insertSignal = async (db: Db, what: Judgeable, rise: Rise, found: Found): Promise<boolean> => {
  const { places, detectors, evidence, explained, curve } = written(rise)
  const result = await sql`insert into warning.signal (run_id, source_id, measure, grain, place, dimension, what, since, period_start, observed, expected, upperbound, score, chance,
      adjusted, release_number, places, detectors, evidence, explained, curve, found_at)
    values (${found.runId}, ${what.sourceId}, ${what.measure}, ${what.grain}, ${rise.place}, ${what.dimension}, ${rise.what}, ${rise.since}::date, ${rise.period}::date,
      ${rise.observed}, ${rise.expected}, ${rise.upperbound}, ${rise.score}, ${rise.chance}, ${rise.adjusted}, ${what.release}, ${places}, ${detectors}, ${evidence},
      ${explained}, ${curve}, ${found.at})
    on conflict on constraint signal_once do nothing`.execute(db)
  return result.numAffectedRows === 1n
}

const takeOverOrInsert = async (db: Db, what: Judgeable, rise: Rise, found: Found): Promise<boolean> => {
  const earlier = await takenOver(db, what, rise, found.runId)
  if (!earlier) return insertSignal(db, what, rise, found)
  await continueSignal(db, what, rise, { runId: found.runId, id: earlier.id })
  return false
}

/**
 * Keeps the rises of one measure as signals and answers how many are new. Each continues the open signal of its own leading place, or is
 * silent when somebody has decided about that; only those without one may then take over an open signal that shares its places.
 */
export const keepRises = async (db: Db, what: Judgeable, rises: readonly Rise[], found: Found): Promise<number> => {
  const unmatched: Rise[] = []
  for (const rise of rises) {
    const earlier = await sameLed(db, what, rise, found.runId)
    if (!earlier) unmatched.push(rise)
    else if (earlier.state === 'open') await continueSignal(db, what, rise, { runId: found.runId, id: earlier.id })
  }
  let fresh = 0
  for (const rise of unmatched) if (await takeOverOrInsert(db, what, rise, found)) fresh += 1
  return fresh
}

export interface StoredSignal {
  id: string
  sourceId: string
  sourceName: Text
  isDemonstration: boolean
  measureName: Text
  grain: SignalGrain
  place: string
  places: string[]
  dimension: SeriesDimension
  what: string
  since: string
  period: string
  observed: number
  expected: number
  upperbound: number
  score: number
  chance: number
  adjusted: number | null
  detectors: Detector[]
  release: number | null
  state: 'open' | 'dismissed' | 'raised'
  reason: string | null
  decidedAt: Date | null
  foundAt: Date
  verdict: Verdict | null
  run: Omit<KeptRun, 'at'> & { at: string }
}

/** A signal with its curve and all that explains it: who publishes the source, what readers should know of it, and when the release was made. */
export interface WholeSignal extends StoredSignal {
  evidence: Evidence[]
  explained: Explained | null
  publisher: string
  sourceNote: Text
  releasedAt: Date | null
  curve: CurvePoint[]
}

/** `more`: further columns, each after a comma. */
const signals = (more: RawBuilder<unknown>) => sql`
  select signal.id, signal.source_id as "sourceId", source.name as "sourceName", source.is_demonstration as "isDemonstration", measure.name as "measureName",
    signal.grain, signal.place, signal.places, signal.dimension, signal.what, to_char(signal.since, 'YYYY-MM-DD') as since,
    to_char(signal.period_start, 'YYYY-MM-DD') as period, signal.observed, signal.expected, signal.upperbound, signal.score, signal.chance, signal.adjusted,
    signal.detectors, signal.release_number as release, signal.state, signal.reason, signal.decided_at as "decidedAt",
    signal.found_at as "foundAt", latest.verdict,
    jsonb_build_object('at', run.at, 'series', run.series, 'judged', run.judged, 'signals', run.signals, 'discovery', run.discovery, 'q', run.q, 'tested', run.tested) as run ${more}
  from warning.signal
  join warning.run on run.id = signal.run_id
  join collection.shared_source source on source.id = signal.source_id
  join collection.shared_measure measure on measure.source_id = signal.source_id and measure.id = signal.measure
  left join lateral (select verdict.verdict from warning.verdict where verdict.signal_id = signal.id order by verdict.id desc limit 1) as latest on true`

const alone = sql``
const whole = sql`, signal.curve, signal.evidence, signal.explained, source.publisher, source.note as "sourceNote",
  (select released_at from collection.shared_release release where release.source_id = signal.source_id and release.number = signal.release_number) as "releasedAt"`

export interface SignalFilter {
  state: string
  detector?: Detector | undefined
  verdict?: Verdict | 'none' | undefined
}

/** The most unusual first; their curves stay behind. */
export const listStored = async (db: Db, { state, detector, verdict }: SignalFilter): Promise<StoredSignal[]> => {
  const { rows } = await sql<StoredSignal>`${signals(alone)}
    where (${state} = 'all' or signal.state = ${state})
      and (${detector ?? null}::text is null or signal.detectors @> array[${detector ?? null}::text])
      and (${verdict ?? null}::text is null or coalesce(latest.verdict, 'none') = ${verdict ?? null})
    order by signal.chance, signal.score desc, signal.id limit 500`.execute(db)
  return rows
}

/** Signals of public sources, neither dismissed nor found false nor of a short history, whose latest period is within the days; the most unusual first. */
export const publicSignalsOf = async (db: Db, { from, to }: { from: string; to: string }): Promise<StoredSignal[]> => {
  const { rows } = await sql<StoredSignal>`${signals(alone)}
    where source.is_public and signal.state <> 'dismissed' and not signal.detectors @> '{ears}' and latest.verdict is distinct from 'false' and signal.period_start between ${from}::date and ${to}::date
    order by signal.chance, signal.score desc, signal.id limit 200`.execute(db)
  return rows
}

export const signalById = async (db: Db, id: string): Promise<WholeSignal | undefined> =>
  (await sql<WholeSignal>`${signals(whole)} where signal.id = ${id}::uuid`.execute(db)).rows[0]

export const signalsById = async (db: Db, ids: readonly string[]): Promise<StoredSignal[]> =>
  (ids.length === 0 ? [] : (await sql<StoredSignal>`${signals(alone)} where signal.id = any(${[...ids]}::uuid[])`.execute(db)).rows)

/** Earlier signals of the same source and word, or of the same source and place; those judged first, then the latest. */
export const similarTo = async (db: Db, { id, sourceId, what, place, since }: StoredSignal): Promise<StoredSignal[]> => {
  const { rows } = await sql<StoredSignal>`${signals(alone)}
    where signal.source_id = ${sourceId} and signal.id <> ${id}::uuid and signal.since <= ${since}::date and (signal.what = ${what} or signal.place = ${place})
    order by latest.verdict is null, signal.what = ${what} and signal.place = ${place} desc, signal.period_start desc, signal.id limit 8`.execute(db)
  return rows
}

export const latestRun = async (db: Db): Promise<KeptRun | undefined> =>
  (await sql<KeptRun>`select at, series, judged, signals, discovery, q, tested from warning.run order by at desc limit 1`.execute(db)).rows[0]

interface Decision {
  id: string
  state: 'dismissed' | 'raised'
  reason: string | null
  by: string | null
  at: Date
}

/** Decides an open signal; answers whether it still was open. */
export const decide = async (db: Db, { id, state, reason, by, at }: Decision): Promise<boolean> => {
  const result = await sql`update warning.signal set state = ${state}, reason = ${reason}, decided_by = ${by}::uuid, decided_at = ${at}
    where id = ${id}::uuid and state = 'open'`.execute(db)
  return result.numAffectedRows === 1n
}
