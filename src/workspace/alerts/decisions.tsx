// What may be decided about an alert now: write, send for review, return, publish, cancel, close; each asks before it acts.
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ButtonLink, ConfirmDialog, Notice, TlpTag, useAct, useText, type Reply } from '../kit/kit.ts'
import { reachInWords } from './audience-fields.tsx'
import { nameOfField } from './words.tsx'

interface Decision {
  act: string
  path: string
  button: Text
  /** What will happen and to whom. */
  explains: Text
  done: Text
  asksWhy?: Text
  isMain?: boolean
}

const decisions: readonly Decision[] = [
  {
    act: 'alert.submit', path: '/api/alerts/:id/submission', isMain: true,
    button: { es: 'Enviar a revisión', en: 'Send for review' },
    explains: { es: 'Otra persona con permiso para publicar la leerá. Mientras tanto no se puede cambiar.', en: 'Another person who may publish will read it. Meanwhile it cannot be changed.' },
    done: { es: 'Enviada a revisión.', en: 'Sent for review.' },
  },
  {
    act: 'alert.publish', path: '/api/alerts/:id/publication', isMain: true,
    button: { es: 'Aprobar y publicar', en: 'Approve and publish' },
    explains: { es: 'Se entrega en el momento, en pantalla y con un aviso por correo que no dice su contenido. No se puede deshacer; sí actualizar o cancelar.', en: 'It is delivered at once, on screen and with an e-mail notice that does not tell its content. It cannot be undone; it can be updated or cancelled.' },
    done: { es: 'Alerta publicada.', en: 'Alert published.' },
  },
  {
    act: 'alert.return', path: '/api/alerts/:id/return',
    button: { es: 'Devolver', en: 'Return' },
    explains: { es: 'Vuelve a quien la redactó con su motivo.', en: 'It goes back to whoever drafted it with your reason.' },
    done: { es: 'Devuelta.', en: 'Returned.' },
    asksWhy: { es: 'Qué falta o qué corregir', en: 'What is missing or to be corrected' },
  },
  {
    act: 'alert.cancel', path: '/api/alerts/:id/cancellation',
    button: { es: 'Cancelar la alerta', en: 'Cancel the alert' },
    explains: { es: 'Todas las personas que la recibieron sabrán que ya no vale, y por qué.', en: 'Everyone who received it will be told that it no longer holds, and why.' },
    done: { es: 'Alerta cancelada.', en: 'Alert cancelled.' },
    asksWhy: { es: 'Por qué ya no vale (lo leen quienes la recibieron)', en: 'Why it no longer holds (read by those who received it)' },
  },
  {
    act: 'alert.close', path: '/api/alerts/:id/closure',
    button: { es: 'Cerrar', en: 'Close' },
    explains: { es: 'Termina y queda guardada con su historia. No se envía nada.', en: 'It ends and stays kept with its history. Nothing is sent.' },
    done: { es: 'Alerta cerrada.', en: 'Alert closed.' },
    asksWhy: { es: 'Cómo terminó', en: 'How it ended' },
  },
]

export const Decisions = ({ alert }: { alert: Reply<AlertView> }) => {
  const t = useText()
  const { allowed, workshop } = alert
  const offered = decisions.filter(({ act }) => allowed.includes(act))
  if (!workshop) return null
  return (
    <>
      {workshop.cannotApprove && <Notice title={{ es: 'Usted no puede aprobarla', en: 'You cannot approve it' }}><p>{t(workshop.cannotApprove)}</p></Notice>}
      {workshop.returnReason && <Notice title={{ es: 'Devuelta para corregir', en: 'Returned for correction' }}><p>{workshop.returnReason}</p></Notice>}
      {alert.state === 'draft' && <Gaps gaps={workshop.gaps} />}
      <Group gap="sm">
        {allowed.includes('alert.revise') && (
          <ButtonLink to={`/alerts/${alert.id}/edit`} variant={workshop.gaps.length > 0 ? 'filled' : 'default'}>
            {alert.state === 'draft' ? t({ es: 'Escribir', en: 'Write' }) : t({ es: 'Preparar una actualización', en: 'Prepare an update' })}
          </ButtonLink>
        )}
        {offered.map((decision) => <DecisionButton key={decision.act} decision={decision} alert={alert} workshop={workshop} />)}
      </Group>
    </>
  )
}

const Gaps = ({ gaps }: { gaps: NonNullable<AlertView['workshop']>['gaps'] }) => {
  const t = useText()
  if (gaps.length === 0) return null
  return (
    <Notice title={{ es: 'Antes de enviarla a revisión', en: 'Before sending it for review' }}>
      <ul>{gaps.map(({ field, reason }) => <li key={`${field} ${reason}`}>{t(nameOfField(field))}: {reason}</li>)}</ul>
    </Notice>
  )
}

interface DecisionButtonProps {
  decision: Decision
  alert: AlertView
  workshop: NonNullable<AlertView['workshop']>
}

const DecisionButton = ({ decision, alert, workshop }: DecisionButtonProps) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct('POST', decision.path, {
    onDone: () => {
      setOpen(false)
      announce(t(decision.done))
    },
  })
  const isPublication = decision.act === 'alert.publish'
  const isNext = decision.isMain && workshop.gaps.length === 0
  return (
    <>
      <Button variant={isNext ? 'filled' : 'default'} onClick={() => setOpen(true)}>{t(decision.button)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={decision.button} confirm={decision.button} isBusy={act.isPending} problem={act.error}
        onConfirm={() => act.mutate({ id: alert.id, basedOn: alert.version, ...(decision.asksWhy && { reason }) })}
      >
        {isPublication && <Destination alert={alert} workshop={workshop} />}
        <p>{t(decision.explains)}</p>
        {decision.asksWhy && <Textarea label={t(decision.asksWhy)} autosize minRows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      </ConfirmDialog>
    </>
  )
}

const Destination = ({ alert, workshop }: Omit<DecisionButtonProps, 'decision'>) => {
  const t = useText()
  return (
    <>
      <p><strong>{t(reachInWords(workshop.audience.reach))}</strong></p>
      <p><TlpTag tlp={alert.tlp} explains /></p>
      {alert.content.audience.isPublic && <p>{t({ es: 'También la leerá cualquiera, en la página pública de alertas.', en: 'Anyone will also read it, on the public page of alerts.' })}</p>}
    </>
  )
}
