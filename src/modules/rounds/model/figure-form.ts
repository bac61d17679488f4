// The form of figures: an obligation's grid as ODK Collect and Kobo fill it in; its name, its questions, and what comes back filled.
import type { Text } from '../../../platform/text.ts'
import type { Grid, GridColumn } from './grid.ts'

/** A blank form as a device fetches it. */
export interface FigureForm {
  id: string
  title: string
  /** Changes with the form's XML. */
  version: string
  xml: string
}

/** A filled form as it came: nothing of it has been checked. */
export interface FilledFigures {
  formId: string
  /** Given by the device: the same for the same form sent again. */
  instanceId: string
  /** First day of the period chosen. */
  period: string
  /** Answers by question, one record for each row. */
  rows: readonly Readonly<Record<string, string>>[]
}

/** A filled form delivered; not `isNew` when the same form had been received before. */
export interface DeliveredFigures {
  /** The delivery, and so the receipt. */
  id: string
  isNew: boolean
}

/** A part of an obligation's round that a form offers. */
export interface OfferedPeriod {
  start: string
  name: Text
  /** Delivered, or declared to be nothing: what is sent replaces it. */
  isDone: boolean
}

/** The questions of a filled form that are no columns of the grid. */
export const periodQuestion = 'periodo'
export const rowGroup = 'fila'

const prefix = 'sidmi-cifras-'

export const figureFormId = (obligation: string): string => `${prefix}${obligation}`

/** Whether the name is one of the node's own for forms of figures, whatever obligation it names. */
export const isFigureFormId = (id: string): boolean => id.startsWith(prefix)

/** The obligation a form is of; undefined when the name names none. */
export const obligationOf = (formId: string): string | undefined =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(isFigureFormId(formId) ? formId.slice(prefix.length) : '')?.[0]

/** A column of the grid under the name its question has: the same in every period, though the file's column may not be. */
export interface Question {
  name: string
  column: GridColumn
}

const plain = (words: string): string => `q_${words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/g)?.join('_') ?? ''}`

/** The questions of one row, in the order of the grid's columns. */
export const questionsOf = ({ columns }: Pick<Grid, 'columns'>): Question[] => {
  const names = columns.map(({ label }) => plain(label.es))
  return columns.map((column, at) => {
    const earlier = names.slice(0, at).filter((name) => name === names[at]).length
    return { name: `${names[at] ?? ''}${earlier === 0 ? '' : `_${earlier + 1}`}`, column }
  })
}
