// On the start screen: how many reports are new, overdue or have something unread; numbers and nothing else.
import { reportBoxes, type ReportBox, type ReportList } from '../../modules/reports/model/inbox.ts'
import { AppLink, Empty, Read, Section, useFormat, useRead, useText } from '../kit/kit.ts'
import styles from './reports.module.css'
import { boxNames } from './words.tsx'

const told: readonly ReportBox[] = ['overdue', 'new', 'mine', 'aside']

export const WaitingReports = () => {
  const reading = useRead<ReportList>('/api/reports', { box: 'new' })
  return (
    <Section title={{ es: 'Reportes de su unidad', en: 'Reports of your unit' }}>
      <Read of={reading}>{({ counts, units }) => (units.length === 0 ? <NoUnit /> : <Counts counts={counts} />)}</Read>
    </Section>
  )
}

const Counts = ({ counts }: Pick<ReportList, 'counts'>) => {
  const t = useText()
  const { number } = useFormat()
  const boxes = told.filter((box) => counts[box] > 0)
  if (boxes.length === 0) return <Empty title={{ es: 'Nada pendiente', en: 'Nothing pending' }}><AppLink to="/reports">{t({ es: 'Abrir la bandeja', en: 'Open the inbox' })}</AppLink></Empty>
  return (
    <ul className={styles.counts}>
      {reportBoxes.filter((box) => boxes.includes(box)).map((box) => (
        <li key={box} data-late={box === 'overdue'}><AppLink to={`/reports?box=${box}`}>{t(boxNames[box])}: {number(counts[box])}</AppLink></li>
      ))}
    </ul>
  )
}

/** For whoever has the role but belongs to no unit yet. */
export const NoUnit = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Todavía no pertenece a ninguna unidad', en: 'You do not belong to any unit yet' }}>
      {t({ es: 'Pida a quien dirige la unidad que la añada y le dé su llave. Sin ella no se puede abrir ningún reporte.', en: 'Ask whoever leads the unit to add you and give you its key. Without it no report can be opened.' })}
    </Empty>
  )
}
