// Examining a source: every check over what stands, what is new kept, what is gone marked as mended, and the marks for its score.
import type { Db } from '../../../platform/db/database.ts'
import type { Candidate, CheckId } from '../model.ts'
import { duplicatesAmong, splitsAmong } from '../rules/incidents.ts'
import { comparePairs, declaredPairs, disagreements, type PairJudged } from '../rules/pairs.ts'
import { judgePlace } from '../rules/place.ts'
import { judgeSeries, togetherByPlace } from '../rules/series.ts'
import type { Marks } from '../rules/score.ts'
import { equalRows, monthlySums, monthSeries, nearRows, newestDelivery, observationsOf, placedRows } from '../store/checks.ts'
import { beginExamination, countSource, examinationOf, form, keepExamination, offencesByMeasure, type ExaminedSource } from '../store/examinations.ts'
import { keepFindings, mendGonePlaces, mendMissing } from '../store/findings.ts'

const breath = (): Promise<void> => new Promise((resume) => setImmediate(resume))
const betweenBreaths = 500

/** Judges each of many, letting other requests be answered in between. */
const judged = async <T>(all: readonly T[], judge: (one: T) => readonly Candidate[]): Promise<Candidate[]> => {
  const found: Candidate[] = []
  for (const [at, one] of all.entries()) {
    found.push(...judge(one))
    if (at % betweenBreaths === betweenBreaths - 1) await breath()
  }
  return found
}

const misplaced = async (db: Db, source: string, since: number): Promise<Candidate[]> =>
  judged(await placedRows(db, source, since), ({ country, lat, lon, isPart, day, rows, cells, observations, delivery }) => {
    const verdict = judgePlace({ country, lat, lon, isPart })
    if (!verdict) return []
    const { diagnosis, severity, score, distance, found, mended } = verdict
    const facts = { country, lat, lon, day, rows, distance: Math.round(distance * 10) / 10, found, mendedLat: mended?.lat ?? null, mendedLon: mended?.lon ?? null }
    return [{ check: 'place', key: `${country}|${String(lat)}|${String(lon)}`, diagnosis, severity, score, facts, observations, cells, delivery }]
  })

const pairsOf = async (db: Db, source: string): Promise<PairJudged[]> => {
  const declared = declaredPairs.flatMap(({ one, other }) => (one.source === source || other.source === source ? [one.source, other.source] : []))
  return comparePairs(await monthlySums(db, source, [...new Set([source, ...declared])]), source)
}

// Of a pair that differs, the observations of the months that differ: of both sides.
const withPairLines = async (db: Db, { sides, ...candidate }: ReturnType<typeof disagreements>[number]): Promise<Candidate> => {
  const { months } = candidate.facts
  const differing = Array.isArray(months) ? months.map(String) : []
  const span = { from: differing[0] ?? '0001-01', to: differing.at(-1) ?? '0001-01' }
  const [one, other] = [await observationsOf(db, { ...sides[0], ...span }), await observationsOf(db, { ...sides[1], ...span })]
  return { ...candidate, observations: [...one.observations, ...other.observations], cells: one.cells + other.cells, delivery: one.delivery ?? other.delivery }
}

const withSeriesLines = async (db: Db, source: string, candidate: Candidate): Promise<Candidate> => {
  const { measure, place, whats, from, to } = candidate.facts
  const asked = { source, measures: [String(measure)], place: String(place), whats: Array.isArray(whats) ? whats.map(String) : [], from: String(from), to: String(to) }
  const lines = await observationsOf(db, asked)
  return { ...candidate, ...lines, delivery: lines.delivery ?? (await newestDelivery(db, source)) }
}

const unusual = async (db: Db, source: string): Promise<Candidate[]> => {
  const found = togetherByPlace(await judged(await monthSeries(db, source), judgeSeries))
  const complete: Candidate[] = []
  for (const candidate of found) complete.push(await withSeriesLines(db, source, candidate))
  return complete
}

const everywhere: readonly CheckId[] = ['totals', 'duplicate', 'split', 'jump', 'gap']

export interface ExaminationDone { found: number; mended: number }

/** Examines what stands of a source now. Only places are looked at from the last examination on; the rest is counted whole. */
export const examine = async (db: Db, source: ExaminedSource, { now, isWhole }: { now: Date; isWhole: boolean }): Promise<ExaminationDone> => {
  const began = performance.now()
  await beginExamination(db, source.id)
  const before = await examinationOf(db, source.id)
  const since = isWhole || before?.form !== form ? 0 : before.release
  const places = await misplaced(db, source.id, since)
  const pairs = await pairsOf(db, source.id)
  const totals: Candidate[] = []
  for (const difference of disagreements(pairs)) totals.push(await withPairLines(db, difference))
  const others = [...totals, ...duplicatesAmong(await equalRows(db, source.id)), ...splitsAmong(await nearRows(db, source.id)), ...(await unusual(db, source.id))]
  const seen = { source: source.id, release: source.releaseNumber, at: now }
  const gone = since === 0 ? await mendMissing(db, seen, ['place'], places) : await mendGonePlaces(db, seen)
  const mended = gone + (await mendMissing(db, seen, everywhere, others))
  const found = await keepFindings(db, seen, [...places, ...others])
  const years = pairs.flatMap((pair) => pair.years)
  const marks: Marks = {
    ...(await countSource(db, source.id)), offences: await offencesByMeasure(db, source.id),
    yearsCompared: years.length, yearsAgreeing: years.filter(({ one, other }) => one === other).length,
  }
  await keepExamination(db, source, { at: now, milliseconds: performance.now() - began, marks })
  return { found, mended }
}
