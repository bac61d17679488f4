// The part of an alert's form that points to signals, saved figures and protocols.
import { MultiSelect } from '@mantine/core'
import type { AlertContent } from '../../modules/alerts/model/content.ts'
import type { Protocol } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { FieldGroup, useMay, useRead, useText } from '../kit/kit.ts'
import type { AlertFormState } from './alert-form.tsx'
import { nameOfField } from './words.tsx'

interface SignalLine {
  id: string
  whatName: Text
  placeName: Text
  period: string
}

interface Choice {
  value: string
  label: string
}

/** What is already linked stays named by its id when the list does not hold it (a signal decided long ago, say). */
const withKept = (choices: readonly Choice[], kept: readonly string[], label: string): Choice[] => [
  ...choices, ...kept.filter((id) => !choices.some(({ value }) => value === id)).map((value) => ({ value, label })),
]

export const LinksFields = ({ form }: { form: AlertFormState }) => {
  const t = useText()
  const protocols = useRead<{ items: Protocol[] }>('/api/protocols')
  const { links } = form.values.content
  return (
    <FieldGroup
      title={{ es: '6. Enlaces', en: '6. Links' }}
      hint={{ es: 'Cada persona ve solo los enlaces que ya podía abrir. Los archivos se añaden en la pantalla de la alerta.', en: 'Each person sees only the links they could already open. Files are added on the alert’s screen.' }}
    >
      <MultiSelect label={t(nameOfField('links.protocols'))} searchable clearable data={(protocols.data?.items ?? []).map(({ id, names }) => ({ value: id, label: t(names) }))} {...form.field('content.links.protocols')} />
      {useMay('signal.list') && <SignalLinks form={form} links={links} />}
      {useMay('view.list') && <ViewLinks form={form} links={links} />}
    </FieldGroup>
  )
}

interface Part {
  form: AlertFormState
  links: AlertContent['links']
}

const earlier: Text = { es: 'Enlace guardado antes', en: 'Link kept from before' }

const SignalLinks = ({ form, links }: Part) => {
  const t = useText()
  const signals = useRead<{ items: SignalLine[] }>('/api/signals', { state: 'all' })
  const choices = (signals.data?.items ?? []).map(({ id, whatName, placeName, period }) => ({ value: id, label: `${t(whatName)}, ${t(placeName)}, ${period}` }))
  return <MultiSelect label={t(nameOfField('links.signals'))} searchable clearable data={withKept(choices, links.signals, t(earlier))} {...form.field('content.links.signals')} />
}

const ViewLinks = ({ form, links }: Part) => {
  const t = useText()
  const views = useRead<{ items: { id: string; name: string }[] }>('/api/views')
  const choices = (views.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return <MultiSelect label={t(nameOfField('links.views'))} searchable clearable data={withKept(choices, links.views, t(earlier))} {...form.field('content.links.views')} />
}
