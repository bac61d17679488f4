// On the start screen: the alerts sent to this person that still wait to be acknowledged, and those that wait for approval.
import type { AlertSummary } from '../../modules/alerts/model/views.ts'
import { Empty, Read, Section, useMay, useRead } from '../kit/kit.ts'
import { DeskTable, ReceivedTable } from './alert-tables.tsx'
import { useCarried, useReceived } from './received.ts'

export const UnreadAlerts = () => {
  const mayPublish = useMay('alert.publish')
  return (
    <>
      <Received />
      {mayPublish && <ForApproval />}
    </>
  )
}

const ForApproval = () => (
  <Section title={{ es: 'Alertas por aprobar', en: 'Alerts to approve' }}>
    <Read of={useRead<{ items: AlertSummary[] }>('/api/alerts', { box: 'desk' })}>
      {({ items }) => (
        <DeskTable
          alerts={items.filter((alert) => alert.state === 'review')}
          empty={<Empty title={{ es: 'Ninguna alerta espera aprobación.', en: 'No alert waits for approval.' }} />}
        />
      )}
    </Read>
  </Section>
)

const Received = () => {
  const received = useReceived()
  useCarried(received)
  return (
    <Section title={{ es: 'Alertas por atender', en: 'Alerts to attend to' }}>
      <Read of={received}>
        {({ items }) => (
          <ReceivedTable
            alerts={items.filter((alert) => alert.received?.acknowledgedAt === null && alert.state !== 'closed')}
            empty={<Empty title={{ es: 'No tiene alertas por atender.', en: 'You have no alerts to attend to.' }} />}
          />
        )}
      </Read>
    </Section>
  )
}
