// On the start screen: what this person’s institution still has to deliver, and for coordinators what others are late with.
import { Group } from '@mantine/core'
import { owed, type Cell, type RoundRow, type RoundView } from '../../modules/rounds/model.ts'
import { periodName, type Cadence } from '../../modules/rounds/model/periods.ts'
import { AppLink, ButtonLink, Section, useFormat, useMay, useSession, useText } from '../kit/kit.ts'
import { DeclareButton } from './declare.tsx'
import { useKeptRead } from '../kit/kept-read.ts'
import { useReadyOffline } from './ready-offline.ts'
import styles from './rounds.module.css'
import { Missing, whenOf } from './words.tsx'
import { usePlaceNames } from './place-names.ts'

interface Due {
  cadence: Cadence
  row: RoundRow
  cell: Cell
}

const dueOf = ({ rounds }: RoundView): Due[] =>
  rounds
    .flatMap(({ cadence, rows }) => rows.flatMap((row) => row.cells.flatMap((cell) => (cell && owed.has(cell.standing) ? [{ cadence, row, cell }] : []))))
    .toSorted((a, b) => a.cell.due.localeCompare(b.cell.due) || b.cell.period.localeCompare(a.cell.period))

const mostShown = 4

/** Nothing is drawn for those who owe nothing and look after nobody. */
export const DuePanel = () => {
  const mayFill = useMay('grid.read')
  const person = useSession()?.person?.id
  const round = useKeptRead<RoundView>({ path: '/api/round', input: {}, topics: ['round', 'delivery', 'source'], key: mayFill && person ? `${person}:round` : undefined })
  const due = round.data ? dueOf(round.data) : []
  const own = due.filter(({ row }) => row.isOwn)
  useReadyOffline(mayFill ? person : undefined, own.slice(0, mostShown).map(({ row, cell }) => ({ obligation: row.obligation, period: cell.period })))
  const late = due.filter(({ row, cell }) => !row.isOwn && cell.daysLate > 0)
  return (
    <>
      {own.length > 0 && <OwnDue due={own} />}
      {late.length > 0 && <OthersLate late={late} />}
    </>
  )
}

const OwnDue = ({ due }: { due: readonly Due[] }) => {
  const t = useText()
  return (
    <Section title={{ es: 'Le falta entregar', en: 'Still to deliver' }}>
      <ul className={styles.due}>{due.slice(0, mostShown).map((each) => <DueItem key={`${each.row.obligation} ${each.cell.period}`} due={each} />)}</ul>
      {due.length > mostShown && <p><AppLink to="/round">{t({ es: `Ver los ${due.length} periodos que faltan`, en: `See the ${due.length} periods that are missing` })}</AppLink></p>}
    </Section>
  )
}

const DueItem = ({ due: { cadence, row, cell } }: { due: Due }) => {
  const t = useText()
  const { date } = useFormat()
  const nameOf = usePlaceNames(cell.missingTerritories)
  const [mayFill, mayDeliver] = [useMay('grid.read'), useMay('delivery.receive')]
  const when = whenOf(cell)
  return (
    <li>
      <div>
        <strong>{t(periodName(cadence, cell.period))}</strong>
        {when && <span data-late={cell.daysLate > 0}>, {t(when)} ({date(cell.due)})</span>}
        <p>{t(row.source.name)}. <Missing cell={cell} nameOf={nameOf} /></p>
        {cell.remindedAt && <p>{t({ es: `Se le recordó el ${date(cell.remindedAt)}.`, en: `You were reminded on ${date(cell.remindedAt)}.` })}</p>}
      </div>
      <Group gap="xs">
        {mayFill && <ButtonLink to={`/round/fill/${row.obligation}/${cell.period}`} variant="default">{t({ es: 'Llenar en línea', en: 'Fill in on line' })}</ButtonLink>}
        {mayDeliver && <ButtonLink to={`/deliveries/new?source=${row.source.id}`} variant="default">{t({ es: 'Entregar un archivo', en: 'Deliver a file' })}</ButtonLink>}
        <DeclareButton obligation={row.obligation} period={cell.period} name={periodName(cadence, cell.period)} isPart={cell.standing === 'incomplete'} />
      </Group>
    </li>
  )
}

const OthersLate = ({ late }: { late: readonly Due[] }) => {
  const t = useText()
  const institutions = [...Map.groupBy(late, ({ row }) => row.institution.name)].toSorted(([, a], [, b]) => b.length - a.length)
  return (
    <Section title={{ es: 'Instituciones con atraso', en: 'Institutions that are late' }}>
      <ul className={styles.late}>
        {institutions.slice(0, mostShown).map(([name, periods]) => (
          <li key={name}>{name}: {t({ es: periods.length === 1 ? '1 periodo' : `${periods.length} periodos`, en: periods.length === 1 ? '1 period' : `${periods.length} periods` })}, {t({
            es: `el más antiguo con ${Math.max(...periods.map(({ cell }) => cell.daysLate))} días`,
            en: `the oldest by ${Math.max(...periods.map(({ cell }) => cell.daysLate))} days`,
          })}</li>
        ))}
      </ul>
      <p><AppLink to="/round">{t({ es: 'Abrir la ronda', en: 'Open the round' })}</AppLink></p>
    </Section>
  )
}
