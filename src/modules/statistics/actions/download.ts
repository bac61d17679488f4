// Figures as a CSV file: whole for those who may query them, in their public form for everyone else.
import type { z } from 'zod'
import { downloadAction } from '../../../platform/action.ts'
import { anyoneGranted, isGranted, systemActor, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { say, type Language } from '../../../platform/text.ts'
import { dimensions, QueryFigures, type Cell, type Dimension, type FigureAnswer } from '../model.ts'
import { figuresProblems } from '../problems.ts'
import { csvLine } from '../model/csv.ts'
import { publicDimensions, roundForPublic } from '../rules.ts'
import { answer, cellLimit } from './query.ts'
import { resolve, resolveDimensions } from './resolve.ts'

// What is withheld stays unsaid: it is neither nought nor counted in public.
const rounded = ({ withheld, value, ...words }: Cell): Cell => {
  const shown = value === null ? null : roundForPublic(Number(value))
  return { ...words, value: shown === 0 && Number(withheld ?? 0) > 0 ? null : shown }
}

const isPublicDimension = (word: string): boolean => publicDimensions.some((dimension) => dimension === word)

const whatIsFine = ({ from, to, asOf }: QueryFigures, words: readonly Dimension[]): string | undefined =>
  words.find((word) => !isPublicDimension(word)) ?? [from, to].find((moment) => moment !== undefined && moment.length > 4) ?? (asOf === undefined ? undefined : 'asOf')

/** Whether chosen years would be added up: `spans` allows it of whole years with both ends. */
const sumsYears = ({ from, to }: QueryFigures, by: readonly Dimension[], spans: boolean): boolean =>
  !by.includes('year') && (from !== undefined || to !== undefined) && !(spans && from !== undefined && to !== undefined)

// Sums over chosen places or years would undo the rounding by subtraction: what is filtered must also be told apart.
// Two states of a source that is not public would tell what changed between them.
const refuseWhatIsNotPublic = (question: QueryFigures, by: readonly Dimension[], spans: boolean): void => {
  const filtered = dimensions.filter((dimension) => question[dimension].length > 0)
  const fine = whatIsFine(question, [...by, ...filtered])
  if (fine !== undefined) throw figuresProblems.notForPublic({ asked: fine, known: publicDimensions })
  const summed = filtered.find((dimension) => !by.includes(dimension)) ?? (sumsYears(question, by, spans) ? 'year' : undefined)
  if (summed !== undefined) throw figuresProblems.notSummedForPublic({ asked: summed })
}

const publicForm = (asked: FigureAnswer): FigureAnswer => asked.source.isPublic ? asked : {
  ...asked, rows: asked.rows.map(rounded), total: roundForPublic(asked.total), undated: asked.undated === null ? null : roundForPublic(asked.undated),
  observations: roundForPublic(asked.observations), withheld: 0,
}

// What may not be given out is refused before anything is counted; nobody outside gets a larger table than a person does.
const publicAnswer = async (db: Db, question: QueryFigures, spans: boolean): Promise<FigureAnswer> => {
  const found = await resolve(db, question)
  if (!found.source.isPublic) refuseWhatIsNotPublic(question, resolveDimensions(question.by, found), spans)
  return publicForm(await answer(db, { ...question, points: 'false' }, systemActor, cellLimit.person))
}

/** Figures in the form anyone may have them. The node's own pages may sum a span of whole years of a source that is not public; strangers may not. */
export const publicCells = async (db: Db, asked: z.input<typeof QueryFigures>): Promise<FigureAnswer> => {
  const question = QueryFigures.safeParse(asked)
  if (!question.success) throw figuresProblems.notUnderstood({ asked: question.error.issues.map(({ path }) => path.join('.')) })
  return publicAnswer(db, question.data, true)
}

const headerOf = ({ by, names, source }: FigureAnswer): string[] =>
  ['source', 'release', 'measure', 'unit', ...by.flatMap((dimension) => (names[dimension] ? [dimension, `${dimension}_name`] : [dimension])), 'value', ...(hasNote(source) ? ['note'] : [])]

// What the publisher says of its figures (that they are minimum estimates, say) goes with every one of them.
const hasNote = ({ note }: FigureAnswer['source']): boolean => note.es !== ''

const fieldsOf = (row: Cell, { by, names }: FigureAnswer, language: Language): (string | number | null)[] =>
  by.flatMap((dimension) => {
    const code = row[dimension] ?? null
    const found = names[dimension]
    if (!found) return [code]
    const name = code === null ? undefined : found[String(code)]
    return [code, name ? say(name, language) : null]
  })

async function* linesOf(found: FigureAnswer, language: Language): AsyncGenerator<string> {
  const { source, measure, release } = found
  const note = hasNote(source) ? [say(source.note, language)] : []
  yield csvLine(headerOf(found))
  for (const row of found.rows) {
    yield csvLine([source.id, release?.number ?? null, measure.id, measure.unit, ...fieldsOf(row, found, language), row.value ?? null, ...note])
  }
}

const mayQuery = (actor: Actor): boolean => isGranted(actor, 'figures.query')

export const downloadFigures = downloadAction({
  name: 'figures.download',
  summary: { es: 'Descargar cifras como CSV', en: 'Download figures as CSV' },
  input: QueryFigures,
  may: anyoneGranted,
  condition: {
    es: 'quien no puede pedir cifras recibe su forma pública: si la fuente no es pública, redondeadas, por año y lugar, sin sumas de lugares o años elegidos',
    en: 'those who may not query receive the public form: if the source is not public, rounded, by year and place, without sums of chosen places or years',
  },
  async run({ input, db, actor }) {
    const found = mayQuery(actor) ? await answer(db, { ...input, points: 'false' }, actor) : await publicAnswer(db, input, false)
    const name = [found.source.id, found.measure.id, ...found.by].join('_')
    return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', body: linesOf(found, actor.language) }
  },
  remember: ({ input, actor }) => (actor.kind === 'anonymous' ? { nothing: 'Public figures leave no trace of who took them.' } : { subject: input.source }),
})
