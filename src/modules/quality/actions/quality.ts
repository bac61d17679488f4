// The acts of examining sources and of reading their scores.
import { action } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { nameOf } from '../../catalogues/index.ts'
import { Examined, ExamineQuality, ScoreList, SourceScore } from '../model.ts'
import { partsOf, scoreOf, type Marks } from '../rules/score.ts'
import { allExaminations, deliveriesOf, measureNames, sourcesWithRelease, sourceToExamine, type DeliveryOutcome, type ExaminedSource, type Examination } from '../store/examinations.ts'
import { countOpen } from '../store/findings.ts'
import { examine } from './examining.ts'

export const examineQuality = action({
  name: 'quality.examine',
  summary: { es: 'Examinar una fuente: lugares, totales, duplicados, saltos y huecos', en: 'Examine a source: places, totals, duplicates, jumps and gaps' },
  input: ExamineQuality,
  output: Examined,
  on: ({ source }, db) => sourceToExamine(db, source),
  may: anyoneGranted,
  async run({ subject, actor, db, now, announce }) {
    const done = await examine(db, subject, { now, isWhole: actor.kind !== 'system' })
    announce({ topic: 'finding', to: 'all' })
    return { source: subject.id, release: subject.releaseNumber, ...done, open: (await countOpen(db)).get(subject.id)?.open ?? 0 }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['findings'] }),
})

const deliveriesShown = 10

const isEverywhere = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.some((role) => ['analyst', 'coordinator', 'administrator'].includes(role))

const mayRead = (actor: Actor, source: ExaminedSource, deliveries: readonly DeliveryOutcome[]): boolean =>
  source.isPublic || isEverywhere(actor) || deliveries.some(({ institutionId }) => institutionId !== null && institutionId === actor.institution?.id)

interface Known { examinations: Map<string, Examination>; open: Map<string, { open: number; cells: number }> }

const known = async (db: Db): Promise<Known> => ({ examinations: await allExaminations(db), open: await countOpen(db) })

const nothing: Marks = { cells: 0, placed: 0, stated: 0, grain: null, periods: 0, expected: 0, lastEnd: null, yearsCompared: 0, yearsAgreeing: 0, offences: [] }

const standingOf = (source: ExaminedSource, deliveries: readonly DeliveryOutcome[], open: { open: number; cells: number } | undefined) => ({
  cadence: source.cadence, latestReceipt: deliveries[0]?.receivedAt ?? null, deliveries: deliveries.length,
  read: deliveries.reduce((sum, { read }) => sum + read, 0), refused: deliveries.reduce((sum, { refused }) => sum + refused, 0),
  openFindings: open?.open ?? 0, openCells: open?.cells ?? 0,
})

const headOf = (source: ExaminedSource, deliveries: readonly DeliveryOutcome[], { examinations, open }: Known) => {
  const examination = examinations.get(source.id)
  const parts = examination ? partsOf(examination.marks, standingOf(source, deliveries, open.get(source.id))) : []
  return {
    source: { id: source.id, name: source.name, isDemonstration: source.isDemonstration },
    release: source.releaseNumber, releasedAt: source.releasedAt.toISOString(), score: scoreOf(parts), parts,
    open: open.get(source.id)?.open ?? 0, examinedAt: examination?.at.toISOString() ?? null,
  }
}

export const listScores = action({
  name: 'quality.list',
  summary: { es: 'Ver la calidad de cada fuente', en: 'List the quality of each source' },
  input: NoInput,
  output: ScoreList,
  may: anyoneGranted,
  condition: { es: 'de fuentes públicas o que entregó su institución; análisis, coordinación y administración, todas', en: 'of public sources or those their institution delivered; analysts, coordinators and administrators, all' },
  async run({ actor, db }) {
    const facts = await known(db)
    const items = []
    for (const source of await sourcesWithRelease(db)) {
      const deliveries = await deliveriesOf(db, source.id, deliveriesShown)
      if (mayRead(actor, source, deliveries)) items.push(headOf(source, deliveries, facts))
    }
    return { items }
  },
  remember: () => ({ nothing: 'Scores made of counts of rows and periods.' }),
})

const apartFrom = (id: string, { examinations }: Known, sources: readonly ExaminedSource[], measures: Awaited<ReturnType<typeof measureNames>>) => {
  const own = examinations.get(id)?.marks.offences ?? []
  const mine = new Map(own.flatMap(({ unit, offences }) => offences.map((offence) => [`${offence}|${unit}`, offence])))
  const offences = new Set(own.flatMap((each) => each.offences))
  return sources.filter((source) => source.id !== id).flatMap((source) => (examinations.get(source.id)?.marks.offences ?? []).flatMap(({ measure, unit, offences: theirs }) => {
    const shared = theirs.filter((offence) => offences.has(offence) && !mine.has(`${offence}|${unit}`))
    if (shared.length === 0) return []
    const offenceNames = shared.map((offence) => ({ es: nameOf('offence', offence, 'es'), en: nameOf('offence', offence, 'en') }))
    return [{ source: source.id, sourceName: source.name, measureName: measures.get(`${source.id}|${measure}`) ?? { es: measure, en: measure }, unit, offences: shared, offenceNames }]
  }))
}

export const readScore = action({
  name: 'quality.score',
  summary: { es: 'Ver la calidad de una fuente, parte por parte', en: 'Read the quality of a source, part by part' },
  input: ExamineQuality,
  output: SourceScore,
  on: async ({ source: id }, db) => {
    const source = await sourceToExamine(db, id)
    return source && { source, deliveries: await deliveriesOf(db, id, deliveriesShown) }
  },
  may: (actor: Actor, { source, deliveries }: { source: ExaminedSource; deliveries: DeliveryOutcome[] }) => mayRead(actor, source, deliveries),
  condition: { es: 'de una fuente pública o que entregó su institución; análisis, coordinación y administración, todas', en: 'of a public source or one their institution delivered; analysts, coordinators and administrators, all' },
  offers: () => ['quality.examine'],
  async run({ subject: { source, deliveries }, actor, db }) {
    const facts = await known(db)
    const apart = apartFrom(source.id, facts, await sourcesWithRelease(db), await measureNames(db))
    const marks = facts.examinations.get(source.id)?.marks ?? nothing
    const own = deliveries.filter(({ institutionId }) => isEverywhere(actor) || (institutionId !== null && institutionId === actor.institution?.id))
    return {
      ...headOf(source, deliveries, facts), apart, units: [...new Set(marks.offences.map(({ unit }) => unit))],
      deliveries: own.map(({ id, fileName, institution, receivedAt, accepted, read }) => ({ id, fileName, institution, receivedAt: receivedAt.toISOString(), accepted, read })),
    }
  },
  remember: () => ({ nothing: 'A score made of counts of rows and periods.' }),
})
