// The table that is filled in like a spreadsheet: arrows, Enter, Tab, typing and pasting; each cell says what is wrong with it.
import { memo, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { pastedCells, rowKey, settledCell, type Grid, type GridColumn, type GridFault } from '../../modules/rounds/model/grid.ts'
import type { Text } from '../../platform/text.ts'
import { useText } from '../kit/kit.ts'
import { CellEditor } from './cell-editor.tsx'
import styles from './grid.module.css'

interface GridTableProps {
  grid: Grid
  rows: string[][]
  faults: readonly GridFault[]
  /** Figures of the period before, by what a row counts. */
  previous: ReadonlyMap<string, readonly string[]>
  previousName: Text
  onRows: (rows: string[][]) => void
}

interface Place {
  row: number
  column: number
}

const cellId = ({ row, column }: Place): string => `cell-${row}-${column}`

const replaced = (rows: readonly string[][], { row, column }: Place, cell: string): string[][] =>
  rows.map((cells, at) => (at === row ? cells.map((old, place) => (place === column ? cell : old)) : cells))

/** The rows with a block of cells written over them from a place on; rows are added as needed. */
const written = (grid: Grid, rows: readonly string[][], { row, column }: Place, block: readonly string[][]): string[][] => {
  const next = rows.map((cells) => [...cells])
  block.forEach((line, down) => {
    const cells = (next[row + down] ??= grid.columns.map(() => ''))
    line.forEach((cell, right) => {
      const target = grid.columns[column + right]
      if (target) cells[column + right] = settledCell(target, cell)
    })
  })
  return next
}

const steps: Record<string, Place> = {
  ArrowUp: { row: -1, column: 0 }, ArrowDown: { row: 1, column: 0 }, ArrowLeft: { row: 0, column: -1 }, ArrowRight: { row: 0, column: 1 },
}

const isTyped = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => key.length === 1 && !ctrlKey && !metaKey && !altKey

/** Where one is, whether the cell is open, and what the keys do. */
const useSheet = ({ grid, rows, onRows }: GridTableProps) => {
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [open, setOpen] = useState<{ before: string; typed: string | undefined }>()
  const latest = useRef(rows)
  latest.current = rows
  const wanted = useRef<Place>(undefined)
  // Before the next key is heard: a fast typist loses no letter.
  useLayoutEffect(() => {
    if (wanted.current) document.getElementById(cellId(wanted.current))?.focus()
    wanted.current = undefined
  })
  const last = grid.columns.length - 1
  const go = (place: Place): void => {
    const to = { row: Math.min(Math.max(place.row, 0), latest.current.length - 1), column: Math.min(Math.max(place.column, 0), last) }
    wanted.current = to
    setAt(to)
    setOpen(undefined)
  }
  const edit = (place: Place, typed?: string): void => {
    setAt(place)
    setOpen({ before: rows[place.row]?.[place.column] ?? '', typed })
  }
  const put = (place: Place, cell: string): void => {
    latest.current = replaced(latest.current, place, cell)
    onRows(latest.current)
  }
  const settle = (typed: string): void => {
    const column = grid.columns[at.column]
    const cell = column ? settledCell(column, typed) : typed
    if (cell !== latest.current[at.row]?.[at.column]) put(at, cell)
  }
  const remove = (row: number): void => {
    const left = rows.filter((_, place) => place !== row)
    latest.current = left.length > 0 ? left : [grid.columns.map(() => '')]
    onRows(latest.current)
    go({ row, column: 0 })
  }
  return { at, open, setAt, setOpen, go, edit, put, settle, remove, last, latest }
}

type Sheet = ReturnType<typeof useSheet>

/** One cell on, into the next row after the last; undefined at the ends, where Tab leaves the table. */
const tabbed = ({ at, last, latest }: Sheet, isBack: boolean): Place | undefined => {
  const place = at.row * (last + 1) + at.column + (isBack ? -1 : 1)
  return place < 0 || place >= latest.current.length * (last + 1) ? undefined : { row: Math.floor(place / (last + 1)), column: place % (last + 1) }
}

const onMoving = (sheet: Sheet, event: KeyboardEvent): void => {
  const { at, go, edit, put } = sheet
  const step = steps[event.key]
  const next = event.key === 'Tab' ? tabbed(sheet, event.shiftKey) : step && { row: at.row + step.row, column: at.column + step.column }
  if (next) go(next)
  else if (event.key === 'Enter' || event.key === 'F2') edit(at)
  else if (event.key === 'Delete' || event.key === 'Backspace') put(at, '')
  else if (isTyped(event)) edit(at, event.key)
  else return
  event.preventDefault()
}

export const GridTable = (props: GridTableProps) => {
  const { grid, rows, faults, previous, previousName, onRows } = props
  const t = useText()
  const sheet = useSheet(props)
  const onPaste = (event: ClipboardEvent): void => {
    if (sheet.open) return
    event.preventDefault()
    onRows(written(grid, rows, sheet.at, pastedCells(event.clipboardData.getData('text/plain'))))
  }
  const faultAt = new Map(faults.map((fault) => [cellId(fault), fault]))
  return (
    <div className={styles.frame}>
      <table role="grid" className={styles.grid} aria-label={t({ es: 'Cifras por llenar', en: 'Figures to fill in' })} onPaste={onPaste}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{t({ es: 'Fila', en: 'Row' })}</th>
            {grid.columns.map(({ column, label, kind }) => <th key={column} role="columnheader" scope="col" data-kind={kind}>{t(label)}</th>)}
            <th role="columnheader" scope="col" data-kind="figure">{t({ es: `En ${previousName.es}`, en: `In ${previousName.en}` })}</th>
            <th role="columnheader" scope="col"><span className="visually-hidden">{t({ es: 'Quitar', en: 'Remove' })}</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, at) => (
            <Row key={at} grid={grid} row={row} at={at} sheet={sheet} faultAt={faultAt} before={previous.get(rowKey(grid, row))} previousName={previousName} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  grid: Grid
  row: readonly string[]
  at: number
  sheet: Sheet
  faultAt: ReadonlyMap<string, GridFault>
  before: readonly string[] | undefined
  previousName: Text
}

const Row = ({ grid, row, at, sheet, faultAt, before, previousName }: RowProps) => {
  const t = useText()
  const earlier = grid.columns.flatMap(({ kind }, place) => (kind === 'figure' && before?.[place] ? [before[place]] : [])).join(' · ')
  return (
    <tr role="row">
      <th role="rowheader" scope="row">{at + 1}</th>
      {grid.columns.map((column, place) => (
        <Cell key={column.column} column={column} cell={row[place] ?? ''} place={{ row: at, column: place }} sheet={sheet} fault={faultAt.get(cellId({ row: at, column: place }))} />
      ))}
      <td role="gridcell" data-kind="figure" data-quiet="true" data-label={t({ es: `En ${previousName.es}`, en: `In ${previousName.en}` })}>{earlier || '—'}</td>
      <td role="gridcell" data-action="true">
        <button type="button" className={styles.remove} aria-label={t({ es: `Quitar la fila ${at + 1}`, en: `Remove row ${at + 1}` })} onClick={() => sheet.remove(at)}>{t({ es: 'Quitar', en: 'Remove' })}</button>
      </td>
    </tr>
  )
}

interface CellProps {
  column: GridColumn
  cell: string
  place: Place
  sheet: Sheet
  fault: GridFault | undefined
}

/** A finger opens a cell at once; a pointer first chooses it. */
const isTouched = (): boolean => matchMedia('(pointer: coarse)').matches

const labelIn = ({ kind, choices }: GridColumn, cell: string): Text | undefined =>
  (kind === 'choice' && cell !== '' ? choices.find(({ value }) => value === cell)?.label : undefined)

const faultProps = (fault: GridFault | undefined, t: (text: Text) => string) =>
  (fault ? { 'aria-invalid': true, 'aria-describedby': `fault-${fault.row}-${fault.column}`, title: t(fault.text) } : {})

const Cell = ({ column, cell, place, sheet, fault }: CellProps) => {
  const t = useText()
  const isHere = sheet.at.row === place.row && sheet.at.column === place.column
  const open = isHere ? sheet.open : undefined
  const label = labelIn(column, cell)
  const events = open ? {} : {
    onFocus: () => void (isHere || sheet.setAt(place)),
    onKeyDown: (event: KeyboardEvent) => onMoving(sheet, event),
    onClick: () => (isHere || isTouched() ? sheet.edit(place) : sheet.go(place)),
  }
  return (
    <td role="gridcell" id={cellId(place)} tabIndex={isHere && !open ? 0 : -1} data-kind={column.kind} data-label={t(column.label)} {...faultProps(fault, t)} {...events}>
      {open ? <CellEditor column={column} cell={open.typed ?? cell} sheet={sheet} /> : <Shown text={label ? t(label) : cell} />}
    </td>
  )
}

const Shown = memo(({ text }: { text: string }) => <span>{text === '' ? '\u00a0' : text}</span>)
