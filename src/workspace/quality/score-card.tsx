// The quality of a source: its score, the six parts in words, its deliveries, and what must never be added to it.
import { Button } from '@mantine/core'
import { unitNames } from '../../modules/collection/model.ts'
import type { ScorePart, SourceScore } from '../../modules/quality/model.ts'
import { AppLink, announce, ButtonLink, DataTable, Figure, Figures, Notice, PageFrame, ProblemNotice, Read, Section, useAct, useFormat, useParameter, useRead, useText, type Reply } from '../kit/kit.ts'

export const ScoreCard = () => {
  const score = useRead<SourceScore>('/api/quality/:source', { source: useParameter('source') })
  return <Read of={score} what={{ es: 'Cargando la calidad…', en: 'Loading the quality…' }}>{(found) => <Card score={found} />}</Read>
}

const Card = ({ score }: { score: Reply<SourceScore> }) => {
  const t = useText()
  const { source } = score
  return (
    <PageFrame
      title={{ es: `Calidad: ${source.name.es}`, en: `Quality: ${source.name.en}` }} up={{ to: '/quality/sources', label: { es: 'Calidad por fuente', en: 'Quality by source' } }}
      actions={<><Examine score={score} /><ButtonLink to={`/sources/${source.id}/releases`} variant="default">{t({ es: 'Versiones', en: 'Releases' })}</ButtonLink></>}
    >
      {source.isDemonstration && <Notice><p>{t({ es: 'Datos de demostración: no describen hechos reales.', en: 'Demonstration data: they describe no real events.' })}</p></Notice>}
      <Figures>
        <Figure label={{ es: 'Calidad', en: 'Quality' }} value={score.score} unit={{ es: 'de 100', en: 'of 100' }} />
        <Figure label={{ es: 'Hallazgos abiertos', en: 'Open findings' }} value={score.open} />
      </Figures>
      <p><AppLink to={`/quality?source=${source.id}`}>{t({ es: 'Ver los hallazgos de esta fuente', en: 'See the findings of this source' })}</AppLink></p>
      <Parts parts={score.parts} />
      <Deliveries score={score} />
      <Apart score={score} />
    </PageFrame>
  )
}

const Examine = ({ score: { source, allowed } }: { score: Reply<SourceScore> }) => {
  const t = useText()
  const act = useAct<{ found: number; mended: number }>('POST', '/api/quality/:source/examination', {
    onDone: ({ found, mended }) => announce(t({ es: `Examinada: ${found} hallazgos nuevos, ${mended} corregidos.`, en: `Examined: ${found} new findings, ${mended} mended.` })),
  })
  if (!allowed.includes('quality.examine')) return null
  return (
    <>
      <Button loading={act.isPending} onClick={() => act.mutate({ source: source.id })}>{t({ es: 'Examinar ahora', en: 'Examine now' })}</Button>
      {act.error && <ProblemNotice problem={act.error} />}
    </>
  )
}

const Parts = ({ parts }: { parts: readonly ScorePart[] }) => {
  const t = useText()
  const { percent } = useFormat()
  return (
    <Section
      title={{ es: 'De qué se compone', en: 'What it is made of' }}
      lead={t({ es: 'La calidad es el promedio simple de las partes que se pueden juzgar, sin pesos, redondeado hacia abajo.', en: 'The quality is the plain mean of the parts that can be judged, without weights, rounded down.' })}
    >
      <DataTable
        caption={{ es: 'Las partes de la calidad', en: 'The parts of the quality' }} hidesCaption rows={parts} rowKey={({ id }) => id}
        empty={<p>{t({ es: 'La fuente todavía no se ha examinado.', en: 'The source has not been examined yet.' })}</p>}
        columns={[
          { key: 'name', label: { es: 'Parte', en: 'Part' }, value: ({ name }) => t(name), sorts: false },
          { key: 'value', label: { es: 'Vale', en: 'Value' }, value: ({ value }) => value, cell: ({ value }) => (value === null ? t({ es: 'no se juzga', en: 'not judged' }) : percent(value)), isNumber: true, sorts: false },
          { key: 'words', label: { es: 'Por qué', en: 'Why' }, value: ({ words }) => t(words), sorts: false },
        ]}
      />
    </Section>
  )
}

const Deliveries = ({ score: { deliveries } }: { score: SourceScore }) => {
  const { percent, dateTime } = useFormat()
  if (deliveries.length === 0) return null
  return (
    <Section title={{ es: 'Últimas entregas', en: 'Latest deliveries' }}>
      <DataTable
        caption={{ es: 'Entregas y filas aceptadas', en: 'Deliveries and rows accepted' }} hidesCaption rows={deliveries} rowKey={({ id }) => id} rowTo={({ id }) => `/deliveries/${id}`}
        columns={[
          { key: 'file', label: { es: 'Archivo', en: 'File' }, value: ({ fileName }) => fileName },
          { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
          { key: 'received', label: { es: 'Recibida', en: 'Received' }, value: ({ receivedAt }) => receivedAt, cell: ({ receivedAt }) => dateTime(receivedAt), isShort: true },
          { key: 'accepted', label: { es: 'Filas aceptadas', en: 'Rows accepted' }, value: ({ accepted, read }) => (read === 0 ? null : accepted / read), cell: ({ accepted, read }) => (read === 0 ? '—' : percent(accepted / read)), isNumber: true },
        ]}
      />
    </Section>
  )
}

const offencesShown = 5

const Apart = ({ score: { apart, units } }: { score: SourceScore }) => {
  const t = useText()
  if (apart.length === 0) return null
  const own = units.map((unit) => t(unitNames[unit])).join(', ')
  const shortened = (names: readonly string[]): string => (names.length > offencesShown ? `${names.slice(0, offencesShown).join(', ')}… (${names.length})` : names.join(', '))
  return (
    <Section
      title={{ es: 'No se suma con', en: 'Not to be added to' }}
      lead={t({ es: `Esta fuente cuenta ${own}. Otras hablan de los mismos delitos en otra unidad: se comparan, nunca se suman.`, en: `This source counts ${own}. Others speak of the same offences in another unit: they are compared, never added.` })}
    >
      <DataTable
        caption={{ es: 'Medidas de los mismos delitos en otra unidad', en: 'Measures of the same offences in another unit' }} hidesCaption rows={apart} rowKey={({ source, measureName, unit }) => `${source} ${measureName.es} ${unit}`}
        columns={[
          { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ sourceName }) => t(sourceName) },
          { key: 'measure', label: { es: 'Medida', en: 'Measure' }, value: ({ measureName }) => t(measureName) },
          { key: 'unit', label: { es: 'Unidad', en: 'Unit' }, value: ({ unit }) => t(unitNames[unit]) },
          { key: 'offences', label: { es: 'Delitos', en: 'Offences' }, value: ({ offenceNames }) => shortened(offenceNames.map((name) => t(name))) },
        ]}
      />
    </Section>
  )
}
