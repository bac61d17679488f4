// The terms of an obligation as a form: who, what, how often, by when, whom to remind.
import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import type { ObligationList, ObligationView } from '../../modules/rounds/model.ts'
import { cadenceNames, cadences, type Cadence } from '../../modules/rounds/model/periods.ts'
import { CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { ActForm, announce, FieldGroup, useActForm, useText, type ActFormState } from '../kit/kit.ts'
import { DateField } from './date-field.tsx'

interface Entries extends Record<string, unknown> {
  institutionId: string
  sourceId: string
  territories: string[]
  cadence: Cadence
  firstPeriod: string
  dueDays: string
  contacts: string[]
  remindBeforeDays: string
  escalateAfterDays: string
}

const newEntries = (): Entries => ({
  institutionId: '', sourceId: '', territories: [], cadence: 'monthly', firstPeriod: new Date().toISOString().slice(0, 10),
  dueDays: '10', contacts: [], remindBeforeDays: '3', escalateAfterDays: '15',
})

const entriesOf = ({ institution, source, contacts, ...terms }: ObligationView): Entries => ({
  institutionId: institution.id, sourceId: source.id, territories: terms.territories, cadence: terms.cadence, firstPeriod: terms.firstPeriod,
  dueDays: String(terms.dueDays), contacts: contacts.map(({ id }) => id), remindBeforeDays: String(terms.remindBeforeDays),
  escalateAfterDays: String(terms.escalateAfterDays),
})

const usual: Record<string, Cadence> = { weekly: 'weekly', monthly: 'monthly', yearly: 'yearly' }

interface ObligationFormProps {
  list: ObligationList
  obligation: ObligationView | undefined
  onDone: () => void
}

export const ObligationForm = ({ list, obligation, onDone }: ObligationFormProps) => {
  const t = useText()
  const form = useActForm<ObligationView, Entries>({
    method: 'PUT', path: '/api/obligations', initial: obligation ? entriesOf(obligation) : newEntries(), invalidates: ['round', 'obligation'],
    onDone: () => {
      announce(t({ es: 'Obligación guardada.', en: 'Obligation saved.' }))
      onDone()
    },
  })
  return (
    <ActForm form={form} submit={{ es: 'Guardar', en: 'Save' }} others={<Button variant="default" onClick={onDone}>{t({ es: 'Cancelar', en: 'Cancel' })}</Button>}>
      <What form={form} list={list} isNew={obligation === undefined} />
      <When form={form} />
      <Whom form={form} list={list} />
    </ActForm>
  )
}

type Form = ActFormState<ObligationView, Entries>

const What = ({ form, list, isNew }: { form: Form; list: ObligationList; isNew: boolean }) => {
  const t = useText()
  const chooseSource = (id: string | null): void => {
    const cadence = usual[list.sources.find((source) => source.id === id)?.cadence ?? '']
    form.set({ sourceId: id ?? '', ...(cadence && { cadence }) })
  }
  return (
    <FieldGroup title={{ es: 'Quién y qué', en: 'Who and what' }}>
      <Select
        {...form.field('institutionId')} label={t({ es: 'Institución', en: 'Institution' })} searchable allowDeselect={false} required disabled={!isNew}
        data={list.institutions.map(({ id, name, country }) => ({ value: id, label: `${name} (${country})` }))}
      />
      <Select
        {...form.field('sourceId')} onChange={chooseSource} label={t({ es: 'Fuente', en: 'Source' })} searchable allowDeselect={false} required disabled={!isNew}
        data={list.sources.map(({ id, name }) => ({ value: id, label: t(name) }))}
      />
      <CataloguesPicker
        label={{ es: 'Territorios', en: 'Territories' }} kinds={['country', 'territory']} value={form.values.territories} onChange={(territories) => form.set({ territories })} error={form.field('territories').error}
        hint={{ es: 'Si varias instituciones se reparten la fuente: cada uno debe traer algo. Vacío: todo lo suyo.', en: 'If several institutions share the source: each must bring something. Empty: all that is theirs.' }}
      />
    </FieldGroup>
  )
}

const When = ({ form }: { form: Form }) => {
  const t = useText()
  return (
    <FieldGroup title={{ es: 'Cuándo', en: 'When' }}>
      <Select {...form.field('cadence')} label={t({ es: 'Cada cuánto', en: 'How often' })} allowDeselect={false} data={cadences.map((cadence) => ({ value: cadence, label: t(cadenceNames[cadence]) }))} />
      <DateField
        label={{ es: 'Un día del primer periodo', en: 'A day of the first period' }} value={form.values.firstPeriod} onChange={(firstPeriod) => form.set({ firstPeriod })} error={form.field('firstPeriod').error}
        hint={{ es: 'Los periodos anteriores a hoy se podrán entregar en el mismo plazo desde hoy.', en: 'Periods before today may be delivered within the same days from today.' }}
      />
      <TextInput {...form.field('dueDays')} type="number" min={0} max={366} maw={240} label={t({ es: 'Días de plazo al terminar el periodo', en: 'Days allowed after the period ends' })} />
    </FieldGroup>
  )
}

const Whom = ({ form, list }: { form: Form; list: ObligationList }) => {
  const t = useText()
  const people = list.people.filter(({ institutionId }) => institutionId === form.values.institutionId)
  return (
    <FieldGroup title={{ es: 'A quién recordar', en: 'Whom to remind' }}>
      <MultiSelect
        {...form.field('contacts')} label={t({ es: 'Personas de contacto', en: 'Contact persons' })} data={people.map(({ id, name }) => ({ value: id, label: name }))}
        description={t({ es: 'Si no elige a nadie, se recuerda a todos los puntos focales de la institución.', en: 'If nobody is chosen, all the institution’s focal points are reminded.' })}
      />
      <TextInput {...form.field('remindBeforeDays')} type="number" min={0} max={60} maw={240} label={t({ es: 'Recordar tantos días antes', en: 'Remind so many days before' })} />
      <TextInput {...form.field('escalateAfterDays')} type="number" min={1} max={366} maw={240} label={t({ es: 'Avisar a coordinación a los tantos días de atraso', en: 'Tell the coordination after so many days late' })} />
    </FieldGroup>
  )
}
