// How good each source is, with its open findings; each opens to the parts of its score.
import type { ScoreList } from '../../modules/quality/model.ts'
import { DataTable, Empty, PageFrame, Read, useFormat, useRead, useText } from '../kit/kit.ts'

export const Scores = () => {
  const t = useText()
  const scores = useRead<ScoreList>('/api/quality')
  return (
    <PageFrame
      title={{ es: 'Calidad por fuente', en: 'Quality by source' }} up={{ to: '/quality', label: { es: 'Calidad', en: 'Quality' } }}
      lead={t({ es: 'De 0 a 100: el promedio simple de seis partes, cada una una fracción que se explica. No compara países; dice qué mejorar.', en: 'From 0 to 100: the plain mean of six parts, each a fraction that is explained. It does not compare countries; it says what to improve.' })}
    >
      <Read of={scores} what={{ es: 'Cargando la calidad…', en: 'Loading the quality…' }}>{(found) => <Table found={found} />}</Read>
    </PageFrame>
  )
}

const Table = ({ found }: { found: ScoreList }) => {
  const t = useText()
  const { date } = useFormat()
  return (
    <DataTable
      caption={{ es: 'Fuentes y su calidad', en: 'Sources and their quality' }} hidesCaption empty={<NoneYet />}
      rows={found.items} rowKey={({ source }) => source.id} rowTo={({ source }) => `/quality/sources/${source.id}`}
      columns={[
        { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ source }) => t(source.name) },
        { key: 'score', label: { es: 'Calidad', en: 'Quality' }, value: ({ score }) => score, isNumber: true },
        { key: 'open', label: { es: 'Hallazgos abiertos', en: 'Open findings' }, value: ({ open }) => open, isNumber: true },
        { key: 'release', label: { es: 'Versión', en: 'Release' }, value: ({ release }) => release, isNumber: true },
        { key: 'examined', label: { es: 'Examinada', en: 'Examined' }, value: ({ examinedAt }) => examinedAt, cell: ({ examinedAt }) => (examinedAt === null ? t({ es: 'todavía no', en: 'not yet' }) : date(examinedAt)), isShort: true },
      ]}
    />
  )
}

const NoneYet = () => {
  const t = useText()
  return <Empty title={{ es: 'Todavía no hay fuentes con entregas', en: 'No sources with deliveries yet' }}>{t({ es: 'Tras la primera entrega verá aquí su calidad.', en: 'After the first delivery its quality is shown here.' })}</Empty>
}
