// Pieces public pages are made of: tables, lists of facts, notices, the trail, the line that names a source.
import type { ReactNode } from 'react'
import { say, type Language, type Text } from '../text.ts'

type Cell = ReactNode

const isNumber = (cell: Cell): boolean => typeof cell === 'number' || cell === null

interface TableProps {
  caption: ReactNode
  header: readonly string[]
  /** The first cell of a row names it. Numbers and nulls (not known) stand at the right. */
  rows: readonly (readonly Cell[])[]
  /** How a number is written; null asks for the sign of what is not known. */
  say: (value: number | null) => string
  /** A long table is folded under its caption. */
  folded?: boolean
}

const Row = ({ cells, numeric, sayNumber }: { cells: readonly Cell[]; numeric: readonly boolean[]; sayNumber: TableProps['say'] }) => (
  <tr>
    {cells.map((cell, index) => {
      const content = typeof cell === 'number' || cell === null ? sayNumber(cell) : cell
      if (index === 0) return <th key="name" scope="row">{content}</th>
      return <td key={index} className={numeric[index] ? 'number' : undefined}>{content}</td>
    })}
  </tr>
)

/** A table that scrolls inside its own frame on narrow screens. */
export const Table = ({ caption, header, rows, say: sayNumber, folded }: TableProps) => {
  const numeric = header.map((_, index) => index > 0 && rows.some((row) => isNumber(row[index])))
  const table = (
    <div className="table-frame" tabIndex={0} role="region" aria-label={typeof caption === 'string' ? caption : header.join(', ')}>
      <table>
        <caption className={folded ? 'unseen' : undefined}>{caption}</caption>
        <thead><tr>{header.map((name, index) => <th key={name} scope="col" className={numeric[index] ? 'number' : undefined}>{name}</th>)}</tr></thead>
        <tbody>{rows.map((cells, index) => <Row key={index} cells={cells} numeric={numeric} sayNumber={sayNumber} />)}</tbody>
      </table>
    </div>
  )
  return folded ? <details className="folded"><summary>{caption}</summary>{table}</details> : table
}

/** Pairs of a name and what it is. */
export const FactList = ({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) => (
  <dl className="facts">
    {facts.map((fact) => <div key={fact.name}><dt>{fact.name}</dt><dd>{fact.value}</dd></div>)}
  </dl>
)

/** Something the reader must know before reading on. */
export const PageNotice = ({ title, children }: { title?: string; children: ReactNode }) => (
  <aside className="notice">{title && <strong>{title} </strong>}{children}</aside>
)

/** Where this page is; the last place is the page itself. */
export const Breadcrumb = ({ lang, trail }: { lang: Language; trail: readonly { label: string; path?: string }[] }) => (
  <nav className="trail" aria-label={lang === 'es' ? 'Usted está en' : 'You are here'}>
    <ol>
      {trail.map((place) => (
        <li key={place.label}>{place.path === undefined ? <span aria-current="page">{place.label}</span> : <a href={`/${lang}${place.path}`}>{place.label}</a>}</li>
      ))}
    </ol>
  </nav>
)

const words = {
  source: { es: 'Fuente', en: 'Source' },
  release: { es: 'versión', en: 'release' },
  demonstration: { es: 'datos de demostración, inventados', en: 'demonstration data, made up' },
} satisfies Record<string, Text>

interface SourceLineProps {
  lang: Language
  /** As the source asks to be named. */
  attribution: string
  url?: string | undefined
  /** `3, 9 jul 2024`. */
  release?: string | undefined
  licence?: string | undefined
  isDemonstration?: boolean
}

/** Under every figure: whose it is, of which release, under which licence. */
export const SourceLine = ({ lang, attribution, url, release, licence, isDemonstration }: SourceLineProps) => (
  <p className="source">
    {say(words.source, lang)}: {url ? <a href={url}>{attribution}</a> : attribution}
    {release && `; ${say(words.release, lang)} ${release}`}
    {licence && !attribution.includes(licence) && `; ${licence}`}
    {isDemonstration && <strong> · {say(words.demonstration, lang)}</strong>}
  </p>
)
