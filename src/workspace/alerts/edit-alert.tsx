// The form of an alert: reads it once, so that what others save meanwhile never wipes what is being typed.
import { useState } from 'react'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { PageFrame, Read, useParameter, useRead, useText } from '../kit/kit.ts'
import { AlertForm } from './alert-form.tsx'

export const EditAlert = () => {
  const id = useParameter('id')
  const t = useText()
  const reading = useRead<AlertView>('/api/alerts/:id', { id })
  return (
    <PageFrame
      title={{ es: 'Escribir la alerta', en: 'Write the alert' }}
      up={{ to: `/alerts/${id}`, label: { es: 'La alerta', en: 'The alert' } }}
      lead={t({
        es: 'Cada vez que guarda queda una versión. Si otra persona la cambia mientras usted escribe, verá las diferencias antes de guardar.',
        en: 'Each time you save a version is kept. If somebody else changes it while you write, you will see the differences before saving.',
      })}
    >
      <Read of={reading}>{(alert) => <FirstRead key={id} alert={alert} />}</Read>
    </PageFrame>
  )
}

const FirstRead = ({ alert }: { alert: AlertView }) => {
  const [first] = useState(alert)
  return <AlertForm alert={first} />
}
