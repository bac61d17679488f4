// An open cell: a field with suggestions below it; Enter goes down, Tab goes on, Escape gives back what was there.
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { suggestions, type GridColumn } from '../../modules/rounds/model/grid.ts'
import { useText } from '../kit/kit.ts'
import styles from './grid.module.css'

interface Place {
  row: number
  column: number
}

/** What the editor needs of the sheet it is in. */
interface Sheet {
  at: Place
  open: { before: string } | undefined
  go: (place: Place) => void
  put: (place: Place, cell: string) => void
  settle: (typed: string) => void
  setOpen: (open: undefined) => void
}

const mostShown = 8

interface CellEditorProps {
  column: GridColumn
  cell: string
  sheet: Sheet
}

/** What is typed, which suggestion is marked, and what the keys do. */
const useEditor = ({ column, cell, sheet }: CellEditorProps) => {
  const t = useText()
  const chosen = column.choices.find(({ value }) => value === cell && value !== '')
  const asFound = chosen ? t(chosen.label) : cell
  const [typed, setTyped] = useState(asFound)
  const [marked, setMarked] = useState(-1)
  const isDone = useRef(false)
  const offered = column.choices.length === 0 ? [] : suggestions(column, chosen && typed === asFound ? '' : typed).filter(({ value }) => value !== '').slice(0, mostShown)
  const { row, column: place } = sheet.at
  const finish = (words: string, to?: Place): void => {
    if (isDone.current) return
    isDone.current = true
    sheet.settle(words)
    if (to) sheet.go(to)
    else sheet.setOpen(undefined)
  }
  const escape = (): void => {
    isDone.current = true
    sheet.put(sheet.at, sheet.open?.before ?? '')
    sheet.go(sheet.at)
  }
  const mark = (by: number): void => {
    if (offered.length > 0) setMarked(Math.min(Math.max(marked + by, -1), offered.length - 1))
    else finish(typed, { row: row + by, column: place })
  }
  const meant = offered[marked]?.value ?? typed
  const moves: Record<string, (event: KeyboardEvent) => void> = {
    Enter: () => finish(meant, { row: row + 1, column: place }),
    Tab: ({ shiftKey }) => finish(meant, { row, column: place + (shiftKey ? -1 : 1) }),
    Escape: escape, ArrowDown: () => mark(1), ArrowUp: () => mark(-1),
  }
  const type = (words: string): void => {
    setTyped(words)
    setMarked(-1)
    sheet.put(sheet.at, words)
  }
  return { typed, type, marked, offered, moves, finish, next: { row, column: place + 1 } }
}

export const CellEditor = (props: CellEditorProps) => {
  const { column, cell } = props
  const t = useText()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const { typed, type, marked, offered, moves, finish, next } = useEditor(props)
  const isFresh = useRef(cell.length === 1)
  useLayoutEffect(() => {
    field.current?.focus()
    if (isFresh.current) field.current?.setSelectionRange(1, 1)
    else field.current?.select()
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move(event)
  }
  return (
    <>
      <input
        ref={field} className={styles.field} value={typed} aria-label={t(column.label)} autoComplete="off" inputMode={column.kind === 'figure' ? 'numeric' : 'text'}
        {...(offered.length > 0 && { role: 'combobox', 'aria-expanded': true, 'aria-controls': id, 'aria-autocomplete': 'list' as const })}
        {...(marked >= 0 && { 'aria-activedescendant': `${id}-${marked}` })}
        onChange={(event) => type(event.currentTarget.value)} onBlur={() => finish(typed)} onKeyDown={onKeyDown}
      />
      {offered.length > 0 && (
        <ul id={id} role="listbox" aria-label={t(column.label)} className={styles.offered}>
          {offered.map(({ value, label }, at) => (
            <li key={value} id={`${id}-${at}`} role="option" aria-selected={at === marked} onPointerDown={(event) => {
              event.preventDefault()
              finish(value, next)
            }}>{t(label)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
