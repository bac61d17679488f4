// Acknowledging an alert: that it was read, and what was done about it; without network it waits here and is sent once.
import { Button, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { deedNames, deeds, type Deed } from '../../modules/alerts/model/answers.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { announce, Notice, ProblemNotice, Section, StateTag, useFormat, useSession, useText, type Reply } from '../kit/kit.ts'
import { dropAnswer, giveAnswer, useWaitingAnswer, type Answer } from './outbox.ts'

interface AcknowledgementProps {
  alert: Reply<AlertView>
  received: NonNullable<AlertView['received']>
}

export const Acknowledgement = ({ alert, received }: AcknowledgementProps) => {
  const person = useSession()?.person?.id
  const waiting = useWaitingAnswer(person, alert.id)
  return (
    <Section title={{ es: 'Su acuse de recibo', en: 'Your acknowledgement' }}>
      <Standing received={received} />
      {waiting && person && <Waiting answer={waiting} onDrop={() => void dropAnswer(person, alert.id)} />}
      {person && alert.allowed.includes('alert.acknowledge') && (
        <AnswerForm key={`${received.kind} ${received.version} ${waiting?.writtenAt ?? ''}`} person={person} alertId={alert.id} received={received} waiting={waiting} />
      )}
    </Section>
  )
}

const Standing = ({ received: { acknowledgedAt, did } }: Pick<AcknowledgementProps, 'received'>) => {
  const t = useText()
  const { dateTime } = useFormat()
  if (!acknowledgedAt) return null
  const what = did ? ` ${t(deedNames[did])}.` : ''
  return <Notice><p>{t({ es: `Usted acusó recibo el ${dateTime(acknowledgedAt)}.`, en: `You acknowledged it on ${dateTime(acknowledgedAt)}.` })}{what}</p></Notice>
}

const Waiting = ({ answer: { did, writtenAt, refusal }, onDrop }: { answer: Answer; onDrop: () => void }) => {
  const t = useText()
  const { dateTime } = useFormat()
  if (refusal !== undefined) {
    return (
      <Notice title={{ es: 'El nodo no aceptó lo que escribió sin red', en: 'The node did not take what you wrote without network' }}>
        <p>{refusal}</p>
        <Button variant="default" onClick={onDrop}>{t({ es: 'Quitarlo de este dispositivo', en: 'Remove it from this device' })}</Button>
      </Notice>
    )
  }
  return (
    <div role="status">
      <p><StateTag kind="waiting" label={{ es: 'Esperando la red', en: 'Waiting for the network' }} /></p>
      <p>{t({
        es: `Escrito el ${dateTime(writtenAt)}: ${t(deedNames[did])}. Está guardado en este dispositivo y se envía solo, una vez, en cuanto el nodo responda.`,
        en: `Written on ${dateTime(writtenAt)}: ${t(deedNames[did])}. It is kept on this device and sends itself, once, as soon as the node answers.`,
      })}</p>
    </div>
  )
}

interface AnswerFormProps {
  person: string
  alertId: string
  received: AcknowledgementProps['received']
  waiting: Answer | undefined
}

const AnswerForm = ({ person, alertId, received, waiting }: AnswerFormProps) => {
  const t = useText()
  const [did, setDid] = useState<Deed | null>(waiting?.did ?? received.did)
  const [note, setNote] = useState(waiting?.note ?? received.note ?? '')
  const [isAsked, setAsked] = useState(false)
  const answer = useMutation({
    networkMode: 'always',
    mutationFn: (deed: Deed) => giveAnswer(person, { alert: alertId, version: received.version, kind: received.kind, did: deed, note, writtenAt: new Date().toISOString() }),
    onSuccess: (outcome) => announce(outcome === 'sent'
      ? t({ es: 'Acuse registrado. Gracias.', en: 'Acknowledged. Thank you.' })
      : t({ es: 'Guardado en este dispositivo; se enviará solo.', en: 'Kept on this device; it will send itself.' })),
  })
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault()
      setAsked(true)
      if (did !== null && !answer.isPending) answer.mutate(did)
    }}>
      <Stack gap="md" maw="40rem">
        <ProblemNotice problem={answer.error} />
        <Radio.Group
          label={t({ es: 'Qué hizo', en: 'What you did' })} value={did} onChange={(value) => setDid(value)} required
          error={isAsked && did === null ? t({ es: 'Elija una respuesta.', en: 'Choose an answer.' }) : undefined}
        >
          <Stack gap="xs" mt={4}>{deeds.map((deed) => <Radio key={deed} value={deed} label={t(deedNames[deed])} />)}</Stack>
        </Radio.Group>
        <Textarea
          label={t({ es: 'En sus palabras, si hace falta', en: 'In your words, if need be' })} autosize minRows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)}
          description={t({ es: 'Lo lee quien preparó la alerta. Sin nombres de personas.', en: 'Read by whoever prepared the alert. No names of people.' })}
        />
        <div><Button type="submit" aria-busy={answer.isPending}>{answerButton(answer.isPending, received.acknowledgedAt !== null, t)}</Button></div>
      </Stack>
    </form>
  )
}

const answerButton = (isSending: boolean, isCorrecting: boolean, t: ReturnType<typeof useText>): string => {
  if (isSending) return t({ es: 'Enviando…', en: 'Sending…' })
  return isCorrecting ? t({ es: 'Corregir lo anotado', en: 'Correct the note' }) : t({ es: 'Acusar recibo', en: 'Acknowledge' })
}
