// The public page of alerts: every public alert in plain words, one page each, with its links for machines.
import { AreaMap, areaMapTable } from '../../platform/charts/area-map.tsx'
import { FactList, Breadcrumb, PageNotice, Table } from '../../platform/html/parts.tsx'
import { page, type Page } from '../../platform/module.ts'
import { say, type Language, type Text } from '../../platform/text.ts'
import { boundaries, placeName, territoriesOf } from '../catalogues/index.ts'
import { listPublicAlerts, readPublicAlert } from './actions/public.ts'
import { exerciseWord, readerNames, readers } from './model/codes.ts'
import { certaintyNames, severityNames, stateNames, urgencyNames } from './model/content.ts'
import { kindNames } from './model/templates.ts'
import { whereTo, type Attachment, type Protocol, type PublicAlert, type PublicAlertList } from './model/views.ts'

const words = {
  alerts: { es: 'Alertas públicas', en: 'Public alerts' },
  lead: {
    es: 'Avisos que las instituciones dan a todas las personas: qué pasa, dónde y qué hacer.',
    en: 'Warnings that institutions give to everyone: what is happening, where, and what to do.',
  },
  inForce: { es: 'En vigor', en: 'In force' },
  ended: { es: 'Ya terminaron', en: 'Already over' },
  none: { es: 'Ahora no hay ninguna alerta pública en vigor.', en: 'There is no public alert in force now.' },
  follow: { es: 'Seguir las alertas con un lector de noticias (Atom)', en: 'Follow the alerts with a news reader (Atom)' },
  whatToDo: { es: 'Qué hacer', en: 'What to do' },
  where: { es: 'Dónde', en: 'Where' },
  about: { es: 'De qué se trata', en: 'What it is about' },
  offence: { es: 'Delito', en: 'Offence' },
  severity: { es: 'Gravedad', en: 'Severity' },
  urgency: { es: 'Urgencia', en: 'Urgency' },
  certainty: { es: 'Certeza', en: 'Certainty' },
  issued: { es: 'Publicada', en: 'Published' },
  sent: { es: 'Última versión', en: 'Last version' },
  until: { es: 'En vigor hasta', en: 'In force until' },
  by: { es: 'La publica', en: 'Published by' },
  cap: { es: 'Esta alerta para programas (CAP 1.2)', en: 'This alert for programs (CAP 1.2)' },
  over: { es: 'Esta alerta ya no está en vigor.', en: 'This alert is no longer in force.' },
  mapTitle: { es: 'Alertas en vigor por territorio', en: 'Alerts in force by territory' },
  mapUnit: { es: 'alertas en vigor', en: 'alerts in force' },
  mapOf: { es: 'Mapa de los países con alguna alerta en vigor.', en: 'Map of the countries with an alert in force.' },
  territory: { es: 'Territorio', en: 'Territory' },
  asTable: { es: 'El mapa como tabla', en: 'The map as a table' },
  expired: { es: 'vencida', en: 'expired' },
  stix: { es: 'Sus códigos para programas (STIX 2.1)', en: 'Its codes for programs (STIX 2.1)' },
  exercise: { es: 'Es un ejercicio: nada de esto está ocurriendo.', en: 'This is an exercise: none of it is happening.' },
  forReaders: { es: 'Según quién lo lee', en: 'By who reads it' },
  files: { es: 'Archivos', en: 'Files' },
  protocols: { es: 'Protocolos que ayudan', en: 'Protocols that help' },
  never: { es: 'Nunca', en: 'Never' },
  source: { es: 'Fuente', en: 'Source' },
  route: { es: 'Corredores y pasos', en: 'Corridors and crossings' },
} satisfies Record<string, Text>

const locales: Record<Language, string> = { es: 'es-419', en: 'en' }

const moment = (iso: string, lang: Language): string =>
  `${new Intl.DateTimeFormat(locales[lang], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))} UTC`

const places = ({ areas }: PublicAlert, lang: Language): string => areas.map(({ name }) => say(name, lang)).join(', ')

const standing = ({ state, isInForce }: PublicAlert): Text => (isInForce || state === 'cancelled' || state === 'closed' ? stateNames[state] : words.expired)

/** The title as everybody reads it: an exercise begins with the word. */
const titleOf = ({ title, isExercise }: PublicAlert, lang: Language): string => `${isExercise ? `${say(exerciseWord, lang)}: ` : ''}${say(title, lang)}`

const Entry = ({ alert, lang }: { alert: PublicAlert; lang: Language }) => (
  <article>
    <h3><a href={`/${lang}/alerts/${alert.id}`}>{titleOf(alert, lang)}</a></h3>
    <p className="quiet">
      {say(kindNames[alert.kind], lang)} · {places(alert, lang)} · {say(words.severity, lang)}: {say(severityNames[alert.severity], lang).toLowerCase()}
      {' '}· {say(standing(alert), lang)}, <time dateTime={alert.sentAt}>{moment(alert.sentAt, lang)}</time>
    </p>
    <p>{say(alert.summary, lang)}</p>
  </article>
)

/** A country named whole counts in each of its territories. */
const countIn = (alerts: readonly PublicAlert[], code: string): number =>
  alerts.filter(({ areas }) => areas.some((area) => area.code === code || area.code === code.slice(0, 2))).length

const AlertMap = ({ alerts, lang }: { alerts: readonly PublicAlert[]; lang: Language }) => {
  const countries = [...new Set(alerts.flatMap(({ areas }) => areas.map(({ code }) => code.slice(0, 2))))].sort()
  const areas = countries.flatMap(territoriesOf).map(({ code }) => ({ code, name: placeName(code, lang), value: countIn(alerts, code) }))
  const map = {
    id: 'alerts', title: say(words.mapTitle, lang), description: say(words.mapOf, lang), lang, unit: say(words.mapUnit, lang),
    dimension: say(words.territory, lang), areas,
  }
  if (areas.every(({ value }) => value === 0)) return null
  const table = areaMapTable({ ...map, areas: areas.filter(({ value }) => value > 0) })
  return (
    <figure className="chart-figure">
      <AreaMap {...map} shapes={{ topology: boundaries('region'), object: 'territories' }} />
      <Table caption={say(words.asTable, lang)} header={table.header} rows={table.rows} say={(value) => String(value ?? '')} folded />
    </figure>
  )
}

const Alerts = ({ items, lang }: { items: PublicAlertList['items']; lang: Language }) => {
  const [inForce, ended] = [items.filter((alert) => alert.isInForce), items.filter((alert) => !alert.isInForce)]
  return (
    <>
      <h1>{say(words.alerts, lang)}</h1>
      <p className="lead">{say(words.lead, lang)}</p>
      <section>
        <h2>{say(words.inForce, lang)}</h2>
        {inForce.length === 0 && <p>{say(words.none, lang)}</p>}
        {inForce.map((alert) => <Entry key={alert.id} alert={alert} lang={lang} />)}
        <AlertMap alerts={inForce} lang={lang} />
      </section>
      {ended.length > 0 && (
        <section>
          <h2>{say(words.ended, lang)}</h2>
          {ended.map((alert) => <Entry key={alert.id} alert={alert} lang={lang} />)}
        </section>
      )}
      <p><a href={`/alerts/atom.xml${lang === 'es' ? '' : `?language=${lang}`}`} type="application/atom+xml">{say(words.follow, lang)}</a></p>
    </>
  )
}

const factsOf = (alert: PublicAlert, lang: Language) =>
  [
    { name: words.where, value: places(alert, lang) },
    { name: words.route, value: [...alert.corridors, ...alert.borderPoints].map(({ name }) => say(name, lang)).join(', ') || null },
    { name: words.offence, value: alert.offence && say(alert.offence, lang) },
    { name: words.severity, value: say(severityNames[alert.severity], lang) },
    { name: words.urgency, value: say(urgencyNames[alert.urgency], lang) },
    { name: words.certainty, value: say(certaintyNames[alert.certainty], lang) },
    { name: words.issued, value: moment(alert.issuedAt, lang) },
    { name: words.sent, value: alert.sentAt === alert.issuedAt ? null : moment(alert.sentAt, lang) },
    { name: words.until, value: moment(alert.expires, lang) },
    { name: words.by, value: alert.publisher },
  ].flatMap(({ name, value }) => (value === null ? [] : [{ name: say(name, lang), value }]))

const Paragraphs = ({ text }: { text: string }) => text.split(/\n+/).map((paragraph, index) => <p key={index}>{paragraph}</p>)

const ForReaders = ({ parts, lang }: { parts: PublicAlert['readers']; lang: Language }) => {
  const told = readers.flatMap((reader) => (parts[reader] && say(parts[reader], lang).trim() ? [{ name: say(readerNames[reader], lang), value: say(parts[reader], lang) }] : []))
  if (told.length === 0) return null
  return (
    <>
      <h3>{say(words.forReaders, lang)}</h3>
      <FactList facts={told} />
    </>
  )
}

const Files = ({ alertId, files, lang }: { alertId: string; files: readonly Attachment[]; lang: Language }) => {
  if (files.length === 0) return null
  return (
    <>
      <h2>{say(words.files, lang)}</h2>
      <ul>{files.map(({ id, name, kind, bytes }) => (
        <li key={id}><a href={`/alerts/${alertId}/attachments/${id}`}>{name}</a> ({kind.toUpperCase()}, {new Intl.NumberFormat(locales[lang]).format(Math.max(1, Math.round(bytes / 1024)))} KB)</li>
      ))}</ul>
    </>
  )
}

const Steps = ({ protocol: { aim, steps, never, source, verify }, lang }: { protocol: Protocol; lang: Language }) => (
  <>
    <p>{say(aim, lang)}</p>
    <ol>{steps.map((step) => (
      <li key={step.number}>
        {say(step.text, lang)} {whereTo(step, lang)}
        {step.basis.length > 0 && <span className="quiet"> [{step.basis.join('; ')}]</span>}
      </li>
    ))}</ol>
    <p>{say(words.never, lang)}: {never.map((each) => say(each, lang)).join('; ')}.</p>
    <p className="quiet">{say(words.source, lang)}: {say(source, lang)} {say(verify, lang)}</p>
  </>
)

const Protocols = ({ protocols, lang }: { protocols: readonly Protocol[]; lang: Language }) => {
  if (protocols.length === 0) return null
  return (
    <>
      <h2>{say(words.protocols, lang)}</h2>
      {protocols.map((protocol) => <details key={protocol.id}><summary>{say(protocol.names, lang)}</summary><Steps protocol={protocol} lang={lang} /></details>)}
    </>
  )
}

const OneAlert = ({ alert, lang }: { alert: PublicAlert; lang: Language }) => (
  <article className="prose">
    <Breadcrumb lang={lang} trail={[{ label: say(words.alerts, lang), path: '/alerts' }, { label: say(alert.title, lang) }]} />
    <h1>{titleOf(alert, lang)}</h1>
    {alert.isExercise && <PageNotice title={say(exerciseWord, lang)}>{say(words.exercise, lang)}</PageNotice>}
    <p className="quiet">{say(kindNames[alert.kind], lang)} · {say(standing(alert), lang)}</p>
    {!alert.isInForce && <PageNotice title={say(words.over, lang)}>{alert.note}</PageNotice>}
    <h2>{say(words.about, lang)}</h2>
    <Paragraphs text={say(alert.summary, lang)} />
    <h2>{say(words.whatToDo, lang)}</h2>
    <Paragraphs text={say(alert.instructions, lang)} />
    <ForReaders parts={alert.readers} lang={lang} />
    <Files alertId={alert.id} files={alert.attachments} lang={lang} />
    <Protocols protocols={alert.protocols} lang={lang} />
    <FactList facts={factsOf(alert, lang)} />
    <p><a href={`/alerts/${alert.id}/cap.xml`} type="application/cap+xml">{say(words.cap, lang)}</a></p>
    <p><a href={`/alerts/${alert.id}/stix.json`} type="application/stix+json">{say(words.stix, lang)}</a></p>
  </article>
)

export const pages: readonly Page[] = [
  page({
    path: '/alerts',
    act: listPublicAlerts,
    title: () => words.alerts,
    description: () => words.lead,
    view: ({ output, lang }) => <Alerts items={output.items} lang={lang} />,
    nav: { label: words.alerts, order: 30 },
  }),
  page({
    path: '/alerts/:id',
    act: readPublicAlert,
    title: ({ output }) => output.title,
    description: ({ output }) => output.summary,
    view: ({ output, lang }) => <OneAlert alert={output} lang={lang} />,
  }),
]
