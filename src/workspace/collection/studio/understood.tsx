// What SIDMI understood: how many rows, which figures by period, the first rows coded, and what would be refused and why.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { lineWords } from '../../../modules/collection/model/line.ts'
import type { Preview } from '../../../modules/collection/model/draft.ts'
import { unitNames } from '../../../modules/collection/model.ts'
import { callAct, DataTable, Figure, Figures, Notice, Progress, Section, useFormat, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'
import type { Studio } from './use-studio.ts'

const useRowsSoFar = (id: string, isOn: boolean): number => {
  const [rows, setRows] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const ask = (): void => void callAct<{ rows: number | null }>('GET', '/api/profiles/drafts/:id/progress', { id }).then((found) => setRows(found.rows ?? 0), () => undefined)
    const timer = setInterval(ask, 1000)
    return () => clearInterval(timer)
  }, [id, isOn])
  return rows
}

const Whole = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { number } = useFormat()
  const isTrying = studio.busy === 'trying-whole'
  const rows = useRowsSoFar(studio.id, isTrying)
  const read = number(studio.preview.counts.read)
  if (isTrying) return <Progress label={{ es: 'Leyendo el archivo entero', en: 'Reading the whole file' }} note={t({ es: `${number(rows)} filas leídas`, en: `${number(rows)} rows read` })} />
  if (studio.preview.isWhole) return <p>{t({ es: `Se leyó el archivo entero: ${read} filas.`, en: `The whole file was read: ${read} rows.` })}</p>
  return (
    <div className={styles.finish}>
      <p>{t({ es: `Se leyeron las primeras ${read} filas.`, en: `The first ${read} rows were read.` })}</p>
      <Button variant="default" onClick={studio.tryWhole}>{t({ es: 'Comprobar el archivo entero', en: 'Check the whole file' })}</Button>
    </div>
  )
}

const rowUnit = { es: 'filas', en: 'rows' }

const Counts = ({ counts }: { counts: Preview['counts'] }) => (
  <Figures>
    <Figure label={{ es: 'Leídas', en: 'Read' }} value={counts.read} unit={rowUnit} />
    <Figure label={{ es: 'Se aceptan', en: 'Accepted' }} value={counts.accepted} unit={rowUnit} />
    <Figure label={{ es: 'Se rechazan', en: 'Refused' }} value={counts.refused} unit={rowUnit} />
    <Figure label={{ es: 'Totales y notas', en: 'Totals and notes' }} value={counts.totals + counts.notWanted} unit={rowUnit} />
    <Figure label={{ es: 'Reservadas', en: 'Withheld' }} value={counts.withheld} unit={{ es: 'cifras', en: 'figures' }} />
  </Figures>
)

const usePeriod = () => {
  const t = useText()
  const { period } = useFormat()
  return (code: string | null): string => (code === null ? t({ es: 'sin fecha', en: 'undated' }) : period(code))
}

const Totals = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const say = usePeriod()
  const nameOf = (id: string): string => {
    const measure = studio.draft.measures.find((each) => each.id === id)
    return measure ? `${t(measure.name)} (${t(unitNames[measure.unit])})` : id
  }
  const isSingle = new Set(studio.preview.totals.map(({ measure }) => measure)).size < 2
  return (
    <Section
      title={{ es: 'Totales por periodo', en: 'Totals by period' }}
      lead={t({ es: 'Compárelos con el total que publica la fuente. Si no coinciden, algo se tomó mal.', en: 'Compare them with the total the source publishes. If they differ, something was taken wrongly.' })}
    >
      <DataTable
        caption={{ es: 'Totales por periodo', en: 'Totals by period' }} hidesCaption rows={studio.preview.totals} rowKey={({ measure, period }) => `${measure} ${period ?? ''}`} step={24}
        columns={[
          { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: ({ period }) => period ?? '', cell: ({ period }) => say(period), isShort: true },
          ...(isSingle ? [] : [{ key: 'measure', label: { es: 'Cifra', en: 'Figure' }, value: ({ measure }: Preview['totals'][number]) => nameOf(measure) }]),
          { key: 'value', label: { es: 'Suma', en: 'Sum' }, value: ({ value }) => value, isNumber: true },
          { key: 'withheld', label: { es: 'Reservadas', en: 'Withheld' }, value: ({ withheld }) => withheld, isNumber: true },
        ]}
      />
    </Section>
  )
}

const codeOf = ({ period, grain }: Preview['coded'][number]['figures'][number]): string | null => {
  if (period === null) return null
  if (grain === 'year') return period.slice(0, 4)
  return grain === 'month' ? period.slice(0, 7) : period
}

const Coded = ({ preview, isDated }: { preview: Preview; isDated: boolean }) => {
  const t = useText()
  const { number } = useFormat()
  const say = usePeriod()
  const figure = (one: Preview['coded'][number]['figures'][number]): string => `${isDated ? `${say(codeOf(one))}: ` : ''}${one.value === null ? (one.withheld ?? '—') : number(one.value)}`
  return (
    <Section title={{ es: 'Las primeras filas, entendidas', en: 'The first rows, understood' }}>
      <DataTable
        caption={{ es: 'Primeras filas entendidas', en: 'First rows understood' }} hidesCaption rows={preview.coded} rowKey={({ line }) => String(line)}
        empty={<p>{t({ es: 'Ninguna fila se entiende todavía.', en: 'No row is understood yet.' })}</p>}
        columns={[
          { key: 'line', label: { es: 'Línea', en: 'Line' }, value: ({ line }) => line, cell: ({ line }) => t(lineWords(line)), isNumber: true },
          { key: 'says', label: { es: 'De qué habla', en: 'What it is about' }, value: ({ says }) => t(says) },
          { key: 'figures', label: { es: 'Cifras', en: 'Figures' }, value: ({ figures }) => figures.slice(0, 4).map(figure).join(' · '), sorts: false },
        ]}
      />
    </Section>
  )
}

const Refused = ({ preview }: { preview: Preview }) => {
  const t = useText()
  const { number } = useFormat()
  const { refusals, counts } = preview
  if (refusals.length === 0) return null
  return (
    <Section title={{ es: 'Filas que se rechazarían', en: 'Rows that would be refused' }}>
      <DataTable
        caption={{ es: 'Filas que se rechazarían', en: 'Rows that would be refused' }} hidesCaption rows={refusals} rowKey={({ line }) => String(line)} step={8}
        columns={[
          { key: 'line', label: { es: 'Línea', en: 'Line' }, value: ({ line }) => line, cell: ({ line }) => t(lineWords(line)), isNumber: true },
          { key: 'reason', label: { es: 'Por qué', en: 'Why' }, value: ({ reason }) => t(reason) },
        ]}
      />
      {counts.refused > refusals.length && <p>{t({ es: `Son ${number(counts.refused)} en total.`, en: `There are ${number(counts.refused)} in all.` })}</p>}
    </Section>
  )
}

/** The right side of the studio. */
export const Understood = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { preview } = studio
  return (
    <>
      <Section title={{ es: 'Lo que SIDMI entendió', en: 'What SIDMI understood' }}>
        {preview.fault && <Notice title={{ es: 'Así no se puede leer', en: 'It cannot be read like this' }}><p>{t(preview.fault)}</p></Notice>}
        {!preview.fault && <Counts counts={preview.counts} />}
        <Whole studio={studio} />
      </Section>
      {studio.draft.profile.period && preview.totals.length > 0 && <Totals studio={studio} />}
      <Coded preview={preview} isDated={studio.draft.profile.period !== undefined} />
      <Refused preview={preview} />
    </>
  )
}
