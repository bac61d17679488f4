// What may be decided about an open signal: turn it into an alert, or dismiss it with a reason that others will read.
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { SignalDetail } from '../../modules/warning/model.ts'
import { announce, ApiProblem, ButtonLink, ConfirmDialog, useAct, useMay, useText, type Reply } from '../kit/kit.ts'

export const Decision = ({ signal }: { signal: Reply<SignalDetail> }) => {
  const t = useText()
  const mayDraft = useMay('alert.draft')
  if (signal.state !== 'open') return null
  return (
    <Group gap="sm">
      {mayDraft && <ButtonLink to={`/alerts/new?signal=${signal.id}`}>{t({ es: 'Convertir en alerta', en: 'Turn into an alert' })}</ButtonLink>}
      {signal.allowed.includes('signal.dismiss') && <Dismissal id={signal.id} />}
    </Group>
  )
}

const Dismissal = ({ id }: { id: string }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct('POST', '/api/signals/:id/dismissal', {
    onDone: () => {
      setOpen(false)
      announce(t({ es: 'Señal descartada.', en: 'Signal dismissed.' }))
    },
  })
  const verb = { es: 'Descartar', en: 'Dismiss' }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t(verb)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Descartar la señal', en: 'Dismiss the signal' }} confirm={verb}
        isBusy={act.isPending} problem={act.error} onConfirm={() => act.mutate({ id, reason })}
      >
        <p>{t({ es: 'Sale de la lista y queda guardada con su motivo, que leerán las demás personas analistas.', en: 'It leaves the list and is kept with your reason, which other analysts will read.' })}</p>
        <Textarea
          label={t({ es: 'Por qué no merece una alerta', en: 'Why it does not deserve an alert' })} autosize minRows={3} maxLength={2000} required
          value={reason} onChange={(event) => setReason(event.currentTarget.value)}
          error={act.error instanceof ApiProblem ? act.error.fields['reason'] : undefined}
        />
      </ConfirmDialog>
    </>
  )
}
