// Rows to begin with: those of the period before, one for each place and offence chosen, or one more.
import { Button, Group, MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { rowKey, type Grid } from '../../modules/rounds/model/grid.ts'
import type { Text } from '../../platform/text.ts'
import { Dialog, useText } from '../kit/kit.ts'

interface AddRowsProps {
  grid: Grid
  rows: readonly string[][]
  onRows: (rows: string[][]) => void
  previousName: Text
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === '')

/** The rows with others after them that do not count the same; blank ones give way. */
const joined = (grid: Grid, rows: readonly string[][], more: readonly string[][]): string[][] => {
  const kept = rows.filter((row) => !isBlank(row))
  const known = new Set(kept.map((row) => rowKey(grid, row)))
  return [...kept, ...more.filter((row) => !known.has(rowKey(grid, row)))]
}

const withoutFigures = (grid: Grid, row: readonly string[]): string[] => row.map((cell, at) => (grid.columns[at]?.kind === 'figure' ? '' : cell))

export const AddRows = ({ grid, rows, onRows, previousName }: AddRowsProps) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const crossed = grid.columns.filter(({ kind, choices }) => kind === 'choice' && choices.length > 0).slice(0, 2)
  return (
    <Group gap="sm">
      {grid.previous.length > 0 && (
        <Button variant="default" onClick={() => onRows(joined(grid, rows, grid.previous.map((row) => withoutFigures(grid, row))))}>
          {t({ es: `Las mismas filas que en ${previousName.es}`, en: `The same rows as in ${previousName.en}` })}
        </Button>
      )}
      {crossed.length === 2 && <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Varias filas a la vez', en: 'Several rows at once' })}</Button>}
      <Button variant="default" onClick={() => onRows([...rows, grid.columns.map(() => '')])}>{t({ es: 'Una fila más', en: 'One more row' })}</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Varias filas a la vez', en: 'Several rows at once' }}>
        <Crossing grid={grid} columns={crossed} onDone={(more) => {
          onRows(joined(grid, rows, more))
          setOpen(false)
        }} />
      </Dialog>
    </Group>
  )
}

const Crossing = ({ grid, columns, onDone }: { grid: Grid; columns: Grid['columns']; onDone: (rows: string[][]) => void }) => {
  const t = useText()
  const [first, second] = columns
  const [chosen, setChosen] = useState<Record<string, string[]>>({})
  if (!first || !second) return null
  const of = ({ column }: Grid['columns'][number]): string[] => chosen[column] ?? []
  const made = of(first).flatMap((one) => of(second).map((other) =>
    grid.columns.map(({ column }) => (column === first.column ? one : column === second.column ? other : ''))))
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault()
      if (made.length > 0) onDone(made)
    }}>
      {columns.map((column) => (
        <MultiSelect
          key={column.column} mb="md" label={t(column.label)} searchable clearable comboboxProps={{ withinPortal: false }} value={of(column)} onChange={(values) => setChosen({ ...chosen, [column.column]: values })}
          data={column.choices.filter(({ value }) => value !== '').map(({ value, label }) => ({ value, label: t(label) }))}
        />
      ))}
      <Button type="submit" disabled={made.length === 0}>{t({ es: `Añadir ${made.length} filas`, en: `Add ${made.length} rows` })}</Button>
    </form>
  )
}
