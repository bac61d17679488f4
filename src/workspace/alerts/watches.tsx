// What one watches for: adding and ending, and what matched among the alerts and signals one may see.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { documentNames, documentPatterns, vehicleNames, vehicles, watchKindNames, watchKinds, type WatchKind } from '../../modules/alerts/model/codes.ts'
import type { WatchList, WatchView } from '../../modules/alerts/model/files-and-watches.ts'
import { CataloguePicker } from '../catalogues/catalogue-picker.tsx'
import { ActForm, announce, AppLink, Empty, FieldGroup, PageFrame, Read, Section, useAct, useActForm, useFormat, useRead, useText } from '../kit/kit.ts'
import { MatchedTable } from './alert-tables.tsx'
import { useChoices } from './words.tsx'

export const Watches = () => (
  <PageFrame
    title={{ es: 'Lo que vigilo', en: 'What I watch for' }} up={{ to: '/alerts', label: { es: 'Alertas', en: 'Alerts' } }}
    lead={useText()({
      es: 'Vigile un corredor, un delito o un vehículo: se marcará lo que coincida entre lo que usted puede ver, y las alertas públicas le llegarán aunque no le nombren. Nadie más sabe lo que vigila.',
      en: 'Watch for a corridor, an offence or a vehicle: what matches among the things you may see is marked, and public alerts reach you though they do not name you. Nobody else knows what you watch for.',
    })}
  >
    <Read of={useRead<WatchList>('/api/watches', {}, { topics: ['watch', 'alert'] })}>
      {({ items, alerts }) => (
        <>
          <Section title={{ es: 'Vigilo', en: 'I watch for' }}>
            {items.length === 0
              ? <Empty title={{ es: 'Todavía no vigila nada. Añada un código abajo.', en: 'You do not watch for anything yet. Add a code below.' }} />
              : <ul>{items.map((watch) => <Watch key={watch.id} watch={watch} />)}</ul>}
            <NewWatch />
          </Section>
          <Section title={{ es: 'Alertas que coinciden', en: 'Alerts that match' }}>
            <MatchedTable alerts={alerts} empty={<Empty title={{ es: 'Ninguna alerta que pueda ver coincide.', en: 'No alert you may see matches.' }} />} />
          </Section>
        </>
      )}
    </Read>
  </PageFrame>
)

const Watch = ({ watch }: { watch: WatchView }) => {
  const t = useText()
  const { date } = useFormat()
  const end = useAct('DELETE', '/api/watches/:id', { invalidates: ['watch', 'alert'], onDone: () => announce(t({ es: 'Ya no lo vigila.', en: 'You no longer watch for it.' })) })
  const name = `${t(watchKindNames[watch.kind])}: ${t(watch.name)}`
  return (
    <li>
      {name} <Button variant="subtle" size="compact-sm" aria-label={t({ es: `Dejar de vigilar ${name}`, en: `Stop watching ${name}` })} onClick={() => end.mutate({ id: watch.id })}>{t({ es: 'Dejar de vigilar', en: 'Stop watching' })}</Button>
      {watch.signals.length > 0 && (
        <ul>
          {watch.signals.map(({ id, what, place, foundAt }) => (
            <li key={id}><AppLink to={`/signals/${id}`}>{t({ es: 'Señal', en: 'Signal' })}: {t(what)}, {t(place)}</AppLink>, {date(foundAt)}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

const catalogueKinds = { offence: ['offence'], territory: ['territory', 'country'], corridor: ['corridor'], 'border-point': ['border-point'] } as const

const NewWatch = () => {
  const t = useText()
  const choices = useChoices()
  const form = useActForm<WatchView, { kind: WatchKind; code: string | null }>({
    method: 'POST', path: '/api/watches', initial: { kind: 'offence', code: null }, invalidates: ['watch', 'alert'],
    onDone: () => {
      form.reset()
      announce(t({ es: 'Vigilancia añadida.', en: 'Watch added.' }))
    },
  })
  const { kind, code } = form.values
  const [round, setRound] = useState(0)
  return (
    <ActForm form={form} submit={{ es: 'Vigilar', en: 'Watch' }}>
      <FieldGroup title={{ es: 'Añadir', en: 'Add' }}>
        <Select
          label={t({ es: 'Qué clase de código', en: 'What kind of code' })} data={choices(watchKinds, watchKindNames)} value={kind} allowDeselect={false}
          onChange={(chosen) => {
            form.set({ kind: chosen as WatchKind, code: null })
            setRound(round + 1)
          }}
        />
        <Code key={round} kind={kind} code={code} id={form.idOf('code')} onChange={(chosen) => form.set({ code: chosen })} />
      </FieldGroup>
    </ActForm>
  )
}

interface CodeProps {
  kind: WatchKind
  code: string | null
  id: string
  onChange: (code: string | null) => void
}

const Code = ({ kind, code, id, onChange }: CodeProps) => {
  const t = useText()
  const choices = useChoices()
  if (kind === 'vehicle') return <Select id={id} label={t(watchKindNames.vehicle)} searchable data={choices(vehicles, vehicleNames)} value={code} onChange={onChange} />
  if (kind === 'document') return <Select id={id} label={t(watchKindNames.document)} searchable data={choices(documentPatterns, documentNames)} value={code} onChange={onChange} />
  return <CataloguePicker label={watchKindNames[kind]} kinds={catalogueKinds[kind]} id={id} value={code} onChange={onChange} />
}
