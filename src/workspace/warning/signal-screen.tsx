// One signal: how unusual it is in words, its curve against what was expected, and the decision about it.
import type { SignalDetail } from '../../modules/warning/model.ts'
import type { Text } from '../../platform/text.ts'
import {
  AppLink, Facts, Figure, Figures, Notice, PageFrame, Read, Section, useFormat, useMay, useParameter, useRead, useText, type Reply,
} from '../kit/kit.ts'
import { SignalCurve } from './signal-curve.tsx'
import { Decision } from './decision.tsx'
import { Drivers, Evidence, ExpectedFrom, Similar } from './signal-why.tsx'
import { Verdict } from './verdict.tsx'
import { capital, ShortHistoryTag, SignalStateTag, usePeriod, VerdictTag } from './words.tsx'

export const SignalScreen = () => {
  const signal = useRead<SignalDetail>('/api/signals/:id', { id: useParameter('id') })
  return <Read of={signal} what={{ es: 'Cargando la señal…', en: 'Loading the signal…' }}>{(found) => <Signal signal={found} />}</Read>
}

const Signal = ({ signal }: { signal: Reply<SignalDetail> }) => {
  const t = useText()
  const period = usePeriod()
  return (
    <PageFrame
      title={`${t(signal.whatName)} · ${t(signal.placeName)}`} lead={`${capital(period(signal.period, signal.grain))}. ${t(signal.explanation)}`} tags={<><SignalStateTag state={signal.state} /><ShortHistoryTag signal={signal} />{signal.verdict && <VerdictTag verdict={signal.verdict} />}</>}
      up={{ to: '/signals', label: { es: 'Señales', en: 'Signals' } }} actions={<Decision signal={signal} />}
    >
      {signal.source.isDemonstration && <Notice><p>{t({ es: 'Datos de demostración: no describen hechos reales.', en: 'Demonstration data: they describe no real events.' })}</p></Notice>}
      <Outcome signal={signal} />
      <Numbers signal={signal} />
      <SignalCurve signal={signal} />
      <Notice title={{ es: 'Antes de decidir', en: 'Before deciding' }}><p>{t(signal.caution)}</p></Notice>
      <Evidence signal={signal} />
      <Drivers signal={signal} />
      <ExpectedFrom signal={signal} />
      <Similar signal={signal} />
      <Verdict signal={signal} />
      <Origin signal={signal} />
    </PageFrame>
  )
}

const Outcome = ({ signal: { state, reason, decidedAt } }: { signal: SignalDetail }) => {
  const t = useText()
  const { dateTime } = useFormat()
  if (state === 'open') return null
  const title = state === 'dismissed'
    ? { es: `Se descartó el ${dateTime(decidedAt)}`, en: `Dismissed on ${dateTime(decidedAt)}` }
    : { es: `Dio lugar a una alerta el ${dateTime(decidedAt)}`, en: `Led to an alert on ${dateTime(decidedAt)}` }
  return (
    <Notice title={title}>
      {reason && <p>{reason}</p>}
      {state === 'raised' && <p><AppLink to="/alerts">{t({ es: 'Buscarla entre las alertas', en: 'Look for it among the alerts' })}</AppLink></p>}
    </Notice>
  )
}

/** A measure's name where it stands as a unit, after its number. */
const asUnit = ({ es, en }: Text): Text => ({ es: es.charAt(0).toLowerCase() + es.slice(1), en: en.charAt(0).toLowerCase() + en.slice(1) })

const Numbers = ({ signal }: { signal: SignalDetail }) => {
  const t = useText()
  const { number } = useFormat()
  const period = usePeriod()
  const short = (value: number): string => number(value, { maximumFractionDigits: 1 })
  return (
    <Figures>
      <Figure label={{ es: 'Hubo', en: 'Observed' }} value={signal.observed} unit={asUnit(signal.measure)} source={period(signal.period, signal.grain)} />
      <Figure label={{ es: 'Se esperaban', en: 'Expected' }} value={short(signal.expected)} unit={asUnit(signal.measure)} source={t({ es: 'si todo siguiera como antes', en: 'had all gone on as before' })} />
      <Figure
        label={{ es: 'Límite de lo usual', en: 'Bound of the usual' }} value={short(signal.upperbound)} unit={asUnit(signal.measure)}
        source={t(signal.grain === 'week'
          ? { es: 'el azar lo pasa 1 de cada 100 semanas', en: 'chance exceeds it 1 week in 100' }
          : { es: 'el azar lo pasa 1 de cada 100 meses', en: 'chance exceeds it 1 month in 100' })}
      />
    </Figures>
  )
}

const Origin = ({ signal }: { signal: SignalDetail }) => {
  const t = useText()
  const { date, dateTime } = useFormat()
  const period = usePeriod()
  const maySeeReleases = useMay('release.list')
  const { source, publisher, sourceNote, release, releasedAt } = signal
  const version = release === null ? '—' : t({ es: `${release}, del ${date(releasedAt)}`, en: `${release}, of ${date(releasedAt)}` })
  return (
    <Section title={{ es: 'De dónde sale', en: 'Where it comes from' }}>
      <Facts items={[
        { label: { es: 'Fuente', en: 'Source' }, value: t(source.name) },
        { label: { es: 'Quién la publica', en: 'Published by' }, value: publisher },
        { label: { es: 'Qué conviene saber de ella', en: 'What to know of it' }, value: t(sourceNote) },
        { label: { es: 'Qué se cuenta', en: 'What is counted' }, value: t(signal.measure) },
        { label: { es: 'Versión de la fuente', en: 'Release of the source' }, value: maySeeReleases && release !== null ? <AppLink to={`/sources/${source.id}/releases/${release}`}>{version}</AppLink> : version },
        ...(signal.places.length > 1 ? [{ label: { es: 'Suben juntos', en: 'Rising together' }, value: signal.places.map(({ name }) => t(name)).join(', ') }] : []),
        { label: { es: 'Sube desde', en: 'Rising since' }, value: period(signal.since, signal.grain) },
        { label: { es: 'Encontrada', en: 'Found' }, value: dateTime(signal.foundAt) },
      ]} />
    </Section>
  )
}
