// While a delivery is imported: which step, how far, how long it still takes, and the way to stop it; and what is told once it was stopped.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { readingStepNames } from '../../modules/collection/model.ts'
import type { DeliveryReceipt, Progress as Importing } from '../../modules/collection/model/delivery.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ConfirmDialog, Notice, Progress, useAct, useFormat, useText } from '../kit/kit.ts'
import { timeLeft } from './time-left.ts'

const waiting: Text = { es: 'En espera de ser leída', en: 'Waiting to be read' }

const stepName = ({ step, number, steps }: Importing): Text => {
  const { es, en } = readingStepNames[step]
  return { es: `Paso ${number} de ${steps}: ${es.toLowerCase()}`, en: `Step ${number} of ${steps}: ${en.toLowerCase()}` }
}

const Far = ({ progress }: { progress: Importing }) => {
  const t = useText()
  const { number } = useFormat()
  const { share, secondsLeft, rows } = progress
  const parts: Text[] = [
    { es: `${number(rows)} filas leídas`, en: `${number(rows)} rows read` },
    ...(secondsLeft === null ? [] : [timeLeft(secondsLeft)]),
  ]
  return <Progress label={stepName(progress)} {...(share !== null && { share })} note={parts.map((part) => t(part)).join(' · ')} />
}

/** How far the import got, and the button that stops it for those who may. */
export const BeingRead = ({ delivery }: { delivery: DeliveryReceipt & { allowed: string[] } }) => (
  <>
    {delivery.progress ? <Far progress={delivery.progress} /> : <Progress label={waiting} />}
    {delivery.allowed.includes('delivery.cancel') && <Stop id={delivery.id} />}
  </>
)

const Stop = ({ id }: { id: string }) => {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const act = useAct('POST', '/api/deliveries/:id/cancellation', {
    onDone: () => {
      setAsking(false)
      announce(t({ es: 'Lectura detenida', en: 'Reading stopped' }))
    },
  })
  return (
    <div>
      <Button variant="default" onClick={() => setAsking(true)}>{t({ es: 'Detener la lectura', en: 'Stop the reading' })}</Button>
      <ConfirmDialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={{ es: 'Detener la lectura', en: 'Stop the reading' }} confirm={{ es: 'Detener', en: 'Stop' }}
        onConfirm={() => act.mutate({ id })} isBusy={act.isPending} problem={act.error}
      >
        <p>{t({ es: 'No se guardará nada de este archivo. Podrá entregarlo de nuevo cuando quiera.', en: 'Nothing of this file will be kept. You can deliver it again whenever you like.' })}</p>
      </ConfirmDialog>
    </div>
  )
}

/** What is told of a delivery that somebody stopped. */
export const Stopped = () => {
  const t = useText()
  return (
    <Notice title={{ es: 'Se detuvo la lectura de este archivo', en: 'The reading of this file was stopped' }}>
      <p>{t({ es: 'No se guardó ninguna de sus cifras. Si fue por error, entréguelo de nuevo.', en: 'None of its figures was kept. If that was a mistake, deliver it again.' })}</p>
    </Notice>
  )
}
