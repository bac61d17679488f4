// The act of counting records: one's own exactly, others' never so few that they could be told.
import { action } from '../../../platform/action.ts'
import type { Actor } from '../../../platform/access.ts'
import { FigureQuestion, FigureTable } from '../model/acts.ts'
import { victimProblems } from '../problems.ts'
import { countCells, dimension, dimensions, labelOf, rowsOf, shield } from '../rules/figures.ts'
import { alikeRecords } from '../store/records.ts'
import { countryName, places } from './codebook.ts'

const firstQuestion = 'gender'

const asked = (codes: readonly string[]) => (codes.length === 0 ? [firstQuestion] : codes).map((code) => {
  const found = dimension(code)
  if (!found) throw victimProblems.unknownDimension()
  return found
})

export const countVictims = action({
  name: 'victim.figures',
  summary: { es: 'Contar los registros por uno o dos aspectos; los de otras instituciones, de cinco en cinco', en: 'Count the records by one or two aspects; those of other institutions in fives' },
  input: FigureQuestion,
  output: FigureTable,
  may: ({ institution }: Actor) => institution !== null && institution.kind !== 'migration',
  condition: { es: 'los registros ajenos solo de cinco en cinco, desde cinco; nadie de control migratorio', en: 'others’ records only in fives, from five up; nobody of migration control' },
  async run({ input, actor, db }) {
    const by = asked(input.by)
    const alike = await alikeRecords(db, actor.institution?.id ?? null, by.flatMap(({ fields }) => fields))
    const { cells, own, others } = countCells(alike, by, places)
    return {
      dimensions: dimensions.map(({ code, names }) => ({ code, names })),
      by: by.map(({ code, names }) => ({ code, names })),
      rows: rowsOf(cells, own, (at, code) => labelOf(by[at]!, code, countryName)),
      ownWithValue: own,
      own: alike.filter(({ isOwn }) => isOwn).reduce((sum, { count }) => sum + count, 0),
      others: shield(others),
    }
  },
  remember: ({ input }) => ({ subject: null, changed: input.by }),
})
