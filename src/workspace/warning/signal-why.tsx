// Why a signal is one: what each detector saw, what drives it, what the expected value is made of, and what similar signals turned out to be.
import type { SignalDetail } from '../../modules/warning/model.ts'
import { detectorExplained, detectorNames, hasShortHistory } from '../../modules/warning/model/evidence.ts'
import type { SimilarSignal } from '../../modules/warning/model/verdicts.ts'
import type { Text } from '../../platform/text.ts'
import { DataTable, Empty, Facts, Section, StateTag, useFormat, useText } from '../kit/kit.ts'
import { capital, usePeriod, VerdictTag } from './words.tsx'

interface Of { signal: SignalDetail }

const ruleNames: Record<string, Text> = {
  'benjamini-hochberg': { es: 'Benjamini y Hochberg (1995)', en: 'Benjamini and Hochberg (1995)' },
  'benjamini-yekutieli': { es: 'Benjamini y Yekutieli (2001)', en: 'Benjamini and Yekutieli (2001)' },
}

/** One row for each detector that agrees, and how chance was kept out of the whole search. */
export const Evidence = ({ signal }: Of) => (
  <Section title={{ es: 'Quién la vio', en: 'Who saw it' }}>
    {signal.evidence.length > 0 && <Seen evidence={signal.evidence} />}
    <ChanceAllowed run={signal.run} adjusted={signal.adjusted} />
  </Section>
)

const Seen = ({ evidence }: Pick<SignalDetail, 'evidence'>) => {
  const t = useText()
  return (
    <>
      <Facts items={evidence.map(({ detector, says }) => ({
        label: detectorNames[detector],
        value: <>{capital(t(says))}.<br /><small>{t(detectorExplained[detector])}</small></>,
      }))} />
      <p>
        {t({
          es: 'La p dice qué parte de las veces el azar solo daría algo así o más: p = 0.001 es 1 de cada 1,000. Cuanto menor, más inusual.',
          en: 'The p tells how often chance alone would give as much or more: p = 0.001 is once in 1,000. The smaller, the more unusual.',
        })}
      </p>
    </>
  )
}

const ChanceAllowed = ({ run, adjusted }: Pick<SignalDetail, 'run' | 'adjusted'>) => {
  const t = useText()
  const { number, percent } = useFormat()
  if (run.q === null) return null
  return (
    <p>
      {t({
        es: `La búsqueda hizo ${number(run.judged)} comparaciones y admite que hasta ${percent(run.q)} de sus señales sean azar, según ${ruleNames[run.discovery]?.es ?? run.discovery}.`,
        en: `The search made ${number(run.judged)} comparisons and allows up to ${percent(run.q)} of its signals to be chance, after ${ruleNames[run.discovery]?.en ?? run.discovery}.`,
      })}{' '}
      {adjusted !== null && t({
        es: `Esta se diría aunque solo admitiera ${adjusted < 0.001 ? 'menos de 0.1 %' : percent(adjusted)}.`,
        en: `This one would be told even if it allowed only ${adjusted < 0.001 ? 'less than 0.1 %' : percent(adjusted)}.`,
      })}
    </p>
  )
}

interface DriverRow {
  key: string
  kind: Text
  name: Text
  observed: number
  expected: number
}

const kinds: Record<'place' | 'offence' | 'sex' | 'age_band' | 'nationality', Text> = {
  place: { es: 'Lugar, el mismo delito', en: 'Place, same offence' },
  offence: { es: 'Delito, el mismo lugar', en: 'Offence, same place' },
  sex: { es: 'Sexo', en: 'Sex' },
  age_band: { es: 'Grupo de edad', en: 'Age group' },
  nationality: { es: 'Nacionalidad', en: 'Nationality' },
}

const driverRows = ({ places, offences, groups }: NonNullable<SignalDetail['explained']>): DriverRow[] => [
  ...places.map((each) => ({ ...each, key: `place ${each.code}`, kind: kinds.place })),
  ...offences.map((each) => ({ ...each, key: `offence ${each.code}`, kind: kinds.offence })),
  ...groups.map((each) => ({ ...each, key: `${each.dimension} ${each.code}`, kind: kinds[each.dimension] })),
]

/** Territories, offences and groups above what was expected of them. */
export const Drivers = ({ signal: { explained, period, since, grain } }: Of) => {
  const t = useText()
  const { number } = useFormat()
  const name = usePeriod()
  if (!explained) return null
  const short = (value: number): string => number(value, { maximumFractionDigits: 1 })
  return (
    <Section title={{ es: 'Qué la mueve', en: 'What drives it' }}>
      <p>
        {t({
          es: `Lugares y delitos, en ${name(period, grain)}; grupos, desde ${name(since, grain)}, frente a la parte que tenían en el año anterior.`,
          en: `Places and offences in ${name(period, grain)}; groups since ${name(since, grain)}, against their part of the year before.`,
        })}
      </p>
      <DataTable<DriverRow>
        caption={{ es: 'Lo que pasó de lo esperado', en: 'What exceeded the expected' }} hidesCaption rows={driverRows(explained)} rowKey={({ key }) => key} step={20}
        empty={<Empty title={{ es: 'La fuente no dice más de estos hechos', en: 'The source says no more of these events' }} />}
        columns={[
          { key: 'name', label: { es: 'Quién o dónde', en: 'Who or where' }, value: (row) => t(row.name) },
          { key: 'kind', label: { es: 'Qué es', en: 'What it is' }, value: ({ kind }) => t(kind) },
          { key: 'observed', label: { es: 'Hubo', en: 'Observed' }, value: ({ observed }) => observed, isNumber: true },
          { key: 'expected', label: { es: 'Se esperaban', en: 'Expected' }, value: ({ expected }) => expected, cell: ({ expected }) => short(expected), isNumber: true },
          { key: 'excess', label: { es: 'De más', en: 'Excess' }, value: ({ observed, expected }) => observed - expected, cell: ({ observed, expected }) => short(observed - expected), isNumber: true },
        ]}
      />
    </Section>
  )
}

const expectedTitle: Text = { es: 'De qué está hecho lo esperado', en: 'What the expected is made of' }

/** The expected value taken apart: the same dates of earlier years, the trend, the season, and the part that is in. */
export const ExpectedFrom = ({ signal }: Of) => (hasShortHistory(signal) ? <ExpectedFromLittle signal={signal} /> : <ExpectedFromYears signal={signal} />)

const ExpectedFromLittle = ({ signal: { grain } }: Of) => {
  const t = useText()
  return (
    <Section title={expectedTitle}>
      <p>
        {t(grain === 'week'
          ? { es: 'Es la media de las semanas justo anteriores, como mucho 26, sin las dos últimas si ya había bastantes. No sabe de tendencias ni de épocas del año.', en: 'It is the mean of the weeks just before, at most 26, without the last two where there were enough. It knows no trend and no season.' }
          : { es: 'Es la media de los meses justo anteriores, como mucho 12, sin los dos últimos si ya había bastantes. No sabe de tendencias ni de épocas del año.', en: 'It is the mean of the months just before, at most 12, without the last two where there were enough. It knows no trend and no season.' })}
      </p>
    </Section>
  )
}

const ExpectedFromYears = ({ signal: { explained, grain } }: Of) => {
  const t = useText()
  const { number, percent } = useFormat()
  const period = usePeriod()
  if (!explained) return null
  const { years, trend, season, reported } = explained
  const signed = (share: number): string => `${share >= 0 ? '+' : '−'}${percent(Math.abs(share))}`
  const unknown = t({ es: 'no se sabe: la fuente aún no tiene historia de versiones', en: 'not known: the source has no history of releases yet' })
  return (
    <Section title={expectedTitle}>
      <Facts items={[
        {
          label: { es: 'Mismas fechas de antes', en: 'The same dates before' },
          value: years.length === 0 ? '—' : years.map(({ start, mean }) => `${period(start, grain)}: ${number(mean, { maximumFractionDigits: 1 })}`).join(' · '),
        },
        { label: { es: 'Tendencia, al año', en: 'Trend, a year' }, value: trend === null ? '—' : signed(trend) },
        { label: { es: 'Época del año', en: 'Time of the year' }, value: season === null ? '—' : t({ es: `${signed(season)} frente a la media del año`, en: `${signed(season)} against the year’s mean` }) },
        { label: { es: 'Parte ya reportada', en: 'Part already reported' }, value: reported === null ? unknown : percent(reported) },
      ]} />
    </Section>
  )
}

/** What similar earlier signals of the source turned out to be. */
export const Similar = ({ signal: { similar } }: Of) => {
  const t = useText()
  const period = usePeriod()
  const judged = similar.filter(({ verdict }) => verdict === 'true' || verdict === 'false')
  const right = judged.filter(({ verdict }) => verdict === 'true').length
  return (
    <Section title={{ es: 'Señales parecidas de antes', en: 'Similar earlier signals' }}>
      {judged.length > 0 && <p>{t({ es: `De ${judged.length} con veredicto, ${right} eran ciertas.`, en: `Of ${judged.length} with a verdict, ${right} were true.` })}</p>}
      <DataTable<SimilarSignal>
        caption={{ es: 'Señales de la misma fuente, del mismo delito o lugar', en: 'Signals of the same source, of the same offence or place' }} hidesCaption
        rows={similar} rowKey={({ id }) => id} rowTo={({ id }) => `/signals/${id}`}
        empty={<Empty title={{ es: 'No hay señales anteriores de este delito ni de este lugar', en: 'There are no earlier signals of this offence or place' }} />}
        columns={[
          { key: 'what', label: { es: 'Delito', en: 'Offence' }, value: ({ whatName }) => t(whatName) },
          { key: 'place', label: { es: 'Lugar', en: 'Place' }, value: ({ placeName }) => t(placeName) },
          { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: (one) => one.period, cell: (one) => period(one.period, one.grain) },
          {
            key: 'verdict', label: { es: 'Qué resultó ser', en: 'What it turned out to be' }, value: ({ verdict }) => verdict ?? '', isShort: true,
            cell: ({ verdict }) => (verdict ? <VerdictTag verdict={verdict} /> : <StateTag kind="waiting" label={{ es: 'Aún no se ha dicho', en: 'Not yet said' }} />),
          },
        ]}
      />
    </Section>
  )
}
