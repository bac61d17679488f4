// Where a filled period stands: kept on this device, waiting for the network, received.
import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { AppLink, Notice, StateTag, useFormat, useText } from '../kit/kit.ts'
import type { Draft, Received } from './outbox.ts'
import type { Saving } from './use-draft.ts'

const watchNetwork = (changed: () => void): (() => void) => {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

const useOnline = (): boolean => useSyncExternalStore(watchNetwork, () => navigator.onLine)

interface SavedProps {
  saving: Saving
  draft: Draft | undefined
  received: Received | undefined
}

/** Above the grid: that nothing typed can be lost, or what the node said of it. */
export const Saved = ({ saving, draft, received }: SavedProps) => {
  const t = useText()
  const { dateTime } = useFormat()
  if (received) {
    return (
      <Notice title={{ es: 'Recibida', en: 'Received' }}>
        <p>{t({ es: `El nodo recibió sus cifras el ${dateTime(received.at)}.`, en: `The node received your figures on ${dateTime(received.at)}.` })} <AppLink to={`/deliveries/${received.delivery}`}>{t({ es: 'Ver el recibo', en: 'See the receipt' })}</AppLink></p>
      </Notice>
    )
  }
  if (saving === 'failed') return <Notice title={{ es: 'Este navegador no guarda nada', en: 'This browser keeps nothing' }}><p>{t({ es: 'Lo que escriba se perderá si cierra la página. Envíelo antes de salir.', en: 'What you type is lost if you close the page. Send it before you leave.' })}</p></Notice>
  return (
    <>
      {draft?.refusal !== undefined && <Notice title={{ es: 'El nodo no lo aceptó', en: 'The node did not take it' }}><p>{draft.refusal}</p></Notice>}
      {draft && <p><StateTag kind="draft" label={saving === 'saving' ? { es: 'Guardando…', en: 'Saving…' } : { es: 'Guardado en este dispositivo, sin enviar', en: 'Kept on this device, not sent' }} /></p>}
    </>
  )
}

/** Instead of the grid while the delivery is on its way. */
export const OnItsWay = ({ onCorrect }: { onCorrect: () => void }) => {
  const t = useText()
  const isOnline = useOnline()
  return (
    <>
      <div role="status">
        <p><StateTag kind="waiting" label={isOnline ? { es: 'Enviando…', en: 'Sending…' } : { es: 'Esperando la red', en: 'Waiting for the network' }} /></p>
        <p>{t({
          es: 'Sus cifras están guardadas en este dispositivo y se envían solas en cuanto el nodo responda, una sola vez. Puede cerrar la página; al volver a abrir SIDMI sigue.',
          en: 'Your figures are kept on this device and send themselves as soon as the node answers, once only. You may close the page; it goes on when SIDMI is opened again.',
        })}</p>
      </div>
      <div><Button variant="default" onClick={onCorrect}>{t({ es: 'Detener el envío y corregir', en: 'Stop sending and correct' })}</Button></div>
    </>
  )
}
