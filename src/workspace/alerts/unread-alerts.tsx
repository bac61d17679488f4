// On the start screen: the alerts somebody sent to this person and still waits to be acknowledged.
import type { AlertSummary } from '../../modules/alerts/model/views.ts'
import { Empty, Read, Section, useRead } from '../kit/kit.ts'
import { ReceivedTable } from './alert-tables.tsx'

export const UnreadAlerts = () => {
  const received = useRead<{ items: AlertSummary[] }>('/api/alerts', { box: 'received' })
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
