// One alert: what it says and what to do, the receipt of whoever got it, and the decisions of those behind it.
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { kindNames } from '../../modules/alerts/model/templates.ts'
import { certaintyNames, urgencyNames } from '../../modules/alerts/model/content.ts'
import {
  addressOf, DownloadLinks, Facts, Notice, PageFrame, Read, Section, TlpTag, useFormat, useLanguage, useParameter, useRead, useText, type Reply,
} from '../kit/kit.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { Decisions } from './decisions.tsx'
import { Workshop } from './workshop.tsx'
import { AlertSeverityTag, AlertStateTag, usePlaces, useWritten } from './words.tsx'

export const AlertScreen = () => {
  const id = useParameter('id')
  return <Read of={useRead<AlertView>('/api/alerts/:id', { id })}>{(alert) => <OneAlert alert={alert} />}</Read>
}

const OneAlert = ({ alert }: { alert: Reply<AlertView> }) => {
  const written = useWritten()
  const title = written(alert.title)
  return (
    <PageFrame
      title={title || { es: 'Alerta sin título', en: 'Untitled alert' }}
      up={{ to: '/alerts', label: { es: 'Alertas', en: 'Alerts' } }}
      tags={<><AlertStateTag alert={alert} /><AlertSeverityTag alert={alert} /><TlpTag tlp={alert.tlp} explains /></>}
      lead={<Paragraphs text={written(alert.content.summary)} />}
    >
      {alert.endNote && <Notice title={{ es: 'Por qué terminó', en: 'Why it ended' }}><p>{alert.endNote}</p></Notice>}
      <Decisions alert={alert} />
      <Section title={{ es: 'Qué hacer', en: 'What to do' }}><Paragraphs text={written(alert.content.instructions)} /></Section>
      {alert.received && <Acknowledgement alert={alert} received={alert.received} />}
      <About alert={alert} />
      {alert.workshop && <Workshop alert={alert} workshop={alert.workshop} />}
    </PageFrame>
  )
}

const Paragraphs = ({ text }: { text: string }) => text.split(/\n+/).filter(Boolean).map((paragraph, index) => <p key={index}>{paragraph}</p>)

const About = ({ alert }: { alert: AlertView }) => {
  const t = useText()
  const places = usePlaces()
  const { dateTime } = useFormat()
  const { content } = alert
  const hasLeft = alert.received !== null || (alert.workshop?.messages.length ?? 0) > 0
  return (
    <Section title={{ es: 'Datos de la alerta', en: 'About this alert' }}>
      <Facts items={[
        { label: { es: 'Tipo', en: 'Kind' }, value: t(kindNames[alert.kind]) },
        { label: { es: 'Dónde', en: 'Where' }, value: places(alert.areas) || '—' },
        { label: { es: 'Urgencia', en: 'Urgency' }, value: t(urgencyNames[content.urgency]) },
        { label: { es: 'Certeza', en: 'Certainty' }, value: t(certaintyNames[content.certainty]) },
        { label: { es: 'En vigor hasta', en: 'In force until' }, value: dateTime(alert.expires) },
        { label: { es: 'La publica', en: 'Published by' }, value: alert.institution.name },
        { label: { es: 'Referencia', en: 'Reference' }, value: `${alert.reference} · v${alert.version}` },
      ]} />
      <OtherLanguage content={content} />
      {hasLeft && (
        <DownloadLinks files={[{ href: addressOf('/alerts/:id/cap.xml', { id: alert.id }), label: { es: 'Como mensaje CAP 1.2', en: 'As a CAP 1.2 message' }, format: 'XML' }]} />
      )}
    </Section>
  )
}

/** Whoever reviews must read both languages; whoever receives may want the other one. */
const OtherLanguage = ({ content }: Pick<AlertView, 'content'>) => {
  const t = useText()
  const other = useLanguage() === 'es' ? 'en' : 'es'
  if (!content.title[other]) return null
  return (
    <details>
      <summary>{t({ es: 'Leerla en inglés', en: 'Read it in Spanish' })}</summary>
      <div lang={other}>
        <h3>{content.title[other]}</h3>
        <Paragraphs text={content.summary[other]} />
        <Paragraphs text={content.instructions[other]} />
      </div>
    </details>
  )
}
