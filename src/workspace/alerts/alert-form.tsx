// The fields of an alert, and saving them over the version they started from.
import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  alertKinds, certainties, certaintyNames, severities, severityNames, urgencies, urgencyNames, type AlertContent,
} from '../../modules/alerts/model/content.ts'
import { kindNames } from '../../modules/alerts/model/templates.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { CataloguePicker, CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { ActForm, announce, ButtonLink, FieldGroup, useActForm, useGo, useText, type ActFormState } from '../kit/kit.ts'
import { AudienceFields } from './audience-fields.tsx'
import { Conflict } from './conflict.tsx'
import { fieldNames, useChoices } from './words.tsx'

/** The content with its end as a local time, as the browser's input wants it. */
interface AlertFields extends Record<string, unknown> {
  content: Omit<AlertContent, 'expires'> & { expires: string }
}
export type AlertFormState = ActFormState<AlertView, AlertFields>

const asLocal = (iso: string | null): string => {
  if (iso === null) return ''
  const time = new Date(iso)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const fieldsOf = (content: AlertContent): AlertFields => ({ content: { ...content, expires: asLocal(content.expires) } })

const contentOf = ({ content }: AlertFields): AlertContent => ({ ...content, expires: content.expires === '' ? null : new Date(content.expires).toISOString() })

export const AlertForm = ({ alert }: { alert: AlertView }) => {
  const t = useText()
  const go = useGo()
  const [start, setStart] = useState({ version: alert.version, content: alert.content })
  const form = useActForm<AlertView, AlertFields>({
    method: 'PUT',
    path: '/api/alerts/:id',
    initial: fieldsOf(alert.content),
    toInput: (fields) => ({ id: alert.id, basedOn: start.version, content: contentOf(fields) }),
    onDone: () => {
      announce(t({ es: 'Versión guardada.', en: 'Version saved.' }))
      go(`/alerts/${alert.id}`)
    },
  })
  return (
    <ActForm
      form={form} submit={{ es: 'Guardar', en: 'Save' }}
      others={<ButtonLink to={`/alerts/${alert.id}`} variant="default">{t({ es: 'Volver sin guardar', en: 'Go back without saving' })}</ButtonLink>}
    >
      <Conflict
        problem={form.act.error} base={start.content} mine={contentOf(form.values)}
        onChoose={(version, content, theirs) => {
          setStart({ version, content: theirs })
          form.set(fieldsOf(content))
          form.act.reset()
        }}
      />
      <WhatAndWhere form={form} />
      <Words form={form} />
      <Grading form={form} />
      <AudienceFields form={form} />
    </ActForm>
  )
}

interface FormPart {
  form: AlertFormState
}

const WhatAndWhere = ({ form }: FormPart) => {
  const t = useText()
  const choices = useChoices()
  const { content } = form.values
  const change = (some: Partial<AlertFields['content']>): void => form.set({ content: { ...content, ...some } })
  return (
    <FieldGroup title={{ es: '1. Qué y dónde', en: '1. What and where' }}>
      <Select label={t(fieldNames.kind!)} data={choices(alertKinds, kindNames)} allowDeselect={false} {...form.field('content.kind')} />
      <CataloguePicker label={fieldNames.offence!} kinds={['offence']} value={content.offence} onChange={(offence) => change({ offence })} id={form.idOf('content.offence')} />
      <CataloguesPicker
        label={fieldNames.territories!} kinds={['territory', 'country']} id={form.idOf('content.territories')}
        value={content.territories} onChange={(territories) => change({ territories })}
      />
    </FieldGroup>
  )
}

const Words = ({ form }: FormPart) => {
  const t = useText()
  const english = { es: 'Obligatorio si la alerta es pública.', en: 'Required when the alert is public.' }
  return (
    <>
      <FieldGroup title={{ es: '2. En español', en: '2. In Spanish' }} hint={{ es: 'Frases cortas. Ningún nombre de persona.', en: 'Short sentences. No names of people.' }}>
        <TextInput label={t(fieldNames['title.es']!)} maxLength={160} {...form.field('content.title.es')} />
        <Textarea label={t(fieldNames['summary.es']!)} autosize minRows={3} maxLength={4000} {...form.field('content.summary.es')} />
        <Textarea label={t(fieldNames['instructions.es']!)} autosize minRows={3} maxLength={4000} {...form.field('content.instructions.es')} />
      </FieldGroup>
      <FieldGroup title={{ es: '3. En inglés', en: '3. In English' }} hint={english}>
        <TextInput label={t(fieldNames['title.en']!)} maxLength={160} lang="en" {...form.field('content.title.en')} />
        <Textarea label={t(fieldNames['summary.en']!)} autosize minRows={3} maxLength={4000} lang="en" {...form.field('content.summary.en')} />
        <Textarea label={t(fieldNames['instructions.en']!)} autosize minRows={3} maxLength={4000} lang="en" {...form.field('content.instructions.en')} />
      </FieldGroup>
    </>
  )
}

const Grading = ({ form }: FormPart) => {
  const t = useText()
  const choices = useChoices()
  return (
    <FieldGroup title={{ es: '4. Qué tan grave y hasta cuándo', en: '4. How grave and until when' }}>
      <Select label={t(fieldNames.severity!)} data={choices(severities, severityNames)} allowDeselect={false} {...form.field('content.severity')} />
      <Select label={t(fieldNames.urgency!)} data={choices(urgencies, urgencyNames)} allowDeselect={false} {...form.field('content.urgency')} />
      <Select label={t(fieldNames.certainty!)} data={choices(certainties, certaintyNames)} allowDeselect={false} {...form.field('content.certainty')} />
      <TextInput type="datetime-local" label={t(fieldNames.expires!)} description={t({ es: 'Hora de este lugar.', en: 'Local time.' })} {...form.field('content.expires')} />
    </FieldGroup>
  )
}
