// One matrix: a row for each institution and source, a column for each period; every cell opens what can be done about it.
import { useState } from 'react'
import type { Cell, RoundRow } from '../../modules/rounds/model.ts'
import { cadenceNames, periodName, periodShortName, type Cadence } from '../../modules/rounds/model/periods.ts'
import { useText } from '../kit/kit.ts'
import { CellDialog } from './cell-dialog.tsx'
import styles from './rounds.module.css'
import { StandingTag } from './words.tsx'

interface MatrixProps {
  cadence: Cadence
  periods: readonly string[]
  rows: readonly RoundRow[]
  nameOf: (territory: string) => string
}

interface Opened {
  row: RoundRow
  cell: Cell
}

export const Matrix = ({ cadence, periods, rows, nameOf }: MatrixProps) => {
  const t = useText()
  const [opened, setOpened] = useState<{ obligation: string; period: string }>()
  const found = openedIn(rows, opened)
  return (
    <>
      <div className={styles.frame} role="region" tabIndex={0} aria-label={t({ es: `Ronda, ${cadenceNames[cadence].es}`, en: `Round, ${cadenceNames[cadence].en}` })}>
        <table className={styles.matrix} role="table">
          <caption className="visually-hidden">{t({ es: `Instituciones y periodos, ${cadenceNames[cadence].es}`, en: `Institutions and periods, ${cadenceNames[cadence].en}` })}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">{t({ es: 'Institución', en: 'Institution' })}</th>
              {periods.map((period) => <th key={period} scope="col" role="columnheader">{t(periodShortName(cadence, period))}</th>)}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={row.obligation} role="row">
                <th scope="row" role="rowheader">{row.institution.name}<small>{t(row.source.name)}</small></th>
                {row.cells.map((cell, at) => (
                  <td key={periods[at]} role="cell" data-empty={cell === null} data-label={t(periodName(cadence, periods[at] ?? ''))}>
                    {cell && <button type="button" onClick={() => setOpened({ obligation: row.obligation, period: cell.period })}><StandingTag cell={cell} /></button>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CellDialog cadence={cadence} opened={found} onClose={() => setOpened(undefined)} nameOf={nameOf} />
    </>
  )
}

/** The cell as it stands now: what is open is drawn again when news comes. */
const openedIn = (rows: readonly RoundRow[], opened: { obligation: string; period: string } | undefined): Opened | undefined => {
  const row = rows.find(({ obligation }) => obligation === opened?.obligation)
  const cell = row?.cells.find((each) => each?.period === opened?.period)
  return row && cell ? { row, cell } : undefined
}
