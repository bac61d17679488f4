// The front door of the figures.
import { systemActor } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import type { System } from '../../platform/system.ts'
import { downloadFigures } from './actions/download.ts'
import { queryFlows } from './actions/flows.ts'
import { prepareFigures, publicFiguresOf, readPublicFigures } from './actions/public.ts'
import { describeFigures, openCell, queryFigures } from './actions/query.ts'
import { queryRates } from './actions/rates.ts'
import { queryRevisions } from './actions/revisions.ts'
import { deleteView, listSavedViews, readView, renameView, saveView } from './actions/views.ts'
import type { Cell, Filters, PublicFigures, PublicQuestion, SourceCoverage } from './model.ts'
import { pages } from './pages.tsx'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'
import { listCoverage } from './store/coverage.ts'

export { openColumns } from './store/columns/client.ts'
export { publicCells } from './actions/download.ts'
export { mapAreas } from './actions/map.ts'
export { viewsAmong } from './actions/views.ts'
export { addressOf, PlaceMap, ReleaseLine } from './pages.tsx'
export { isWholeYear } from './rules.ts'

export const statistics: Module = module({
  name: 'statistics',
  actions: [
    queryFigures, openCell, describeFigures, readPublicFigures, downloadFigures, prepareFigures,
    queryRates, queryFlows, queryRevisions, saveView, listSavedViews, readView, renameView, deleteView,
  ],
  routes,
  pages,
  reactions,
})

/** Figures as the terminal gives them. `release`: the source's current release number; null when nothing was delivered. */
export interface FigureReport {
  source: string
  measure: string
  release: number | null
  unit: string
  rows: Cell[]
}

/** The figures of one measure (the source's default one without a name) by the dimensions, seen as the node. */
export const reportFigures = async (system: System, asked: { source: string; measure?: string; by: readonly string[]; filters?: Partial<Filters> }): Promise<FigureReport> => {
  const { filters, by, ...figure } = asked
  const found = await perform(system, queryFigures, { actor: systemActor, input: { ...figure, ...filters, by: [...by] } })
  return { source: found.source.id, measure: found.measure.id, release: found.release?.number ?? null, unit: found.measure.unit, rows: found.rows }
}

/** What the public may see of one measure, for pages that show key figures. */
export const publicFigures = (db: Db, asked: PublicQuestion): Promise<PublicFigures> => publicFiguresOf(db, asked)

/** The sources that have delivered something, with what they cover; those with demonstration data last. */
export const publicSources = async (db: Db): Promise<SourceCoverage[]> => (await listCoverage(db)).filter(({ release }) => release !== null)
