// The two boxes of alerts: what was sent to this person, and what they prepare or review.
import type { AlertSummary } from '../../modules/alerts/model/views.ts'
import { ButtonLink, Empty, PageFrame, Read, Section, useMay, useRead, useText } from '../kit/kit.ts'
import { DeskTable, ReceivedTable } from './alert-tables.tsx'
import { useCarried, useReceived } from './received.ts'

export const AlertList = () => {
  const t = useText()
  const mayDraft = useMay('alert.draft')
  return (
    <PageFrame
      title={{ es: 'Alertas', en: 'Alerts' }}
      lead={t({ es: 'Las que le enviaron y las que usted prepara o revisa. Nadie más ve esta lista.', en: 'Those sent to you and those you prepare or review. Nobody else sees this list.' })}
      actions={(
        <>
          {mayDraft && <ButtonLink to="/alerts/new">{t({ es: 'Redactar una alerta', en: 'Draft an alert' })}</ButtonLink>}
          <ButtonLink to="/alerts/watches" variant="default">{t({ es: 'Lo que vigilo', en: 'What I watch for' })}</ButtonLink>
          {mayDraft && <ButtonLink to="/alerts/answers" variant="default">{t({ es: 'Cuánto tardan los acuses', en: 'How long answers take' })}</ButtonLink>}
        </>
      )}
    >
      <Received />
      {mayDraft && <Desk />}
    </PageFrame>
  )
}

const Received = () => {
  const received = useReceived()
  useCarried(received)
  return (
    <Section title={{ es: 'Recibidas', en: 'Received' }}>
      <Read of={received}>
        {({ items }) => (
          <ReceivedTable alerts={items} empty={<Empty title={{ es: 'Todavía no le han enviado ninguna alerta.', en: 'No alert has been sent to you yet.' }} />} />
        )}
      </Read>
    </Section>
  )
}

const Desk = () => (
  <Section title={{ es: 'En preparación, en revisión y publicadas', en: 'In preparation, in review and published' }}>
    <Read of={useRead<{ items: AlertSummary[] }>('/api/alerts', { box: 'desk' })}>
      {({ items }) => (
        <DeskTable alerts={items} empty={<Empty title={{ es: 'Su institución aún no ha redactado alertas.', en: 'Your institution has not drafted alerts yet.' }} />} />
      )}
    </Read>
  </Section>
)
