// The fields of an alert, and saving them over the version they started from.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { certainties, certaintyNames, severities, severityNames, urgencies, urgencyNames, type AlertContent } from '../../modules/alerts/model/content.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { ActForm, announce, ButtonLink, FieldGroup, useActForm, useGo, useText, type ActFormState } from '../kit/kit.ts'
import { AudienceFields } from './audience-fields.tsx'
import { Conflict } from './conflict.tsx'
import { DeskFields } from './desk-fields.tsx'
import { LinksFields } from './links-fields.tsx'
import { WhatAndWhere } from './what-fields.tsx'
import { Words } from './words-fields.tsx'
import { nameOfField, useChoices } from './words.tsx'

/** The content with its end as a local time, as the browser's input wants it. */
export interface AlertFields extends Record<string, unknown> {
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
      <LinksFields form={form} />
      <AudienceFields form={form} />
      <DeskFields form={form} />
    </ActForm>
  )
}

interface FormPart {
  form: AlertFormState
}

const Grading = ({ form }: FormPart) => {
  const t = useText()
  const choices = useChoices()
  return (
    <FieldGroup title={{ es: '5. Qué tan grave y hasta cuándo', en: '5. How grave and until when' }}>
      <Select label={t(nameOfField('severity'))} data={choices(severities, severityNames)} allowDeselect={false} {...form.field('content.severity')} />
      <Select label={t(nameOfField('urgency'))} data={choices(urgencies, urgencyNames)} allowDeselect={false} {...form.field('content.urgency')} />
      <Select label={t(nameOfField('certainty'))} data={choices(certainties, certaintyNames)} allowDeselect={false} {...form.field('content.certainty')} />
      <TextInput type="datetime-local" label={t(nameOfField('expires'))} description={t({ es: 'Hora de este lugar.', en: 'Local time.' })} {...form.field('content.expires')} />
    </FieldGroup>
  )
}
