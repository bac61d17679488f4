// What a person is told: a problem and how to mend it, nothing here yet, still loading, how far it got.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import { ApiProblem } from './api.ts'
import { useText } from './language.ts'
import styles from './notices.module.css'

interface ProblemNoticeProps {
  /** What was thrown; nothing is drawn for null or undefined. */
  problem: unknown
  /** The id of the field a problem is about; entries then link to it. */
  idOf?: (field: string) => string
  children?: ReactNode
}

/** A problem in a sentence, with one line per field; takes focus when it appears. */
export const ProblemNotice = ({ problem, idOf, children }: ProblemNoticeProps) => {
  const ref = useRef<HTMLDivElement>(null)
  const t = useText()
  useEffect(() => {
    if (problem) ref.current?.focus()
  }, [problem])
  if (!problem) return null
  const { title, detail, fields } = problem instanceof ApiProblem ? problem : { title: t(broken), detail: '', fields: {} }
  return (
    <div ref={ref} tabIndex={-1} role="alert" className={styles.problem}>
      <strong>{title}</strong>
      {detail && <p>{detail}</p>}
      {Object.keys(fields).length > 0 && (
        <ul>{Object.entries(fields).map(([field, message]) => <li key={field}><FieldLink id={idOf?.(field)}>{message}</FieldLink></li>)}</ul>
      )}
      {children}
    </div>
  )
}

const broken: Text = {
  es: 'Esta parte de la página falló. Recárguela; lo guardado está a salvo.',
  en: 'This part of the page failed. Reload it; what was saved is safe.',
}

const FieldLink = ({ id, children }: { id: string | undefined; children: ReactNode }) => {
  if (id === undefined) return children
  return (
    <a href={`#${id}`} onClick={(event) => {
      event.preventDefault()
      document.getElementById(id)?.focus()
    }}>{children}</a>
  )
}

/** Something worth saying that is not a problem: an explanation, a condition, a next step. */
export const Notice = ({ title, children }: { title?: Text; children: ReactNode }) => {
  const t = useText()
  return <div className={styles.notice}>{title && <strong>{t(title)}</strong>}{children}</div>
}

/** Nothing here: why, and what to do. */
export const Empty = ({ title, children }: { title: Text; children?: ReactNode }) => {
  const t = useText()
  return <div className={styles.empty}><strong>{t(title)}</strong>{children && <div>{children}</div>}</div>
}

const patienceMs = 300

/** Lines where content will be; silent for the first 300 ms, then announced. */
export const Loading = ({ what, lines = 4 }: { what?: Text; lines?: number }) => {
  const t = useText()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" className={styles.loading}>
      {isLong && <span className="visually-hidden">{t(what ?? { es: 'Cargando…', en: 'Loading…' })}</span>}
      {isLong && Array.from({ length: lines }, (_, line) => <span key={line} className={styles.line} />)}
    </div>
  )
}

interface ProgressProps {
  label: Text | string
  /** 0 to 1; without it the end is not known. */
  share?: number
  /** How far in words: «12.3 de 80 MB», «4,000 filas leídas». */
  note?: ReactNode
}

/** For anything longer than a second: what is being done and how far it got. */
export const Progress = ({ label, share, note }: ProgressProps) => {
  const t = useText()
  const words = typeof label === 'string' ? label : t(label)
  return (
    <div className={styles.progress}>
      <div><strong>{words}</strong>{note !== undefined && <span aria-live="polite">{note}</span>}</div>
      <progress aria-label={words} {...(share !== undefined && { value: share })} max={1} />
    </div>
  )
}
