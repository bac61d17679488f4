// Taking away what is on screen: the table as CSV or workbook, the chart as SVG or PNG, each with its source and notes inside.
import { Button } from '@mantine/core'
import { useState, type RefObject } from 'react'
import type { ChartTable } from '../../platform/charts/frame.tsx'
import { ProblemNotice, useText } from '../kit/kit.ts'
import { chartAsFile, chartAsPicture, handOver } from './chart-file.ts'
import styles from './statistics.module.css'
import { tableAsCsv, tableAsWorkbook, type Notes } from './table-file.ts'

interface TakeawayProps {
  /** Where the chart stands; a view without one offers the table alone. */
  place: RefObject<HTMLElement | null>
  notes: Notes
  table: () => ChartTable
  /** Without its ending. */
  fileName: string
}

const words = {
  take: { es: 'Llevarse', en: 'Take away' },
  table: { es: 'la tabla', en: 'the table' },
  chart: { es: 'el gráfico', en: 'the chart' },
  figures: { es: 'Cifras', en: 'Figures' },
  about: { es: 'Acerca de', en: 'About' },
}

type Kind = 'CSV' | 'XLSX' | 'SVG' | 'PNG'

const useMaker = ({ place, notes, table, fileName }: TakeawayProps) => {
  const t = useText()
  const chart = () => {
    const found = place.current?.querySelector<SVGSVGElement>('svg.chart')
    return found ? chartAsFile(found, notes.title, notes.lines) : undefined
  }
  const makers: Record<Kind, () => Promise<void> | void> = {
    CSV: () => handOver(tableAsCsv(table(), notes), `${fileName}.csv`, 'text/csv;charset=utf-8'),
    XLSX: async () => handOver(await tableAsWorkbook(table(), notes, { figures: t(words.figures), about: t(words.about) }), `${fileName}.xlsx`, ''),
    SVG: () => {
      const file = chart()
      if (file) handOver(file.svg, `${fileName}.svg`, 'image/svg+xml')
    },
    PNG: async () => {
      const file = chart()
      if (file) handOver(await chartAsPicture(file), `${fileName}.png`, 'image/png')
    },
  }
  return makers
}

/** Buttons, since each file is made in the page when it is asked for. */
export const Takeaway = (props: TakeawayProps & { hasChart: boolean }) => {
  const t = useText()
  const makers = useMaker(props)
  const [busy, setBusy] = useState<Kind>()
  const [problem, setProblem] = useState<unknown>()
  const make = (kind: Kind): void => {
    setBusy(kind)
    setProblem(undefined)
    void Promise.resolve().then(makers[kind]).catch(setProblem).finally(() => setBusy(undefined))
  }
  const button = (kind: Kind) => <Button key={kind} variant="default" size="compact-md" aria-busy={busy === kind} onClick={() => make(kind)}>{kind}</Button>
  return (
    <div className={styles.takeaway}>
      <span>{t(words.take)} {t(words.table)}:</span>{button('CSV')}{button('XLSX')}
      {props.hasChart && <><span>{t(words.chart)}:</span>{button('SVG')}{button('PNG')}</>}
      <ProblemNotice problem={problem} />
    </div>
  )
}
