// What each institution owes: setting it, correcting it, ending it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ObligationList, ObligationView } from '../../modules/rounds/model.ts'
import { cadenceNames, periodName } from '../../modules/rounds/model/periods.ts'
import { announce, ConfirmDialog, DataTable, Empty, PageFrame, Read, useAct, useRead, useText } from '../kit/kit.ts'
import { DateField } from './date-field.tsx'
import { ObligationForm } from './obligation-form.tsx'

export const Obligations = () => {
  const found = useRead<ObligationList>('/api/obligations', {}, { topics: ['round', 'obligation'] })
  return <Read of={found}>{(list) => <Listed list={list} />}</Read>
}

const Listed = ({ list }: { list: ObligationList }) => {
  const t = useText()
  const [editing, setEditing] = useState<ObligationView | 'new'>()
  const [ending, setEnding] = useState<ObligationView>()
  if (editing) {
    return (
      <PageFrame title={{ es: 'Qué se debe y cuándo', en: 'What is owed and when' }} up={{ to: '/round', label: { es: 'Ronda', en: 'Round' } }}>
        <ObligationForm list={list} obligation={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title={{ es: 'Qué debe cada institución', en: 'What each institution owes' }} up={{ to: '/round', label: { es: 'Ronda', en: 'Round' } }}
      actions={<Button onClick={() => setEditing('new')}>{t({ es: 'Fijar una obligación', en: 'Set an obligation' })}</Button>}
    >
      <Table items={list.items} onEdit={setEditing} onEnd={setEnding} />
      {ending && <Ending obligation={ending} onClose={() => setEnding(undefined)} />}
    </PageFrame>
  )
}

interface TableProps {
  items: readonly ObligationView[]
  onEdit: (obligation: ObligationView) => void
  onEnd: (obligation: ObligationView) => void
}

const Table = ({ items, onEdit, onEnd }: TableProps) => {
  const t = useText()
  const until = ({ cadence, lastPeriod }: ObligationView): string | null => (lastPeriod === null ? null : t(periodName(cadence, lastPeriod)))
  return (
    <DataTable
      caption={{ es: 'Obligaciones de este nodo', en: 'Obligations of this node' }} hidesCaption rows={items} rowKey={({ id }) => id}
      empty={<Empty title={{ es: 'Todavía no se debe nada.', en: 'Nothing is owed yet.' }} />}
      columns={[
        {
          key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution.name,
          cell: (row) => (row.lastPeriod === null ? <Button variant="subtle" onClick={() => onEdit(row)}>{row.institution.name}</Button> : row.institution.name),
        },
        { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ source }) => t(source.name) },
        { key: 'territories', label: { es: 'Territorios', en: 'Territories' }, value: ({ territories }) => territories.join(', ') || null },
        { key: 'cadence', label: { es: 'Cada cuánto', en: 'How often' }, value: ({ cadence }) => t(cadenceNames[cadence]) },
        { key: 'due', label: { es: 'Plazo en días', en: 'Days allowed' }, value: ({ dueDays }) => dueDays, isNumber: true },
        { key: 'contacts', label: { es: 'Contactos', en: 'Contacts' }, value: ({ contacts }) => contacts.map(({ name }) => name).join(', ') || null },
        { key: 'until', label: { es: 'Hasta', en: 'Until' }, value: until },
        {
          key: 'end', label: { es: 'Terminar', en: 'End' }, value: () => null, sorts: false,
          cell: (row) => (row.lastPeriod === null ? <Button variant="subtle" onClick={() => onEnd(row)}>{t({ es: 'Terminar', en: 'End' })}</Button> : '—'),
        },
      ]}
    />
  )
}

const Ending = ({ obligation, onClose }: { obligation: ObligationView; onClose: () => void }) => {
  const t = useText()
  const [day, setDay] = useState(new Date().toISOString().slice(0, 10))
  const act = useAct('POST', '/api/obligations/:id/end', {
    invalidates: ['round', 'obligation'],
    onDone: () => {
      announce(t({ es: 'Obligación terminada.', en: 'Obligation ended.' }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen onClose={onClose} title={{ es: 'Terminar la obligación', en: 'End the obligation' }} confirm={{ es: 'Terminar', en: 'End' }} isBusy={act.isPending} problem={act.error}
      onConfirm={() => act.mutate({ id: obligation.id, lastPeriod: day })}
    >
      <p>{t({ es: `${obligation.institution.name} deja de deber esta fuente después del periodo de este día. Lo entregado no se toca.`, en: `${obligation.institution.name} no longer owes this source after the period of this day. What was delivered is not touched.` })}</p>
      <DateField label={{ es: 'Un día del último periodo', en: 'A day of the last period' }} value={day} onChange={setDay} />
    </ConfirmDialog>
  )
}
