// What may be decided about a bulletin now; each asks before it acts.
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { BulletinState, BulletinView } from '../../modules/bulletins/model.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ConfirmDialog, useAct, useGo, useText, type Reply } from '../kit/kit.ts'

interface Decision {
  act: string
  address: string
  from: readonly BulletinState[]
  button: Text
  explains: Text
  done: Text
  asksWhy?: Text
  isMain?: boolean
  opensAnother?: boolean
}

const decisions: readonly Decision[] = [
  {
    act: 'bulletin.submit', address: 'submission', from: ['draft'], isMain: true,
    button: { es: 'Enviar a revisión', en: 'Send for review' },
    explains: { es: 'Otra persona que puede publicar lo leerá.', en: 'Another person who may publish will read it.' },
    done: { es: 'Enviado a revisión.', en: 'Sent for review.' },
  },
  {
    act: 'bulletin.publish', address: 'publication', from: ['review'], isMain: true,
    button: { es: 'Aprobar y publicar', en: 'Approve and publish' },
    explains: { es: 'Cualquiera podrá leerlo en el momento. Las cifras quedan como están ahora; después solo se puede corregir con otro boletín o retirar diciendo por qué.', en: 'Anyone will be able to read it at once. The figures stay as they are now; afterwards it can only be corrected by another bulletin or withdrawn with a reason.' },
    done: { es: 'Boletín publicado.', en: 'Bulletin published.' },
  },
  {
    act: 'bulletin.return', address: 'return', from: ['review'],
    button: { es: 'Devolver', en: 'Return' }, explains: { es: 'Vuelve a borrador con su motivo.', en: 'It goes back to draft with your reason.' }, done: { es: 'Devuelto.', en: 'Returned.' },
    asksWhy: { es: 'Qué falta o qué corregir', en: 'What is missing or to be corrected' },
  },
  {
    act: 'bulletin.discard', address: 'discard', from: ['draft'],
    button: { es: 'Descartar', en: 'Discard' }, explains: { es: 'El borrador sale de la lista y no se publica.', en: 'The draft leaves the list and is not published.' }, done: { es: 'Descartado.', en: 'Discarded.' },
  },
  {
    act: 'bulletin.correct', address: 'correction', from: ['published', 'withdrawn'], opensAnother: true,
    button: { es: 'Corregir con otro boletín', en: 'Correct with another bulletin' },
    explains: { es: 'Se abre un borrador con el mismo texto. El publicado no cambia hasta que se publique la corrección, y entonces la señala.', en: 'A draft with the same text opens. The published one does not change until the correction is published, and then points to it.' },
    done: { es: 'Borrador de la corrección abierto.', en: 'Draft of the correction opened.' },
  },
  {
    act: 'bulletin.withdraw', address: 'withdrawal', from: ['published'],
    button: { es: 'Retirar', en: 'Withdraw' }, explains: { es: 'La página sigue, y dice en grande que se retiró y por qué.', en: 'The page stays, and says plainly that it was withdrawn and why.' }, done: { es: 'Retirado.', en: 'Withdrawn.' },
    asksWhy: { es: 'Por qué se retira (lo lee todo el mundo)', en: 'Why it is withdrawn (everyone reads it)' },
  },
]

export const Decisions = ({ bulletin }: { bulletin: Reply<BulletinView> }) => (
  <Group gap="sm">
    {decisions.filter(({ act, from }) => bulletin.allowed.includes(act) && from.includes(bulletin.state)).map((decision) => <DecisionButton key={decision.act} decision={decision} bulletin={bulletin} />)}
  </Group>
)

const DecisionButton = ({ decision, bulletin }: { decision: Decision; bulletin: BulletinView }) => {
  const t = useText()
  const go = useGo()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct<BulletinView>('POST', `/api/bulletins/:id/${decision.address}`, {
    onDone: ({ id }) => {
      setOpen(false)
      announce(t(decision.done))
      if (decision.opensAnother) go(`/bulletins/${id}`)
    },
  })
  return (
    <>
      <Button variant={decision.isMain ? 'filled' : 'default'} onClick={() => setOpen(true)}>{t(decision.button)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={decision.button} confirm={decision.button} isBusy={act.isPending} problem={act.error}
        onConfirm={() => act.mutate({ id: bulletin.id, basedOn: bulletin.version, ...(decision.asksWhy && { reason }) })}
      >
        <p>{t(decision.explains)}</p>
        {decision.asksWhy && <Textarea label={t(decision.asksWhy)} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      </ConfirmDialog>
    </>
  )
}
