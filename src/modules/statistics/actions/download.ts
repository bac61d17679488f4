// Figures as a CSV file: whole for those who may query them, in their public form for everyone else.
import type { z } from 'zod'
import { downloadAction } from '../../../platform/action.ts'
import { anyoneGranted, isGranted, systemActor, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { say, type Language } from '../../../platform/text.ts'
import { QueryFigures, type Cell, type FigureAnswer } from '../model.ts'
import { figuresProblems } from '../problems.ts'
import { csvLine } from '../model/csv.ts'
import { publicDimensions, roundForPublic } from '../rules.ts'
import { answer } from './query.ts'

// What is withheld stays unsaid: it is neither nought nor counted in public.
const rounded = ({ withheld: _withheld, value, ...words }: Cell): Cell => ({ ...words, value: value === null ? null : roundForPublic(Number(value)) })

const publicForm = (asked: FigureAnswer, question: QueryFigures): FigureAnswer => {
  if (asked.source.isPublic) return asked
  const filtered = Object.entries(question).flatMap(([field, values]) => (Array.isArray(values) && values.length > 0 ? [field] : []))
  const tooFine = [...asked.by, ...filtered.filter((field) => field !== 'by')].find((word) => !publicDimensions.some((dimension) => dimension === word))
  const fineDate = [question.from, question.to].find((moment) => moment !== undefined && moment.length > 4)
  // Two states of a source that is not public would tell what changed between them.
  const fine = tooFine ?? fineDate ?? (question.asOf === undefined ? undefined : 'asOf')
  if (fine !== undefined) throw figuresProblems.notForPublic({ asked: fine, known: publicDimensions })
  return {
    ...asked, rows: asked.rows.map(rounded), total: roundForPublic(asked.total), undated: asked.undated === null ? null : roundForPublic(asked.undated),
    observations: roundForPublic(asked.observations), withheld: 0, points: null,
  }
}

/** Figures in the form anyone may have them. */
export const publicCells = async (db: Db, asked: z.input<typeof QueryFigures>): Promise<FigureAnswer> => {
  const question = QueryFigures.parse(asked)
  return publicForm(await answer(db, question, systemActor), question)
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
    es: 'quien no puede pedir cifras recibe su forma pública: por año y lugar, redondeadas si la fuente no es pública',
    en: 'those who may not query receive the public form: by year and place, rounded if the source is not public',
  },
  async run({ input, db, actor }) {
    const asked = await answer(db, input, mayQuery(actor) ? actor : systemActor)
    const found = mayQuery(actor) ? asked : publicForm(asked, input)
    const name = [found.source.id, found.measure.id, ...found.by].join('_')
    return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', body: linesOf(found, actor.language) }
  },
  remember: ({ input, actor }) => (actor.kind === 'anonymous' ? { nothing: 'Public figures leave no trace of who took them.' } : { subject: input.source }),
})
