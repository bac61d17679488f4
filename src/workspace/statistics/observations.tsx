// A number opened: the observations behind it, each with the file and the line that says it.
import { lineWords } from '../../modules/collection/model/line.ts'
import { dimensionNames, dimensions, isStock, isTime, notStated, type CellView, type Dimension, type Observation } from '../../modules/statistics/model.ts'
import { addressOf, ButtonLink, DataTable, Facts, Figure, Figures, Notice, PageFrame, Read, Section, useFilters, useFormat, useRead, useText, type Column, type Filters } from '../kit/kit.ts'
import styles from './statistics.module.css'
import { stockNote, useSay } from './words.ts'

const words = {
  title: { es: 'De dónde sale esta cifra', en: 'Where this figure comes from' },
  up: { es: 'Cifras', en: 'Figures' },
  lead: { es: 'Las observaciones que la forman. Abra una para ver su renglón en el archivo, cómo se codificó y qué decía antes.', en: 'The observations that make it. Open one to see its row in the file, how it was coded and what it said before.' },
  period: { es: 'Periodo', en: 'Period' },
  file: { es: 'Archivo', en: 'File' },
  line: { es: 'Línea', en: 'Line' },
  release: { es: 'Entrega', en: 'Release' },
  asked: { es: 'Qué cifra es', en: 'Which figure it is' },
  list: { es: 'Observaciones', en: 'Observations' },
  before: { es: 'Anteriores', en: 'Previous' },
  after: { es: 'Siguientes', en: 'Next' },
  undated: { es: 'sin fecha', en: 'undated' },
}

const periodOf = ({ start, grain }: Observation): string | null => {
  if (start === null) return null
  return grain === 'year' ? start.slice(0, 4) : grain === 'month' ? start.slice(0, 7) : start
}

const useColumns = (cell: CellView): Column<Observation>[] => {
  const t = useText()
  const say = useSay()
  const { period, number } = useFormat()
  const shown = dimensions.filter((dimension) => new Set(cell.items.map(({ words: said }) => said[dimension])).size > 1)
  return [
    { key: 'period', label: words.period, value: ({ start }) => start, cell: (one) => period(periodOf(one) ?? t(words.undated)), isShort: true },
    { key: 'value', label: cell.measure.unitName, value: ({ value }) => value, isNumber: true, cell: ({ value, withheld }) => withheld ?? number(value) },
    { key: 'file', label: words.file, value: ({ file }) => file },
    { key: 'line', label: words.line, value: ({ line }) => line, cell: ({ line }) => t(lineWords(line)), isNumber: true },
    { key: 'release', label: words.release, value: ({ release }) => release, isNumber: true },
    ...shown.map((dimension): Column<Observation> => ({ key: dimension, label: dimensionNames[dimension], value: ({ words: said }) => say(dimension, said[dimension] ?? null, cell.names) })),
  ]
}

const Asked = ({ said, cell }: { said: Filters; cell: CellView }) => {
  const t = useText()
  const say = useSay()
  const asked = dimensions.filter((dimension) => said[dimension] !== undefined)
  const sayAll = (dimension: Dimension): string => [said[dimension] ?? []].flat()
    .map((code) => say(dimension, code === notStated ? null : code, cell.names)).join(', ')
  if (asked.length === 0) return null
  return <Section title={words.asked}><Facts items={asked.map((dimension) => ({ label: dimensionNames[dimension], value: isTime(dimension) || said[dimension] ? sayAll(dimension) : t(words.undated) }))} /></Section>
}

const Pages = ({ said, cell: { page, pages } }: { said: Filters; cell: CellView }) => {
  const t = useText()
  if (pages === 1) return null
  const at = (number: number): string => addressOf('/figures/observations', { ...said, page: number })
  return (
    <p className={styles.choices}>
      {page > 1 && <ButtonLink variant="default" to={at(page - 1)}>{t(words.before)}</ButtonLink>}
      <span>{page} / {pages}</span>
      {page < pages && <ButtonLink variant="default" to={at(page + 1)}>{t(words.after)}</ButtonLink>}
    </p>
  )
}

const Opened = ({ said, cell }: { said: Filters; cell: CellView }) => {
  const t = useText()
  const { number } = useFormat()
  const columns = useColumns(cell)
  const count = { es: `${number(cell.count)} observaciones`, en: `${number(cell.count)} observations` }
  return (
    <>
      {!isStock(cell.measure) || [said['year'] ?? []].flat().length === 1
        ? <Figures><Figure label={cell.measure.name} value={cell.total} unit={cell.measure.unitName} source={t(cell.source.attribution)} /></Figures>
        : <Notice>{t(stockNote)}</Notice>}
      <Asked said={said} cell={cell} />
      <Section title={words.list} lead={t(count)}>
        <DataTable caption={words.list} hidesCaption rows={cell.items} columns={columns} rowKey={({ id }) => id} rowTo={({ id }) => `/observations/${id}`} />
        <Pages said={said} cell={cell} />
      </Section>
    </>
  )
}

export const OpenFigure = () => {
  const t = useText()
  const [said] = useFilters()
  const cell = useRead<CellView>('/api/figures/observations', said, { topics: ['figure', 'delivery'], keepsPrevious: true })
  const { page: _page, ...question } = said
  return (
    <PageFrame title={words.title} lead={t(words.lead)} up={{ to: addressOf('/figures', question), label: words.up }}>
      <Read of={cell}>{(found) => <Opened said={said} cell={found} />}</Read>
    </PageFrame>
  )
}
