// The frame of one answer: what it shows in words, its total, whose it is, and the file to take away.
import type { ReactNode } from 'react'
import type { Dimension, FigureAnswer } from '../../modules/statistics/model.ts'
import type { Text } from '../../platform/text.ts'
import { addressOf, AppLink, DownloadLinks, useFormat, useText } from '../kit/kit.ts'
import { inputOf, openingOf, type Question } from './question.ts'
import styles from './statistics.module.css'
import { useTitle } from './words.ts'

const words = {
  total: { es: 'En total', en: 'In all' },
  undated: { es: 'de ellas sin fecha, que no se suman a ningún año', en: 'of them undated, added to no year' },
  minimum: { es: 'Cifras mínimas: cuentan lo registrado, no todo lo ocurrido.', en: 'Minimum figures: they count what was recorded, not all that happened.' },
  source: { es: 'Fuente', en: 'Source' },
  release: { es: 'versión', en: 'release' },
  csv: { es: 'Descargar estas cifras', en: 'Download these figures' },
} satisfies Record<string, Text>

interface ShownProps {
  question: Question
  answer: FigureAnswer
  by: readonly Dimension[]
  /** Choices of this view alone. */
  choices?: ReactNode
  children: ReactNode
}

/** Title, unit, source and release stand beside every chart and table. */
export const Shown = ({ question, answer, by, choices, children }: ShownProps) => {
  const t = useText()
  const { number } = useFormat()
  const title = useTitle()(question, by, answer.names)
  return (
    <section className={styles.shown} aria-label={title}>
      {choices && <div className={styles.choices}>{choices}</div>}
      <header>
        <h2>{title}</h2>
        <p>
          {t(words.total)}: <AppLink to={openingOf(question, {})}><strong>{number(answer.total)}</strong></AppLink> {t(answer.measure.unitName)}
          {answer.undated ? ` (${number(answer.undated)} ${t(words.undated)})` : ''}
        </p>
      </header>
      {children}
      <SourceNote question={question} answer={answer} />
      <DownloadLinks files={[{ href: addressOf('/api/figures.csv', inputOf(question, by)), label: words.csv, format: 'CSV' }]} />
    </section>
  )
}

const SourceNote = ({ question: { measure }, answer: { source, release } }: Pick<ShownProps, 'question' | 'answer'>) => {
  const t = useText()
  const { date, period } = useFormat()
  const span = [measure.from, measure.to].map((day) => period(day?.slice(0, measure.grain === 'month' ? 7 : 10) ?? ''))
  return (
    <p className={styles.source}>
      {t(words.source)}: <a href={source.url}>{t(source.attribution)}</a>{release && `; ${t(words.release)} ${release.number}, ${date(release.at)}`}.
      {' '}{measure.from && t({ es: `Abarca de ${span[0]} a ${span[1]}.`, en: `It covers ${span[0]} to ${span[1]}.` })} {t(source.note)} {t(words.minimum)}
    </p>
  )
}
