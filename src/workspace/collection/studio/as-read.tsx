// The file as it was read: its first rows, each column headed by what it was taken for, and a choice to take it for something else.
import { NativeSelect } from '@mantine/core'
import { lineWords } from '../../../modules/collection/model/line.ts'
import { columnRoleNames, columnRoles, type ColumnRole, type Draft } from '../../../modules/collection/model/draft.ts'
import { dateStyleIds, type DateStyle } from '../../../modules/collection/model/profile.ts'
import { withPart } from '../../../modules/collection/model/draft-changes.ts'
import { Section, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'
import type { Studio } from './use-studio.ts'

const unitHint = (draft: Draft, column: string): string | undefined => {
  const id = Object.entries(draft.profile.measures).find(([, figure]) => figure.from === 'column' && figure.column === column)?.[0]
  return draft.measures.find((measure) => measure.id === id)?.name.es
}

const dateWords: Record<DateStyle, { es: string; en: string }> = {
  'YYYY-MM-DD': { es: 'año-mes-día (2024-03-31)', en: 'year-month-day (2024-03-31)' },
  'YYYY/MM/DD': { es: 'año/mes/día (2024/03/31)', en: 'year/month/day (2024/03/31)' },
  YYYYMMDD: { es: 'junta (20240331)', en: 'together (20240331)' },
  'DD/MM/YYYY': { es: 'día/mes/año (31/03/2024)', en: 'day/month/year (31/03/2024)' },
  'DD/MM/YY': { es: 'día/mes/año (31/03/24)', en: 'day/month/year (31/03/24)' },
  'MM/DD/YY': { es: 'mes/día/año (03/31/24)', en: 'month/day/year (03/31/24)' },
  'MM/DD/YYYY': { es: 'mes/día/año (03/31/2024)', en: 'month/day/year (03/31/2024)' },
  'D-Mon-YY': { es: 'día-mes corto-año (31-mar-24)', en: 'day-short month-year (31-Mar-24)' },
  'D Month YYYY': { es: 'en palabras (31 de marzo de 2024)', en: 'in words (31 March 2024)' },
  'Month D, YYYY': { es: 'en palabras, mes primero (March 31, 2024)', en: 'in words, month first (March 31, 2024)' },
  'YYYY-MM': { es: 'año-mes (2024-03)', en: 'year-month (2024-03)' },
  YYYYMM: { es: 'año y mes juntos (202403)', en: 'year and month together (202403)' },
  'MM/YYYY': { es: 'mes/año (03/2024)', en: 'month/year (03/2024)' },
  'Mon-YY': { es: 'mes corto-año (mar-24)', en: 'short month-year (Mar-24)' },
  'Month YYYY': { es: 'mes y año en palabras (marzo de 2024)', en: 'month and year in words (March 2024)' },
  YYYY: { es: 'solo el año (2024)', en: 'the year alone (2024)' },
  week: { es: 'semana (2024-W13)', en: 'week (2024-W13)' },
  serial: { es: 'número de hoja de cálculo (45382)', en: 'spreadsheet number (45382)' },
}

const DateStyleSelect = ({ studio, column }: { studio: Studio; column: string }) => {
  const t = useText()
  const { period } = studio.draft.profile
  if (period?.kind !== 'date' || period.column !== column) return null
  return (
    <NativeSelect
      size="xs" aria-label={t({ es: `Cómo se escribe la fecha de «${column}»`, en: `How the date of “${column}” is written` })} value={period.style}
      data={dateStyleIds.map((style) => ({ value: style, label: t(dateWords[style]) }))}
      onChange={({ currentTarget }) => studio.change(withPart(studio.draft, { period: { ...period, style: currentTarget.value as DateStyle } }))}
    />
  )
}

const RoleSelect = ({ studio, column, role }: { studio: Studio; column: string; role: ColumnRole }) => {
  const t = useText()
  return (
    <NativeSelect
      size="xs" aria-label={t({ es: `Qué es la columna «${column}»`, en: `What the column “${column}” is` })} value={role}
      data={columnRoles.map((each) => ({ value: each, label: t(columnRoleNames[each]) }))}
      onChange={({ currentTarget }) => studio.edit({ column, role: currentTarget.value as ColumnRole })}
    />
  )
}

const Heading = ({ studio, column, role, isKey }: { studio: Studio; column: string; role: ColumnRole; isKey: boolean }) => {
  const t = useText()
  const hint = role === 'figure' ? unitHint(studio.draft, column) : undefined
  return (
    <th scope="col" data-used={role !== 'unused'}>
      <span className={styles.column}>{column}{isKey && <abbr title={t({ es: 'Ayuda a reconocer la fila en un archivo más nuevo', en: 'Helps to know the row again in a newer file' })}>*</abbr>}</span>
      <RoleSelect studio={studio} column={column} role={role} />
      <DateStyleSelect studio={studio} column={column} />
      {hint !== undefined && hint !== column && <small>{hint}</small>}
    </th>
  )
}

/** The table as read, with a select over each column. */
export const AsRead = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { columns, rows } = studio.preview
  return (
    <Section
      title={{ es: 'El archivo', en: 'The file' }}
      lead={t({ es: 'Sobre cada columna dice por qué se tomó. Si no es eso, elija otra cosa.', en: 'Above each column it says what it was taken for. If it is not that, choose something else.' })}
    >
      <div className={styles.scroll} role="region" tabIndex={0} aria-label={t({ es: 'Primeras filas del archivo', en: 'First rows of the file' })}>
        <table className={styles.raw}>
          <caption className="visually-hidden">{t({ es: 'Primeras filas del archivo, con lo que es cada columna', en: 'First rows of the file, with what each column is' })}</caption>
          <thead>
            <tr>
              <th scope="col">{t({ es: 'Línea', en: 'Line' })}</th>
              {columns.map(({ name, role, isKey }) => <Heading key={name} studio={studio} column={name} role={role} isKey={isKey} />)}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 12).map(({ line, cells }) => (
              <tr key={line}>
                <th scope="row">{t(lineWords(line))}</th>
                {columns.map(({ name, role }, at) => <td key={name} data-used={role !== 'unused'}>{(cells[at] ?? '').slice(0, 60)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
