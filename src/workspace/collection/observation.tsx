// A figure walked back: the file, the line and the row that made it, how it was coded, and what it said before.
import { lineWords, placeOfLine } from '../../modules/collection/model/line.ts'
import { unitNames } from '../../modules/collection/model.ts'
import type { ObservationView } from '../../modules/collection/model/delivery.ts'
import type { Text } from '../../platform/text.ts'
import { AppLink, DataTable, Facts, Figure, Figures, Notice, PageFrame, Read, Section, Timeline, useFormat, useParameter, useRead, useText } from '../kit/kit.ts'
import { periodCode, undated } from './words.tsx'

export const Observation = () => {
  const id = useParameter('id')
  const observation = useRead<ObservationView>('/api/observations/:id', { id })
  return <Read of={observation} what={{ es: 'Buscando la línea del archivo…', en: 'Finding the line of the file…' }}>{(found) => <Found observation={found} />}</Read>
}

const Found = ({ observation }: { observation: ObservationView }) => {
  const t = useText()
  const { period } = useFormat()
  const { label, value, withheld, unit, measureName, isCurrent, attribution } = observation
  return (
    <PageFrame title={t(label)} up={{ to: `/deliveries/${observation.delivery}`, label: { es: 'La entrega', en: 'The delivery' } }} lead={`${t(measureName)}, ${period(periodCode(observation) ?? t(undated))}`}>
      {!isCurrent && <Notice>{t({ es: 'Esta cifra ya no está en vigor: una entrega posterior la revisó o la retiró.', en: 'This figure no longer stands: a later delivery revised or withdrew it.' })}</Notice>}
      {withheld !== null && <Notice>{t({ es: `La fuente no da esta cifra: escribe «${withheld}». No se suma a ninguna otra.`, en: `The source does not give this figure: it writes “${withheld}”. It is added to no other.` })}</Notice>}
      <Figures><Figure label={measureName} value={withheld ?? value} unit={unitNames[unit]} source={t(attribution)} /></Figures>
      <Origin observation={observation} />
      <RowOfFile observation={observation} />
      <History observation={observation} />
    </PageFrame>
  )
}

const Origin = ({ observation }: { observation: ObservationView }) => {
  const t = useText()
  const { dateTime, number } = useFormat()
  const { delivery, fileName, fileSha256, line, profile, release, releasedAt, sheet, sourceName } = observation
  return (
    <Section title={{ es: 'De dónde viene', en: 'Where it comes from' }}>
      <Facts
        items={[
          { label: { es: 'Fuente', en: 'Source' }, value: t(sourceName) },
          { label: { es: 'Archivo', en: 'File' }, value: <AppLink to={`/deliveries/${delivery}`}>{fileName}</AppLink> },
          ...(sheet === null ? [] : [{ label: { es: 'Hoja', en: 'Sheet' }, value: sheet }]),
          { label: sheet === null ? { es: 'Línea', en: 'Line' } : { es: 'Fila', en: 'Row' }, value: sheet === null ? t(lineWords(line)) : number(placeOfLine(line).row) },
          { label: { es: 'Versión de la fuente', en: 'Release of the source' }, value: `${release} (${dateTime(releasedAt)})` },
          { label: { es: 'Codificada con', en: 'Coded with' }, value: `${t(profile.name)} (${profile.id}, v${profile.version})` },
          { label: { es: 'Huella SHA-256 del archivo', en: 'SHA-256 of the file' }, value: <code>{fileSha256}</code> },
        ]}
      />
    </Section>
  )
}

const titleOfRow = (line: number, sheet: string | null): Text => {
  const [{ row }, { es, en }] = [placeOfLine(line), lineWords(line)]
  if (sheet === null) return { es: `La fila del archivo (línea ${es})`, en: `The row of the file (line ${en})` }
  return { es: `La fila del archivo (hoja «${sheet}», fila ${row})`, en: `The row of the file (sheet “${sheet}”, row ${row})` }
}

const RowOfFile = ({ observation: { row, line, sheet } }: { observation: ObservationView }) => {
  const t = useText()
  const used = (isUsed: boolean): string => t(isUsed ? { es: 'Sí', en: 'Yes' } : { es: 'No', en: 'No' })
  return (
    <Section title={titleOfRow(line, sheet)}>
      <DataTable
        caption={{ es: 'Celdas de la fila, tal como llegaron', en: 'Cells of the row, as they came' }} hidesCaption rows={row} rowKey={({ column }) => column}
        columns={[
          { key: 'column', label: { es: 'Columna', en: 'Column' }, value: ({ column }) => column, sorts: false },
          { key: 'value', label: { es: 'Celda', en: 'Cell' }, value: ({ value }) => value, sorts: false },
          { key: 'used', label: { es: 'Se usa', en: 'Used' }, value: ({ isUsed }) => used(isUsed), isShort: true, sorts: false },
        ]}
      />
    </Section>
  )
}

const History = ({ observation: { history } }: { observation: ObservationView }) => {
  const t = useText()
  const { number } = useFormat()
  return (
    <Section title={{ es: 'Lo que ha dicho', en: 'What it has said' }}>
      <Timeline
        moments={history.map(({ value, withheld, since, sinceAt, until, fileName }) => ({
          key: String(since),
          at: sinceAt,
          what: withheld ?? number(value),
          note: `${t({ es: `versión ${since}`, en: `release ${since}` })} · ${fileName}${until === null ? '' : t({ es: ` · hasta la versión ${until}`, en: ` · until release ${until}` })}`,
        }))}
      />
    </Section>
  )
}
