// The grid at work: rows, what is wrong with them, their sum beside that of the period before, and sending them.
import { Button, Group } from '@mantine/core'
import { useMemo } from 'react'
import { csvOf, faultsOf, isFilled, rowKey, totalsOf, type Grid, type GridFault, type GridView } from '../../modules/rounds/model/grid.ts'
import { Notice, Section, useFormat, useText } from '../kit/kit.ts'
import { AddRows } from './add-rows.tsx'
import { GridTable } from './grid-table.tsx'
import { post, takeBack } from './outbox.ts'
import { OnItsWay, Saved } from './sending.tsx'
import { useRows, type OnDevice } from './use-draft.ts'

interface FillingProps {
  view: GridView
  grid: Grid
  person: string
  place: string
  found: OnDevice
}

const blankRow = (grid: Grid): string[] => grid.columns.map(() => '')

const standingRows = (grid: Grid): string[][] => (grid.rows.length > 0 ? grid.rows : [blankRow(grid)])

export const Filling = ({ view, grid, person, place, found }: FillingProps) => {
  const standing = standingRows(grid)
  const { rows, change, saving, drop } = useRows(place, { first: found.draft?.rows ?? standing, standing })
  const faults = useMemo(() => faultsOf(grid, rows), [grid, rows])
  const { parcel, received } = found
  const send = (): void => void post(person, {
    source: view.source.id, place, csv: csvOf(grid, rows), fileName: `${view.source.id}-${view.part}-en-linea.csv`,
  })
  if (parcel) return <OnItsWay onCorrect={() => void takeBack(person, place)} />
  return (
    <>
      <Saved saving={saving} draft={found.draft} received={found.draft ? undefined : received} />
      <AddRows grid={grid} rows={rows} onRows={change} previousName={view.previousName} />
      <Section title={{ es: 'Las cifras', en: 'The figures' }} lead={<HowTo />}>
        <GridTable grid={grid} rows={rows} faults={faults} previous={previousOf(grid)} previousName={view.previousName} onRows={change} />
        <Totals grid={grid} rows={rows} view={view} />
      </Section>
      <Faults grid={grid} faults={faults} />
      <Sending grid={grid} rows={rows} faults={faults} onSend={send} onDrop={found.draft ? drop : undefined} />
    </>
  )
}

/** The figures of the period before, by what they count. */
const previousOf = (grid: Grid): ReadonlyMap<string, readonly string[]> => new Map(grid.previous.map((row) => [rowKey(grid, row), row]))

const HowTo = () => {
  const t = useText()
  return t({
    es: 'Las flechas mueven, Intro abre una casilla, Tab pasa a la siguiente. Puede pegar desde Excel. Solo se envían las filas con cifra; un cero también se envía.',
    en: 'Arrows move, Enter opens a cell, Tab goes to the next. You may paste from Excel. Only rows with a figure are sent; a zero is sent too.',
  })
}

const Totals = ({ grid, rows, view }: { grid: Grid; rows: readonly (readonly string[])[]; view: GridView }) => {
  const t = useText()
  const { number } = useFormat()
  const [now, before] = [totalsOf(grid, rows), totalsOf(grid, grid.previous)]
  const hasBefore = grid.previous.length > 0
  return (
    <div aria-live="polite">
      {grid.columns.map((column, at) => (now[at] === null ? null : (
        <p key={column.column}>
          <strong>{t({ es: 'Total', en: 'Total' })}, {t(column.label)}: {number(now[at])}</strong>{' '}
          {hasBefore && t({ es: `En ${view.previousName.es} fueron ${number(before[at])}.`, en: `In ${view.previousName.en} there were ${number(before[at])}.` })}
        </p>
      )))}
    </div>
  )
}

const mostFaults = 12

const Faults = ({ grid, faults }: { grid: Grid; faults: readonly GridFault[] }) => {
  const t = useText()
  if (faults.length === 0) return null
  return (
    <Notice title={{ es: faults.length === 1 ? 'Hay 1 casilla por corregir' : `Hay ${faults.length} casillas por corregir`, en: faults.length === 1 ? '1 cell to mend' : `${faults.length} cells to mend` }}>
      <ul>
        {faults.slice(0, mostFaults).map(({ row, column, text }) => (
          <li key={`${row} ${column}`} id={`fault-${row}-${column}`}>
            <a href={`#cell-${row}-${column}`} onClick={(event) => {
              event.preventDefault()
              document.getElementById(`cell-${row}-${column}`)?.focus()
            }}>{t({ es: `Fila ${row + 1}, ${grid.columns[column]?.label.es ?? ''}`, en: `Row ${row + 1}, ${grid.columns[column]?.label.en ?? ''}` })}</a>: {t(text)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface SendingProps {
  grid: Grid
  rows: readonly (readonly string[])[]
  faults: readonly GridFault[]
  onSend: () => void
  onDrop: (() => void) | undefined
}

const Sending = ({ grid, rows, faults, onSend, onDrop }: SendingProps) => {
  const t = useText()
  const filled = rows.filter((row) => isFilled(grid, row)).length
  const without = rows.filter((row) => !isFilled(grid, row) && row.some((cell) => cell !== '')).length
  return (
    <div>
      {without > 0 && <p>{t({ es: without === 1 ? '1 fila no tiene cifra y no se enviará.' : `${without} filas no tienen cifra y no se enviarán.`, en: without === 1 ? '1 row has no figure and will not be sent.' : `${without} rows have no figure and will not be sent.` })}</p>}
      <p>{t({
        es: 'Lo enviado reemplaza lo que había de esos lugares en este periodo: deje aquí todas las filas que valen.',
        en: 'What is sent replaces what there was of those places in this period: keep here every row that counts.',
      })}</p>
      <Group gap="sm">
        <Button onClick={onSend} disabled={filled === 0 || faults.length > 0}>{t({ es: filled === 1 ? 'Enviar 1 fila' : `Enviar ${filled} filas`, en: filled === 1 ? 'Send 1 row' : `Send ${filled} rows` })}</Button>
        {onDrop && <Button variant="default" onClick={onDrop}>{t({ es: 'Borrar el borrador', en: 'Delete the draft' })}</Button>}
      </Group>
    </div>
  )
}
