// What those behind an alert see of it: whom it is for, who has answered, what was sent and how its versions differ.
import { Select } from '@mantine/core'
import { useState } from 'react'
import { institutionKindNames, roleNames } from '../../modules/accounts/model.ts'
import type { AlertView, Board as BoardView, Comparison } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import {
  DataTable, DiffTable, Facts, Figure, Figures, FilterBar, Read, Section, StateTag, Timeline, useFormat, useRead, useText, type Column, type Moment, type Reply,
} from '../kit/kit.ts'
import { reachInWords } from './audience-fields.tsx'
import { fieldNames, usePlaces, useValueInWords } from './words.tsx'

interface WorkshopProps {
  alert: Reply<AlertView>
  workshop: NonNullable<AlertView['workshop']>
}

export const Workshop = ({ alert, workshop }: WorkshopProps) => (
  <>
    <ForWhom alert={alert} workshop={workshop} />
    {workshop.messages.length > 0 && <Board alert={alert} />}
    <History workshop={workshop} />
    {workshop.versions.length > 1 && <Versions alert={alert} workshop={workshop} />}
  </>
)

const ForWhom = ({ alert, workshop }: WorkshopProps) => {
  const t = useText()
  const places = usePlaces()
  const { roles, institutionKinds, isPublic } = alert.content.audience
  const names = (codes: readonly string[], all: Record<string, Text>): string => codes.map((code) => t(all[code]!)).join(', ')
  const { audience, messages } = workshop
  const hasBeenSent = messages.some(({ version }) => version === alert.version)
  return (
    <Section title={{ es: 'Para quién', en: 'For whom' }} {...(!hasBeenSent && { lead: t(reachInWords(audience.reach)) })}>
      <Facts items={[
        { label: { es: 'Funciones', en: 'Roles' }, value: names(roles, roleNames) || t(anyone) },
        { label: { es: 'Instituciones', en: 'Institutions' }, value: [...audience.institutions, names(institutionKinds, institutionKindNames)].filter(Boolean).join(', ') || t(anyone) },
        { label: { es: 'Territorios', en: 'Territories' }, value: places(audience.territories) || t(anyone) },
        { label: { es: 'Pública', en: 'Public' }, value: isPublic ? t({ es: 'sí', en: 'yes' }) : t({ es: 'no', en: 'no' }) },
      ]} />
    </Section>
  )
}

const anyone: Text = { es: 'sin distinción', en: 'any' }

type BoardRow = BoardView['items'][number]

const mailNames: Record<BoardRow['mail'], Text> = {
  sent: { es: 'enviado', en: 'sent' },
  queued: { es: 'en camino', en: 'on its way' },
  failed: { es: 'no llegó', en: 'did not arrive' },
  none: { es: 'sin correo', en: 'no e-mail' },
}

const useBoardColumns = (): Column<BoardRow>[] => {
  const t = useText()
  const { dateTime } = useFormat()
  return [
    { key: 'person', label: { es: 'Persona', en: 'Person' }, value: ({ person }) => person },
    { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
    {
      key: 'answer', label: { es: 'Acuse', en: 'Acknowledged' }, isShort: true, value: ({ acknowledgedAt }) => acknowledgedAt ?? '',
      cell: ({ acknowledgedAt }) => acknowledgedAt ? <StateTag kind="done" label={dateTime(acknowledgedAt)} /> : <StateTag kind="waiting" label={{ es: 'todavía no', en: 'not yet' }} />,
    },
    { key: 'note', label: { es: 'Qué hizo', en: 'What was done' }, value: ({ note }) => note },
    { key: 'mail', label: { es: 'Aviso por correo', en: 'E-mail notice' }, value: ({ mail }) => t(mailNames[mail]), isShort: true },
  ]
}

const Board = ({ alert }: { alert: AlertView }) => {
  const columns = useBoardColumns()
  return (
    <Section title={{ es: 'Quién ha acusado recibo', en: 'Who has acknowledged' }}>
      <Read of={useRead<BoardView>('/api/alerts/:id/board', { id: alert.id })}>
        {({ items, acknowledged, waiting, medianMinutes }) => (
          <>
            <Figures>
              <Figure label={{ es: 'Han acusado', en: 'Acknowledged' }} value={acknowledged} />
              <Figure label={{ es: 'Faltan', en: 'Waiting' }} value={waiting} />
              <Figure label={{ es: 'Tiempo mediano', en: 'Median time' }} value={medianMinutes === null ? null : Math.round(medianMinutes)} unit={{ es: 'minutos', en: 'minutes' }} />
            </Figures>
            <DataTable caption={{ es: 'Personas que la recibieron', en: 'People who received it' }} hidesCaption rows={items} columns={columns} rowKey={({ person, institution }) => `${person} ${institution}`} />
          </>
        )}
      </Read>
    </Section>
  )
}

const messageNames = {
  Alert: { es: 'Publicada', en: 'Published' },
  Update: { es: 'Actualización publicada', en: 'Update published' },
  Cancel: { es: 'Cancelada', en: 'Cancelled' },
} satisfies Record<string, Text>

const History = ({ workshop: { versions, messages } }: Pick<WorkshopProps, 'workshop'>) => {
  const t = useText()
  const moments: Moment[] = [
    ...versions.map(({ number, by, at }) => ({ key: `v${number}`, at, what: t({ es: `Versión ${number}`, en: `Version ${number}` }), who: by.name })),
    ...messages.map(({ kind, version, by, at, note }) => ({ key: `${kind} ${version}`, at, what: `${t(messageNames[kind])} (v${version})`, who: by.name, ...(note && { note }) })),
  ]
  return (
    <Section title={{ es: 'Historia', en: 'History' }}>
      <Timeline moments={moments.toSorted((a, b) => b.at.localeCompare(a.at))} />
    </Section>
  )
}

const Versions = ({ alert, workshop: { versions } }: WorkshopProps) => {
  const t = useText()
  const numbers = versions.map(({ number }) => number)
  const last = Math.max(...numbers)
  const [{ before, after }, choose] = useState({ before: last - 1, after: last })
  const choices = numbers.map((number) => ({ value: String(number), label: t({ es: `Versión ${number}`, en: `Version ${number}` }) }))
  return (
    <Section title={{ es: 'Comparar versiones', en: 'Compare versions' }}>
      <FilterBar label={{ es: 'Versiones que se comparan', en: 'Versions compared' }}>
        <Select label={t({ es: 'De', en: 'From' })} data={choices} value={String(before)} allowDeselect={false} onChange={(value) => choose({ before: Number(value), after })} />
        <Select label={t({ es: 'A', en: 'To' })} data={choices} value={String(after)} allowDeselect={false} onChange={(value) => choose({ before, after: Number(value) })} />
      </FilterBar>
      <Differences id={alert.id} before={before} after={after} />
    </Section>
  )
}

const Differences = (input: { id: string; before: number; after: number }) => {
  const t = useText()
  const inWords = useValueInWords()
  return (
    <Read of={useRead<Comparison>('/api/alerts/:id/comparison', input, { keepsPrevious: true })}>
      {({ differences }) => differences.length === 0
        ? <p>{t({ es: 'No hay diferencias.', en: 'There are no differences.' })}</p>
        : (
          <DiffTable
            caption={{ es: 'Lo que cambió', en: 'What changed' }}
            rows={differences.map(({ field, before, after }) => ({ field: fieldNames[field]!, before: inWords(field, before), after: inWords(field, after) }))}
          />
        )}
    </Read>
  )
}
