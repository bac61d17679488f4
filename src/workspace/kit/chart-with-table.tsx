// A chart and the same figures as a table, one tab away from each other; on paper both.
import { useElementSize } from '@mantine/hooks'
import { useId, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react'
import '../../platform/charts/charts.css'
import type { Text } from '../../platform/text.ts'
import styles from './chart-with-table.module.css'
import { DownloadLinks, type Download } from './facts.tsx'
import { useText } from './language.ts'

interface View {
  name: Text
  /** Given the room there is, in pixels, for charts that take a `width`. */
  draw: (width: number) => ReactNode
}

interface ChartWithTableProps {
  title: Text | string
  /** What the chart shows in a sentence: the finding, not the axes. */
  lead?: ReactNode
  /** By name, in order: «Mapa», «Serie». */
  charts: readonly View[]
  /** A DataTable of the same figures. */
  table: ReactNode
  source?: ReactNode
  files?: readonly Download[]
}

/** Charts of the same figures and their table, as tabs. */
export const ChartWithTable = ({ title, lead, charts, table, source, files }: ChartWithTableProps) => {
  const t = useText()
  const { ref, width } = useElementSize<HTMLElement>()
  return (
    <figure ref={ref} className={styles.figure}>
      <figcaption>
        <strong>{typeof title === 'string' ? title : t(title)}</strong>
        {lead && <div>{lead}</div>}
      </figcaption>
      <Tabs width={width} views={[...charts, { name: { es: 'Tabla', en: 'Table' }, draw: () => table }]} />
      {(source || files) && <div className={styles.foot}>{source && <div>{source}</div>}{files && <DownloadLinks files={files} />}</div>}
    </figure>
  )
}

const paper = (): MediaQueryList => matchMedia('print')

const watchPaper = (changed: () => void): (() => void) => {
  const printing = paper()
  printing.addEventListener('change', changed)
  return () => printing.removeEventListener('change', changed)
}

const moves: Record<string, (now: number, last: number) => number> = {
  ArrowRight: (now, last) => (now === last ? 0 : now + 1),
  ArrowLeft: (now, last) => (now === 0 ? last : now - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** Tabs after the WAI pattern. A view is drawn when first opened, and all of them for the printer. */
const Tabs = ({ views, width }: { views: readonly View[]; width: number }) => {
  const t = useText()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [{ now, seen }, setState] = useState({ now: 0, seen: new Set([0]) })
  const isPrinting = useSyncExternalStore(watchPaper, () => paper().matches)
  const open = (next: number): void => setState({ now: next, seen: new Set([...seen, next]) })
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moves[event.key]?.(now, views.length - 1)
    if (next === undefined) return
    event.preventDefault()
    open(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <>
      <div role="tablist" ref={list} className={styles.tabs} onKeyDown={onKeyDown}>
        {views.map(({ name }, index) => (
          <button
            key={name.es} type="button" role="tab" id={`${id}-tab-${index}`} aria-controls={`${id}-${index}`}
            aria-selected={index === now} tabIndex={index === now ? 0 : -1} onClick={() => open(index)}
          >{t(name)}</button>
        ))}
      </div>
      {views.map(({ name, draw }, index) => (
        <div key={name.es} role="tabpanel" id={`${id}-${index}`} aria-labelledby={`${id}-tab-${index}`} hidden={index !== now && !isPrinting}>
          {width > 0 && (seen.has(index) || isPrinting) && draw(width)}
        </div>
      ))}
    </>
  )
}
