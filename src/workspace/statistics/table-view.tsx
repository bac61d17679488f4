// A crosstab: one dimension down, another across, every number open to its observations.
import { Select } from '@mantine/core'
import { dimensionNames, isTime, type Dimension, type FigureAnswer } from '../../modules/statistics/model.ts'
import { AppLink, DataTable, Notice, Read, useFormat, useRead, useText, type Column } from '../kit/kit.ts'
import type { ViewProps } from './explorer.tsx'
import { inputOf, openingOf, type Question } from './question.ts'
import { Shown } from './shown.tsx'
import { useSay, useTitle } from './words.ts'

type Code = string | number | null

interface Line {
  code: Code
  values: ReadonlyMap<Code, number>
  total: number
}

const mostColumns = 24

const words = {
  rows: { es: 'Filas', en: 'Rows' },
  columns: { es: 'Columnas', en: 'Columns' },
  none: { es: 'Ninguna', en: 'None' },
  total: { es: 'Total', en: 'Total' },
}

const linesOf = ({ rows }: FigureAnswer, down: Dimension, across: Dimension | undefined): Line[] =>
  [...Map.groupBy(rows, (row) => row[down] ?? null)].map(([code, members]) => ({
    code,
    values: new Map(members.map((row) => [across ? (row[across] ?? null) : 'all', Number(row['value'])])),
    total: members.reduce((sum, row) => sum + Number(row['value']), 0),
  }))

/** The codes across: the newest periods, or the largest of anything else, in their order. */
const acrossOf = ({ rows }: FigureAnswer, across: Dimension): Code[] => {
  const totals = new Map<Code, number>()
  for (const row of rows) totals.set(row[across] ?? null, (totals.get(row[across] ?? null) ?? 0) + Number(row['value']))
  const codes = [...totals.keys()]
  if (isTime(across)) return codes.toSorted((a, b) => String(b ?? '').localeCompare(String(a ?? '')))
  return codes.toSorted((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0))
}

const Crosstab = ({ question, answer }: { question: Question; answer: FigureAnswer }) => {
  const t = useText()
  const say = useSay()
  const title = useTitle()
  const { number } = useFormat()
  const { rows: down, columns: across } = question
  const codes = across ? acrossOf(answer, across) : []
  const numberCell = (line: Line, value: number | undefined, cell: Partial<Record<Dimension, Code>>) =>
    value === undefined ? number(null) : <AppLink to={openingOf(question, { [down]: line.code, ...cell })}>{number(value)}</AppLink>
  const columns = codes.slice(0, mostColumns).map((code): Column<Line> => {
    const label = across ? say(across, code, answer.names) : ''
    return {
      key: `of-${code}`, label: { es: label, en: label }, value: ({ values }) => values.get(code) ?? null, isNumber: true,
      cell: (line) => numberCell(line, line.values.get(code), across ? { [across]: code } : {}),
    }
  })
  const hidden = codes.length - columns.length
  return (
    <>
      {hidden > 0 && <Notice>{t({ es: `Se muestran ${mostColumns} columnas; ${hidden} más están en el total y en el CSV.`, en: `${mostColumns} columns are shown; ${hidden} more are in the total and in the CSV.` })}</Notice>}
      <DataTable
        caption={title(question, across ? [down, across] : [down], answer.names)} hidesCaption rows={linesOf(answer, down, across)} rowKey={({ code }) => String(code)} step={20}
        columns={[
          { key: 'row', label: dimensionNames[down], value: ({ code }) => (isTime(down) ? code : say(down, code, answer.names)), cell: ({ code }) => say(down, code, answer.names) },
          ...columns,
          { key: 'total', label: across ? words.total : answer.measure.unitName, value: ({ total }) => total, isNumber: true, cell: (line) => numberCell(line, line.total, {}) },
        ]}
      />
    </>
  )
}

const Choices = ({ question, change }: ViewProps) => {
  const t = useText()
  const options = (except: Dimension | undefined) =>
    question.measure.dimensions.filter((each) => each !== except).map((dimension) => ({ value: dimension, label: t(dimensionNames[dimension]) }))
  return (
    <>
      <Select label={t(words.rows)} data={options(question.columns)} value={question.rows} onChange={(rows) => change({ rows: rows ?? undefined })} allowDeselect={false} />
      <Select
        label={t(words.columns)} data={[{ value: 'none', label: t(words.none) }, ...options(question.rows)]} value={question.columns ?? 'none'}
        onChange={(columns) => change({ columns: columns ?? undefined })} allowDeselect={false}
      />
    </>
  )
}

export const TableView = (props: ViewProps) => {
  const { question } = props
  const across = question.columns === question.rows ? undefined : question.columns
  const by = [question.rows, ...(across ? [across] : [])]
  const answer = useRead<FigureAnswer>('/api/figures', inputOf(question, by), { topics: ['figure', 'delivery'], keepsPrevious: true })
  return (
    <Read of={answer}>
      {(found) => <Shown question={question} answer={found} by={by} choices={<Choices {...props} />}><Crosstab question={{ ...question, columns: across }} answer={found} /></Shown>}
    </Read>
  )
}
