// The frame of one answer: what it shows in words, its total, whose it is, how to read it, and the files to take away.
import { useRef, type ReactNode } from 'react'
import type { ChartTable } from '../../platform/charts/frame.tsx'
import type { Dimension } from '../../modules/statistics/model.ts'
import { addressOf, AppLink, DownloadLinks, useFormat, useText } from '../kit/kit.ts'
import type { Answer } from './answer.ts'
import { useNotes, type Told } from './notes.ts'
import { addsUp, inputOf, openingOf, type Question } from './question.ts'
import styles from './statistics.module.css'
import { Takeaway } from './takeaway.tsx'
import { stockNote, useTitle } from './words.ts'

const words = {
  total: { es: 'En total', en: 'In all' },
  undated: { es: 'de ellas sin fecha, que no se suman a ningún año', en: 'of them undated, added to no year' },
  csv: { es: 'Todas las cifras, con sus códigos', en: 'Every figure, with its codes' },
  of: { es: 'entre', en: 'among' },
  residents: { es: 'residentes', en: 'residents' },
}

interface FrameProps {
  question: Question
  title: string
  told: Told
  choices?: ReactNode
  head: ReactNode
  /** The same as the chart, said as a table. */
  table: () => ChartTable
  hasChart?: boolean
  /** Sentences that stand beside the chart on the page, for the files that leave it. */
  also?: readonly string[] | undefined
  /** Dimensions of the file of everything. */
  by: readonly Dimension[]
  children: ReactNode
}

const plain = (word: string): string => word.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^\w.-]+/g, '-')

/** Title, figures, notes and files, the same around every view. */
export const Frame = ({ question, title, told, choices, head, table, hasChart = true, also = [], by, children }: FrameProps) => {
  const place = useRef<HTMLElement>(null)
  const notes = useNotes(question, told)
  const { source, measure, view } = question
  return (
    <section className={styles.shown} aria-label={title} ref={place}>
      {choices && <div className={styles.choices}>{choices}</div>}
      <header><h2>{title}</h2>{head}</header>
      {children}
      <div className={styles.source}>{notes.shown}</div>
      <Takeaway place={place} hasChart={hasChart} table={table} fileName={plain(`${source.id}_${measure.id}_${view}`)} notes={{ title, lines: [...also, ...notes.lines] }} />
      {!question.isRate && <DownloadLinks files={[{ href: addressOf('/api/figures.csv', inputOf(question, by)), label: words.csv, format: 'CSV' }]} />}
    </section>
  )
}

interface ShownProps {
  question: Question
  answer: Answer
  by: readonly Dimension[]
  /** Said by the view, where the question alone does not say it all. */
  title?: string
  /** Choices of this view alone. */
  choices?: ReactNode
  /** Instead of the total of the whole answer. */
  head?: ReactNode
  also?: readonly string[]
  table: () => ChartTable
  hasChart?: boolean
  children: ReactNode
}

/** The frame of counts or rates. */
export const Shown = ({ question, answer, by, title: said, head, ...rest }: ShownProps) => {
  const t = useText()
  const { rate } = answer
  const asked = useTitle()(question, by, answer.names)
  const title = said ?? asked
  const named = rate?.indicator ? `${t(rate.indicator.name)}. ${title}` : title
  const total = rate ? <RateHead rate={rate} /> : <Total question={question} answer={answer} />
  return <Frame question={question} title={named} told={answer} by={by} head={head ?? total} {...rest} />
}

const Total = ({ question, answer }: Pick<ShownProps, 'question' | 'answer'>) => {
  const t = useText()
  const { number } = useFormat()
  if (!addsUp(question)) return <p>{t(stockNote)}</p>
  return (
    <p>
      {t(words.total)}: <AppLink to={openingOf(question, {})}><strong>{number(answer.total)}</strong></AppLink> {t(answer.measure.unitName)}
      {answer.undated ? ` (${number(answer.undated)} ${t(words.undated)})` : ''}
    </p>
  )
}

const RateHead = ({ rate: { total } }: { rate: NonNullable<Answer['rate']> }) => {
  const t = useText()
  const { number } = useFormat()
  if (!total) return null
  return <p>{t(words.total)}: <strong>{number(total.value, { maximumSignificantDigits: 4 })}</strong> ({number(total.count)} {t(words.of)} {number(total.residents)} {t(words.residents)})</p>
}
