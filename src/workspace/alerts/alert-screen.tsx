// One alert: what it says and what to do, the receipt of whoever got it, and the decisions of those behind it.
import { documentNames, readerNames, readers, vehicleNames } from '../../modules/alerts/model/codes.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { kindNames } from '../../modules/alerts/model/templates.ts'
import { certaintyNames, urgencyNames } from '../../modules/alerts/model/content.ts'
import {
  addressOf, DownloadLinks, Facts, Notice, PageFrame, Read, Section, TlpTag, useFormat, useLanguage, useParameter, useText, type Reply,
} from '../kit/kit.ts'
import { Acknowledgement } from './acknowledgement.tsx'
import { AlertLinks } from './alert-links.tsx'
import { Attachments } from './attachments.tsx'
import { Decisions } from './decisions.tsx'
import { ExerciseNotice, ExerciseTag } from './exercise.tsx'
import { useAlert } from './received.ts'
import { Versions } from './versions.tsx'
import { WhatToDo } from './what-to-do.tsx'
import { Workshop } from './workshop.tsx'
import { AlertSeverityTag, AlertStateTag, Paragraphs, useChoices, useMatchesInWords, usePlaces, useWritten } from './words.tsx'

export const AlertScreen = () => {
  const id = useParameter('id')
  return <Read of={useAlert(id)}>{(alert) => <OneAlert alert={alert} />}</Read>
}

const OneAlert = ({ alert }: { alert: Reply<AlertView> }) => {
  const written = useWritten()
  const title = written(alert.title)
  return (
    <PageFrame
      title={title || { es: 'Alerta sin título', en: 'Untitled alert' }}
      up={{ to: '/alerts', label: { es: 'Alertas', en: 'Alerts' } }}
      tags={<>{alert.isExercise && <ExerciseTag />}<AlertStateTag alert={alert} /><AlertSeverityTag alert={alert} /><TlpTag tlp={alert.tlp} explains /></>}
      lead={<Paragraphs text={written(alert.content.summary)} />}
    >
      <First alert={alert} />
      <Decisions alert={alert} />
      <WhatToDo content={alert.content} />
      {alert.received && <Acknowledgement alert={alert} received={alert.received} />}
      {!alert.workshop && <Versions alert={alert} />}
      <Attachments alert={alert} />
      <AlertLinks links={alert.links} />
      <About alert={alert} />
      {alert.workshop && <Workshop alert={alert} workshop={alert.workshop} />}
      {alert.workshop && <Versions alert={alert} />}
    </PageFrame>
  )
}

/** What must be read before the rest: that it is practised, or why it ended. */
const First = ({ alert }: { alert: AlertView }) => (
  <>
    {alert.isExercise && <ExerciseNotice />}
    {alert.endNote && <Notice title={{ es: 'Por qué terminó', en: 'Why it ended' }}><p>{alert.endNote}</p></Notice>}
  </>
)

const About = ({ alert }: { alert: AlertView }) => {
  const t = useText()
  const places = usePlaces()
  const matches = useMatchesInWords()
  const { dateTime } = useFormat()
  const { content } = alert
  const choices = useChoices()
  const named = <V extends string>(values: readonly V[], names: Readonly<Record<V, Text>>): string => choices(values, names).map(({ label }) => label).join(', ')
  const codes = [
    { label: { es: 'Corredores y pasos', en: 'Corridors and crossings' }, value: places([...alert.corridors, ...alert.borderPoints]) },
    { label: { es: 'Vehículos', en: 'Vehicles' }, value: named(content.vehicles, vehicleNames) },
    { label: { es: 'Documentos', en: 'Documents' }, value: named(content.documents, documentNames) },
    { label: { es: 'Coincide con lo que vigila', en: 'Matches what you watch for' }, value: matches(alert.matches) },
  ].filter(({ value }) => value !== '')
  const hasLeft = alert.received !== null || (alert.workshop?.messages.length ?? 0) > 0
  return (
    <Section title={{ es: 'Datos de la alerta', en: 'About this alert' }}>
      <Facts items={[
        { label: { es: 'Tipo', en: 'Kind' }, value: t(kindNames[alert.kind]) },
        { label: { es: 'Dónde', en: 'Where' }, value: places(alert.areas) || '—' },
        ...codes,
        { label: { es: 'Urgencia', en: 'Urgency' }, value: t(urgencyNames[content.urgency]) },
        { label: { es: 'Certeza', en: 'Certainty' }, value: t(certaintyNames[content.certainty]) },
        { label: { es: 'En vigor hasta', en: 'In force until' }, value: dateTime(alert.expires) },
        { label: { es: 'La publica', en: 'Published by' }, value: alert.institution.name },
        { label: { es: 'Referencia', en: 'Reference' }, value: `${alert.reference} · v${alert.version}` },
      ]} />
      <OtherLanguage content={content} />
      {hasLeft && (
        <DownloadLinks files={[
          { href: addressOf('/alerts/:id/cap.xml', { id: alert.id }), label: { es: 'Como mensaje CAP 1.2', en: 'As a CAP 1.2 message' }, format: 'XML' },
          { href: addressOf('/alerts/:id/stix.json', { id: alert.id }), label: { es: 'Sus códigos como paquete STIX 2.1, sin nada de lo escrito', en: 'Its codes as a STIX 2.1 bundle, without anything typed' }, format: 'JSON' },
        ]} />
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
        {readers.map((reader) => content.readers[reader]?.[other] && <p key={reader}><strong>{readerNames[reader][other]}:</strong> {content.readers[reader][other]}</p>)}
      </div>
    </details>
  )
}
