// Facts shown plainly: a figure with its unit and source, pairs of name and value, what happened when, what changed, files.
import type { ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import styles from './facts.module.css'
import { useFormat } from './format.ts'
import { useText } from './language.ts'

interface FigureProps {
  label: Text
  /** Already formatted text, or a number to be formatted; null draws a dash. */
  value: number | string | null
  /** What is counted: víctimas, carpetas, filas. */
  unit?: Text
  source?: ReactNode
}

/** One number that matters, with what it counts and where it comes from. Put several in `<Figures>`. */
export const Figure = ({ label, value, unit, source }: FigureProps) => {
  const t = useText()
  const { number } = useFormat()
  return (
    <div className={styles.figure}>
      <dt>{t(label)}</dt>
      <dd>
        <span className={styles.value}>{typeof value === 'string' ? value : number(value)}</span>
        {unit && <span className={styles.unit}>{t(unit)}</span>}
        {source && <span className={styles.source}>{source}</span>}
      </dd>
    </div>
  )
}

export const Figures = ({ children }: { children: ReactNode }) => <dl className={styles.figures}>{children}</dl>

/** Name and value, one under the other. */
export const Facts = ({ items }: { items: readonly { label: Text; value: ReactNode }[] }) => {
  const t = useText()
  return (
    <dl className={styles.facts}>
      {items.map(({ label, value }) => <div key={label.es}><dt>{t(label)}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}

export interface Moment {
  key: string
  /** ISO instant. */
  at: string
  what: ReactNode
  who?: string
  note?: ReactNode
}

/** What happened, in the order given. */
export const Timeline = ({ moments }: { moments: readonly Moment[] }) => {
  const { dateTime } = useFormat()
  return (
    <ol className={styles.timeline}>
      {moments.map(({ key, at, what, who, note }) => (
        <li key={key}>
          <time dateTime={at}>{dateTime(at)}</time>
          <div><strong>{what}</strong>{who && <span className={styles.who}> · {who}</span>}{note && <div>{note}</div>}</div>
        </li>
      ))}
    </ol>
  )
}

export interface Difference {
  field: Text
  before: string | null
  after: string | null
}

interface DiffTableProps {
  caption: Text
  rows: readonly Difference[]
  /** Headings; by default «Antes» and «Ahora». */
  names?: { before: Text; after: Text }
}

/** What is different, field by field; what stayed the same is not listed. */
export const DiffTable = ({ caption, rows, names = { before: { es: 'Antes', en: 'Before' }, after: { es: 'Ahora', en: 'Now' } } }: DiffTableProps) => {
  const t = useText()
  const changed = rows.filter(({ before, after }) => before !== after)
  return (
    <table className={styles.diff}>
      <caption>{t(caption)}</caption>
      <thead><tr><th scope="col">{t({ es: 'Campo', en: 'Field' })}</th><th scope="col">{t(names.before)}</th><th scope="col">{t(names.after)}</th></tr></thead>
      <tbody>
        {changed.map(({ field, before, after }) => (
          <tr key={field.es}><th scope="row">{t(field)}</th><td><del>{before ?? '—'}</del></td><td><ins>{after ?? '—'}</ins></td></tr>
        ))}
      </tbody>
    </table>
  )
}

export interface Download {
  href: string
  label: Text
  /** CSV, XML, JSON. */
  format: string
  bytes?: number
}

/** Files to take away, with their format and size. */
export const DownloadLinks = ({ files }: { files: readonly Download[] }) => {
  const t = useText()
  const { bytes } = useFormat()
  return (
    <ul className={styles.downloads}>
      {files.map((file) => (
        <li key={file.href}>
          <a href={file.href} download>{t(file.label)}</a> <span>({file.format}{file.bytes === undefined ? '' : `, ${bytes(file.bytes)}`})</span>
        </li>
      ))}
    </ul>
  )
}
