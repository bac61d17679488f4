// Acknowledging an alert: that it was read, and what was done about it.
import { Textarea } from '@mantine/core'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { ActForm, announce, Notice, Section, useActForm, useFormat, useText, type Reply } from '../kit/kit.ts'

interface AcknowledgementProps {
  alert: Reply<AlertView>
  received: NonNullable<AlertView['received']>
}

export const Acknowledgement = ({ alert, received }: AcknowledgementProps) => {
  const t = useText()
  const { dateTime } = useFormat()
  const form = useActForm<{ acknowledgedAt: string }, { note: string }>({
    method: 'POST',
    path: '/api/alerts/:id/acknowledgement',
    initial: { note: received.note ?? '' },
    also: { id: alert.id },
    onDone: () => announce(t({ es: 'Acuse registrado. Gracias.', en: 'Acknowledged. Thank you.' })),
  })
  return (
    <Section title={{ es: 'Su acuse de recibo', en: 'Your acknowledgement' }}>
      {received.acknowledgedAt && (
        <Notice><p>{t({ es: `Usted acusó recibo el ${dateTime(received.acknowledgedAt)}.`, en: `You acknowledged it on ${dateTime(received.acknowledgedAt)}.` })}</p></Notice>
      )}
      {alert.allowed.includes('alert.acknowledge') && (
        <ActForm form={form} submit={received.acknowledgedAt ? { es: 'Corregir lo anotado', en: 'Correct the note' } : { es: 'Acusar recibo', en: 'Acknowledge' }}>
          <Textarea
            label={t({ es: 'Qué se hizo o se hará', en: 'What was or will be done' })} autosize minRows={2} maxLength={2000}
            description={t({ es: 'Lo lee quien preparó la alerta. Sin nombres de personas.', en: 'Read by whoever prepared the alert. No names of people.' })}
            {...form.field('note')}
          />
        </ActForm>
      )}
    </Section>
  )
}
