// The acts about releases: which there are, what each revised, and taking one back.
import { action, downloadAction } from '../../../platform/action.ts'
import type { Actor } from '../../../platform/access.ts'
import { changedRowsFile } from './release-rows.ts'
import { CellFilters, changes, ReadRelease, ReleaseDetail, ReleaseList, ReleasesOf, WithdrawalDone, WithdrawRelease, type WithdrawnCells } from '../model/release.ts'
import { releaseProblems } from '../problems.ts'
import { planWithdrawal } from '../rules/releases.ts'
import { isVisible } from '../store/deliveries.ts'
import { changedCells, countChanged, effectsOf, joinWholeTables, lostYears, releasedSource, type ReleasedSource, type StoredRelease } from '../store/releases.ts'
import { holdSource, withdrawCells, withdrawRelease, type NewWithdrawal, type Withdrawn } from '../store/withdrawals.ts'
import { labelOf } from './labels.ts'
import { effectView, releaseViews, type Seen } from './release-views.ts'

const whoSees = { es: 'de una fuente pública, o de la misma institución; análisis, coordinación y administración, todas', en: 'of a public source, or of the same institution; analysts, coordinators and administrators, all' }

const sees = (actor: Actor, source: ReleasedSource, release: StoredRelease): boolean => source.isPublic || isVisible(actor, release)

const mayWithdrawAny = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.some((role) => role === 'analyst' || role === 'coordinator')

const mayWithdraw = (actor: Actor, release: StoredRelease): boolean =>
  mayWithdrawAny(actor) || (release.institutionId !== null && release.institutionId === actor.institution?.id)

const isGranted = (actor: Actor): boolean => actor.kind === 'system' || actor.acts.has('release.withdraw')

export const listReleases = action({
  name: 'release.list',
  summary: { es: 'Ver las versiones de una fuente', en: 'List the releases of a source' },
  input: ReleasesOf,
  output: ReleaseList,
  on: ({ source }, db) => releasedSource(db, source),
  may: (actor: Actor, source: ReleasedSource) => source.isPublic || source.releases.length === 0 || source.releases.some((release) => isVisible(actor, release)),
  condition: whoSees,
  run: ({ subject, actor }) => {
    const seen = releaseViews(subject).filter(({ stored }) => sees(actor, subject, stored))
    return Promise.resolve({
      source: { id: subject.id, name: subject.name },
      items: seen.map(({ view }) => view),
      mayWithdraw: isGranted(actor) && seen.some(({ stored }) => mayWithdraw(actor, stored)),
    })
  },
  remember: () => ({ nothing: 'When figures were published, by whom and how many changed.' }),
})

type Found = Seen & { source: ReleasedSource }

const releaseIn = (source: ReleasedSource | undefined, number: number): Found | undefined => {
  const found = source && releaseViews(source).find(({ view }) => view.number === number)
  return found && { ...found, source }
}

const pageSize = 100
const mostEffects = 200

export const readRelease = action({
  name: 'release.read',
  summary: { es: 'Ver qué cifras cambió una versión y en cuánto', en: 'Read which figures a release changed and by how much' },
  input: ReadRelease,
  output: ReleaseDetail,
  on: async ({ source, number }, db) => releaseIn(await releasedSource(db, source), number),
  may: (actor: Actor, { source, stored }: Found) => sees(actor, source, stored),
  condition: whoSees,
  async run({ input, subject: { source, stored, view }, actor, db }) {
    await joinWholeTables(db)
    const effects = await effectsOf(db, source.id, stored.id, mostEffects + 1)
    const nameOf = new Map(source.measures.map(({ id, name }) => [id, name]))
    const change = input.change ?? changes.find((each) => view.counts[each] > 0) ?? 'revised'
    const filters = { ...input, change }
    const cells = await changedCells(db, stored.id, filters, { limit: pageSize, offset: (input.page - 1) * pageSize })
    return {
      ...view,
      sourceName: source.name,
      measures: source.measures,
      effects: effects.slice(0, mostEffects).map((effect) => effectView(effect, source)),
      hasMoreEffects: effects.length > mostEffects,
      lostPeriods: (await lostYears(db, source.id, stored.id)).map((lost) => ({ ...lost, measureName: nameOf.get(lost.measure) ?? { es: lost.measure, en: lost.measure } })),
      change,
      cells: cells.map((cell) => ({ ...cell, label: labelOf(cell) })),
      total: await countChanged(db, stored.id, filters),
      page: input.page,
      pageSize,
      mayWithdraw: isGranted(actor) && mayWithdraw(actor, stored) && view.withdrawnBy === null,
    }
  },
  remember: () => ({ nothing: 'Coded figures before and after, of a public source or of the reader’s remit.' }),
})

export const downloadRelease = downloadAction({
  name: 'release.download',
  summary: { es: 'Descargar las cifras que cambió una versión', en: 'Download the figures a release changed' },
  input: CellFilters,
  on: async ({ source, number }, db) => releaseIn(await releasedSource(db, source), number),
  may: (actor: Actor, { source, stored }: Found) => sees(actor, source, stored),
  condition: whoSees,
  async run({ input, subject: { stored }, actor, db }) {
    await joinWholeTables(db)
    return {
      name: `${input.source}-${String(input.number)}-${input.change}.csv`,
      mediaType: 'text/csv',
      body: changedRowsFile(db, { release: stored.id, filters: input, language: actor.language }),
    }
  },
  remember: ({ input }) => ({ subject: `${input.source}:${String(input.number)}` }),
})

const isEmpty = ({ places, from, to }: WithdrawnCells): boolean => places.length === 0 && from === null && to === null

export const takeBackRelease = action({
  name: 'release.withdraw',
  summary: { es: 'Retirar una versión, o ciertos lugares y periodos de una fuente, con su razón', en: 'Withdraw a release, or some places and periods of a source, with the reason' },
  input: WithdrawRelease,
  output: WithdrawalDone,
  on: ({ source }, db) => releasedSource(db, source),
  may: (actor: Actor, source: ReleasedSource, { number }) => {
    if (mayWithdrawAny(actor)) return true
    return source.releases.some((release) => (number === undefined || release.number === number) && mayWithdraw(actor, release))
  },
  condition: { es: 'análisis y coordinación, cualquiera; las demás personas, lo que entregó su institución', en: 'analysts and coordinators, any; everyone else, what their institution delivered' },
  async run({ input, subject: { id }, actor, db, now, announce }) {
    await holdSource(db, id)
    const source = (await releasedSource(db, id))!
    const withdrawal = { sourceId: id, at: now, reason: input.reason, personId: actor.id, institutionId: actor.institution?.id ?? null, withdraws: null, cells: null }
    const done = input.number === undefined
      ? await cellsWithdrawn({ db, actor, withdrawal, cells: input.cells })
      : await releaseWithdrawn(db, source, { withdrawal, number: input.number })
    if (done.closed + done.restored === 0) throw releaseProblems.nothingToWithdraw()
    for (const topic of ['source', 'figure', 'observation', 'delivery', 'release']) announce({ topic, to: 'all' })
    return { source: id, number: done.number, closed: done.closed, restored: done.restored }
  },
  remember: ({ output }) => ({ subject: `${output.source}:${String(output.number)}`, changed: ['release'] }),
})

interface CellsAsked { db: Parameters<typeof withdrawCells>[0]; actor: Actor; withdrawal: NewWithdrawal; cells: WithdrawnCells | undefined }

const cellsWithdrawn = ({ db, actor, withdrawal, cells }: CellsAsked): Promise<Withdrawn> => {
  if (!cells || isEmpty(cells)) throw releaseProblems.sayWhat()
  return withdrawCells(db, withdrawal, cells, mayWithdrawAny(actor) ? null : (actor.institution?.id ?? null))
}

const releaseWithdrawn = (db: CellsAsked['db'], source: ReleasedSource, { withdrawal, number }: { withdrawal: NewWithdrawal; number: number }): Promise<Withdrawn> => {
  const target = source.releases.find((release) => release.number === number)
  if (!target) throw releaseProblems.unknownRelease({ number, newest: source.releases[0]?.number ?? 0 })
  const plan = planWithdrawal(source.releases, target)
  if (plan === 'already') throw releaseProblems.alreadyWithdrawn({ number })
  if (plan === 'too-late') throw releaseProblems.tooLateToUndo({ number })
  return withdrawRelease(db, withdrawal, { id: target.id, isWithdrawal: target.kind === 'withdrawal', ...plan })
}
