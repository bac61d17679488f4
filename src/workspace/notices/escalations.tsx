// Who of an institution is told next while nobody of it has acknowledged: the order, and after how long.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { escalating, proposedMinutes, type Escalating, type PlanView } from '../../modules/notices/model/escalation.ts'
import { ActForm, announce, Empty, FieldGroup, Notice, PageFrame, Read, SeverityTag, useActForm, useRead, useText, type Severity } from '../kit/kit.ts'
import { PeopleInOrder } from './people-in-order.tsx'

export const Escalations = () => {
  const t = useText()
  return (
    <PageFrame title={{ es: 'Si nadie acusa recibo', en: 'When nobody answers' }} lead={t({
      es: 'Cuando nadie de una institución acusa recibo a tiempo, se avisa a la primera persona de la lista; si sigue el silencio otro tanto, a la siguiente. Le llega al momento, también en sus horas de silencio.',
      en: 'When nobody of an institution acknowledges in time, the first person of the list is told; if silence lasts as long again, the next. It reaches them at once, in their quiet hours too.',
    })}>
      <Read of={useRead<{ items: PlanView[] }>('/api/escalations')}>{({ items }) => <Chosen items={items} />}</Read>
    </PageFrame>
  )
}

const Chosen = ({ items }: { items: readonly PlanView[] }) => {
  const t = useText()
  const [id, setId] = useState(items[0]?.institution.id)
  const shown = items.find(({ institution }) => institution.id === id)
  if (!shown) return <Empty title={{ es: 'Ninguna institución tiene todavía personas.', en: 'No institution has people yet.' }} />
  return (
    <>
      {items.length > 1 && (
        <Select label={t({ es: 'Institución', en: 'Institution' })} searchable allowDeselect={false} maw={480} value={shown.institution.id} onChange={(next) => setId(next ?? undefined)}
          data={items.map(({ institution, plan }) => ({ value: institution.id, label: `${institution.name} (${institution.country})${plan ? '' : ` · ${t({ es: 'sin lista', en: 'no list' })}`}` }))} />
      )}
      <PlanForm key={shown.institution.id} shown={shown} />
    </>
  )
}

interface Entries extends Record<string, unknown> {
  people: string[]
  Extreme: string
  Severe: string
  Moderate: string
}

const written = (minutes: number | null): string => (minutes === null ? '' : String(minutes))
const read = (text: string): number | null => (text.trim() === '' ? null : Number(text))

const PlanForm = ({ shown: { institution, plan, members } }: { shown: PlanView }) => {
  const t = useText()
  const minutes = plan?.minutes ?? proposedMinutes
  const form = useActForm<PlanView, Entries>({
    method: 'PUT', path: '/api/escalations/:institutionId', also: { institutionId: institution.id },
    initial: { people: plan?.people ?? [], Extreme: written(minutes.Extreme), Severe: written(minutes.Severe), Moderate: written(minutes.Moderate) },
    toInput: ({ people, ...times }) => ({ people, minutes: { Extreme: read(times.Extreme), Severe: read(times.Severe), Moderate: read(times.Moderate) } }),
    onDone: () => announce(t({ es: 'Lista guardada. Vale desde ahora.', en: 'List saved. It holds from now on.' })),
  })
  if (members.length === 0) return <Empty title={{ es: 'Nadie de esta institución recibe alertas.', en: 'Nobody of this institution receives alerts.' }}><p>{t({ es: 'Pida a administración que dé a alguien un papel que las reciba.', en: 'Ask an administrator to give somebody a role that receives them.' })}</p></Empty>
  return (
    <ActForm form={form} submit={{ es: 'Guardar', en: 'Save' }}>
      {plan === null && <Notice><p>{t({ es: 'Todavía no hay lista: si nadie acusa recibo, no se avisa a nadie más.', en: 'There is no list yet: when nobody answers, nobody else is told.' })}</p></Notice>}
      <FieldGroup title={{ es: 'A quién, en orden', en: 'Whom, in order' }} hint={{
        es: 'Solo se avisa a quien ya recibió la alerta.', en: 'Only those who already received the alert are told.',
      }}>
        <PeopleInOrder people={form.values.people} members={members} onChange={(people) => form.set({ people })} />
      </FieldGroup>
      <FieldGroup title={{ es: 'Después de cuántos minutos sin acuse', en: 'After how many minutes without an answer' }} hint={{ es: 'Vacío: nunca.', en: 'Empty: never.' }}>
        {escalating.map((severity) => <Minutes key={severity} severity={severity} field={form.field(severity)} error={form.field(`minutes.${severity}`).error} />)}
      </FieldGroup>
    </ActForm>
  )
}

type Field = ReturnType<ReturnType<typeof useActForm>['field']>

const Minutes = ({ severity, field, error }: { severity: Escalating; field: Field; error: Field['error'] }) => (
  <TextInput {...field} error={error} type="number" min={1} max={10080} maw={240} label={<SeverityTag severity={severity.toLowerCase() as Severity} />} />
)
