// The step that finds continents and regions among countries: rows that are the sum of those below them.
import { adding, columnOf, likely, quoted, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { valueOf } from './numbers.ts'
import { wordsOf, type ColumnFacts } from './sample.ts'
import { figureColumns } from './totals.ts'

const regionWords = new Set([
  'america', 'americas', 'africa', 'asia', 'europa', 'europe', 'oceania', 'america del norte', 'america central', 'america del sur', 'islas del caribe', 'caribe', 'el caribe', 'caribbean', 'centroamerica', 'sudamerica',
  'suramerica', 'norteamerica', 'north america', 'central america', 'south america', 'northern america', 'latin america', 'latin america and the caribbean', 'america latina', 'america latina y el caribe', 'antillas', 'medio oriente',
  'middle east', 'union europea', 'european union', 'resto del mundo',
])

const isRegionWord = (word: string): boolean => regionWords.has(folded(word))

const countryColumns = ({ profile: { territory, nationality } }: Desk): string[] =>
  [territory?.kind === 'country' ? territory.column : undefined, nationality?.column].filter((column) => column !== undefined)

/** Whether the rows after one add up to it, regions within it left aside, before there are more. */
const isSumOfNext = (values: readonly number[], isRegion: readonly boolean[], at: number): boolean => {
  let sum = 0
  for (let next = at + 1; next < values.length && sum < (values[at] ?? 0); next += 1) if (!isRegion[next]) sum += values[next] ?? 0
  return (values[at] ?? 0) > 0 && sum === values[at]
}

const sumsIn = (desk: Desk, column: ColumnFacts): string[] => {
  const figures = figureColumns(desk.profile.measures, desk.profile.period).flatMap((name) => columnOf(desk, name) ?? [])
  const rows = desk.sample.rows.slice(0, 3000)
  const words = rows.map(({ cells }) => (cells[column.at] ?? '').trim())
  const isRegion = words.map(isRegionWord)
  const values = rows.map(({ cells }) => figures.reduce((sum, { at }) => sum + (valueOf(cells[at] ?? '', desk.profile) ?? 0), 0))
  const found = wordsOf(column).filter(isRegionWord)
  return found.filter((word) => words.every((each, at) => each !== word || values[at] === 0 || isSumOfNext(values, isRegion, at)))
}

/** Sets continents and regions aside that are the sum of the countries below them. */
export const findRegions: Step = (desk) => countryColumns(desk).reduce((now, name) => {
  const column = columnOf(now, name)
  const regions = column && wordsOf(column).some(isRegionWord) ? sumsIn(now, column) : []
  if (regions.length === 0) return now
  return adding(now, {
    profile: { leftOut: [...now.profile.leftOut, { column: name, values: regions, why: 'total' }] },
    findings: [likely(name, [`${quoted(regions)}: regiones que suman lo de los países de debajo. No se cuentan otra vez.`, `${quoted(regions)}: regions that add up the countries below them. Not counted again.`])],
  })
}, desk)
