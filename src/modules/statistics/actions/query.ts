// Asking for figures and opening them: one measure of one source, so that different units are never added together.
import { action } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import {
  CellView, dimensions, FigureAnswer, FigureCatalogue, isTime, OpenCell, QueryFigures, type FigureMeasure, type FigureSource, type FigurePoints, type Filters,
} from '../model.ts'
import { figuresProblems } from '../problems.ts'
import { asksForPeriod } from '../rules.ts'
import { listCoverage } from '../store/coverage.ts'
import { pointsOf, sumFigures } from '../store/answers.ts'
import { listObservations, sumCells, type Scope } from '../store/figures.ts'
import { statesOf, type State } from '../store/states.ts'
import { otherAreas } from './map.ts'
import { namesIn } from './names.ts'
import { resolve, resolveDimensions, type Resolved } from './resolve.ts'

/** The most cells of one answer, by who asks. */
export const cellLimit = { person: 100_000, system: 1_000_000 }

/** The source with what must stand beside its figures. */
export const sourceOf = ({ release: _release, measures: _measures, ...source }: Resolved['source']): FigureSource => source

export const measureOf = ({ id, name, unit, unitName, isDefault }: Resolved['measure']): FigureMeasure => ({ id, name, unit, unitName, isDefault })

// The values filtered by are named too, for the title of what is shown.
export const filterRows = (question: Filters): Record<string, string>[] =>
  dimensions.flatMap((dimension) => question[dimension].map((code) => ({ [dimension]: code })))

const shownPoints = async (db: Db, scope: Scope): Promise<FigurePoints> => {
  const points = await pointsOf(db, scope)
  const items = points.flatMap(({ lat, lon, value }) => (lat === null || lon === null || value === 0 ? [] : [{ lat, lon, value }]))
  return { items, hidden: points.filter(({ lat }) => lat === null).reduce((sum, { value }) => sum + value, 0) }
}

const releaseOf = (state: State | null) => state && { number: state.number, at: state.at }

/** The state of the source that was asked for, and its newest release. Null and null when nothing has been delivered. */
const resolveState = async (db: Db, source: string, asOf: string | undefined): Promise<{ state: State | null; latest: FigureAnswer['latest'] }> => {
  const { asked: state, latest, first } = await statesOf(db, source, asOf)
  if (asOf !== undefined && latest && first && !state) {
    throw asOf.includes('-')
      ? figuresProblems.notYetPublished({ asked: asOf, source, first: first.at.slice(0, 10) })
      : figuresProblems.unknownRelease({ asked: asOf, source, newest: latest.number })
  }
  return { state, latest: latest && { number: latest.number, at: latest.at } }
}

const limitOf = ({ kind }: Actor): number => (kind === 'system' ? cellLimit.system : cellLimit.person)

/** Answers a question as far as the actor may see, in `limit` cells at most. */
export const answer = async (db: Db, question: QueryFigures, actor: Actor, limit = limitOf(actor)): Promise<FigureAnswer> => {
  const found = await resolve(db, question)
  const by = resolveDimensions(question.by, found)
  const { state, latest } = await resolveState(db, found.source.id, question.asOf)
  const scope: Scope = { source: found.source, measure: found.measure.id, filters: question, actor, state }
  const { rows, total, undated, observations, withheld, isCut } = await sumFigures(db, scope, by, limit)
  if (isCut) throw figuresProblems.tooManyCells({ limit })
  return {
    source: sourceOf(found.source),
    measure: measureOf(found.measure),
    release: releaseOf(state),
    latest,
    by,
    rows,
    total,
    undated: asksForPeriod(question) ? null : undated,
    observations,
    withheld,
    names: namesIn([...rows, ...filterRows(question)], dimensions),
    areas: otherAreas(rows),
    points: question.points === 'true' ? await shownPoints(db, scope) : null,
  }
}

const onlyReading = () => ({ nothing: 'Coded figures identify nobody; asking for them changes nothing.' })

export const queryFigures = action({
  name: 'figures.query',
  summary: { es: 'Pedir cifras de una medida, por las dimensiones que se elijan', en: 'Ask for figures of a measure, by the chosen dimensions' },
  input: QueryFigures,
  output: FigureAnswer,
  may: anyoneGranted,
  condition: { es: 'fuentes no públicas: solo los territorios propios', en: 'sources that are not public: own territories only' },
  run: ({ input, db, actor }) => answer(db, input, actor),
  remember: onlyReading,
})

const pageSize = 50

export const openCell = action({
  name: 'figures.cell',
  summary: { es: 'Abrir una cifra: las observaciones, archivos y líneas que la forman', en: 'Open a figure: the observations, files and lines behind it' },
  input: OpenCell,
  output: CellView,
  may: anyoneGranted,
  condition: { es: 'fuentes no públicas: solo los territorios propios', en: 'sources that are not public: own territories only' },
  async run({ input, db, actor }) {
    const found = await resolve(db, input)
    const { state } = await resolveState(db, found.source.id, input.asOf)
    const scope: Scope = { source: found.source, measure: found.measure.id, filters: input, actor, state }
    const { total, observations: count } = await sumCells(db, scope, [], 1)
    const listed = await listObservations(db, scope, { limit: pageSize, offset: (input.page - 1) * pageSize })
    const shown = found.measure.dimensions.filter((dimension) => !isTime(dimension))
    const items = listed.map((row) => ({ ...row, words: Object.fromEntries(shown.map((dimension) => [dimension, row[dimension] as string | null])) }))
    return {
      source: sourceOf(found.source), measure: measureOf(found.measure), total, count, page: input.page,
      pages: Math.max(1, Math.ceil(count / pageSize)), items, names: namesIn(listed, dimensions),
    }
  },
  remember: onlyReading,
})

export const describeFigures = action({
  name: 'figures.describe',
  summary: { es: 'Ver qué cifras hay: fuentes, medidas, dimensiones y periodos', en: 'See which figures there are: sources, measures, dimensions and periods' },
  input: NoInput,
  output: FigureCatalogue,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: await listCoverage(db) }),
  remember: onlyReading,
})
