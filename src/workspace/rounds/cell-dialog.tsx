// One period of one institution: how it stands, and what this person may do about it.
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import { owed, type Cell, type RoundRow } from '../../modules/rounds/model.ts'
import { periodName, type Cadence } from '../../modules/rounds/model/periods.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ButtonLink, Dialog, Facts, ProblemNotice, useAct, useFormat, useMay, useText } from '../kit/kit.ts'
import { DeclareButton } from './declare.tsx'
import styles from './rounds.module.css'
import { Missing, StandingTag } from './words.tsx'

interface CellDialogProps {
  cadence: Cadence
  opened: { row: RoundRow; cell: Cell } | undefined
  onClose: () => void
  nameOf: (territory: string) => string
}

export const CellDialog = ({ cadence, opened, onClose, nameOf }: CellDialogProps) => {
  const t = useText()
  if (!opened) return null
  const { row, cell } = opened
  const name = periodName(cadence, cell.period)
  return (
    <Dialog isOpen onClose={onClose} title={{ es: `${row.institution.name}: ${name.es}`, en: `${row.institution.name}: ${name.en}` }}>
      <CellFacts row={row} cell={cell} nameOf={nameOf} />
      {row.isOwn ? <OwnActs row={row} cell={cell} name={name} /> : <CoordinatorActs row={row} cell={cell} />}
      <Group mt="lg"><Button variant="default" onClick={onClose}>{t({ es: 'Cerrar', en: 'Close' })}</Button></Group>
    </Dialog>
  )
}

const CellFacts = ({ row, cell, nameOf }: { row: RoundRow; cell: Cell; nameOf: (territory: string) => string }) => {
  const t = useText()
  const { date } = useFormat()
  return (
    <>
      <Facts
        items={[
          { label: { es: 'Fuente', en: 'Source' }, value: t(row.source.name) },
          { label: { es: 'Estado', en: 'State' }, value: <StandingTag cell={cell} /> },
          { label: { es: 'Vence', en: 'Due' }, value: date(cell.due) },
          ...(cell.completedAt ? [{ label: { es: 'Completa desde', en: 'Whole since' }, value: date(cell.completedAt) }] : []),
          ...(cell.remindedAt ? [{ label: { es: 'Último recordatorio', en: 'Last reminder' }, value: date(cell.remindedAt) }] : []),
          ...(cell.reason === null ? [] : [{ label: { es: 'Motivo de la dispensa', en: 'Why it is excused' }, value: cell.reason }]),
        ]}
      />
      <p><Missing cell={cell} nameOf={nameOf} /></p>
    </>
  )
}

const OwnActs = ({ row, cell, name }: { row: RoundRow; cell: Cell; name: Text }) => {
  const t = useText()
  const [mayFill, mayDeliver, mayDeclare] = [useMay('grid.read'), useMay('delivery.receive'), useMay('round.declare')]
  const takeBack = useAct('PUT', '/api/round/:id/:period/declaration', { invalidates: ['round'] })
  return (
    <>
      <ProblemNotice problem={takeBack.error} />
      <Group gap="xs">
        {mayFill && <ButtonLink to={`/round/fill/${row.obligation}/${cell.period}`} variant="default">{t({ es: 'Llenar en línea', en: 'Fill in on line' })}</ButtonLink>}
        {mayDeliver && <ButtonLink to={`/deliveries/new?source=${row.source.id}`} variant="default">{t({ es: 'Entregar un archivo', en: 'Deliver a file' })}</ButtonLink>}
        {owed.has(cell.standing) && <DeclareButton obligation={row.obligation} period={cell.period} name={name} isPart={cell.standing === 'incomplete'} />}
        {cell.isDeclared && mayDeclare && (
          <Button variant="default" onClick={() => takeBack.mutate({ id: row.obligation, period: cell.period, isNothing: false })}>
            {t({ es: 'Retirar «nada que informar»', en: 'Take back “nothing to report”' })}
          </Button>
        )}
      </Group>
    </>
  )
}

const CoordinatorActs = ({ row, cell }: { row: RoundRow; cell: Cell }) => {
  const t = useText()
  const [mayRemind, mayExcuse] = [useMay('round.remind'), useMay('round.excuse')]
  const remind = useAct<{ people: number }>('POST', '/api/round/:id/:period/reminder', {
    invalidates: ['round'],
    onDone: ({ people }) => announce(t({ es: people === 1 ? 'Se recordó a 1 persona.' : `Se recordó a ${people} personas.`, en: people === 1 ? '1 person was reminded.' : `${people} people were reminded.` })),
  })
  const isOwed = owed.has(cell.standing)
  return (
    <>
      <ProblemNotice problem={remind.error} />
      {mayRemind && isOwed && (
        <Button variant="default" aria-busy={remind.isPending} onClick={() => remind.mutate({ id: row.obligation, period: cell.period })}>{t({ es: 'Recordar ahora', en: 'Remind now' })}</Button>
      )}
      {mayExcuse && (isOwed || cell.standing === 'excused' || cell.standing === 'open') && <Excusing key={`${row.obligation} ${cell.period}`} row={row} cell={cell} />}
    </>
  )
}

const Excusing = ({ row, cell }: { row: RoundRow; cell: Cell }) => {
  const t = useText()
  const [reason, setReason] = useState(cell.reason ?? '')
  const excuse = useAct('PUT', '/api/round/:id/:period/excuse', { invalidates: ['round'], onDone: () => announce(t({ es: 'Guardado.', en: 'Saved.' })) })
  const send = (words: string): void => excuse.mutate({ id: row.obligation, period: cell.period, reason: words })
  return (
    <form className={styles.excusing} noValidate onSubmit={(event) => {
      event.preventDefault()
      if (reason.trim() !== '') send(reason)
    }}>
      <ProblemNotice problem={excuse.error} />
      <Textarea label={t({ es: 'Dispensar este periodo: motivo', en: 'Excuse this period: reason' })} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
      <Group gap="xs">
        <Button type="submit" variant="default" disabled={reason.trim() === ''}>{t({ es: 'Dispensar', en: 'Excuse' })}</Button>
        {cell.reason !== null && <Button variant="default" onClick={() => send('')}>{t({ es: 'Retirar la dispensa', en: 'Take the excuse back' })}</Button>}
      </Group>
    </form>
  )
}
