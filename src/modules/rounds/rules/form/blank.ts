// The blank form of figures as an XForm: the period as a choice, and a repeat with a question for each column of the grid.
import { createHash } from 'node:crypto'
import type { Text } from '../../../../platform/text.ts'
import { choice, hinted, labelled, worded, xformDocument, type XForm } from '../../../../platform/xform.ts'
import { element, type Element } from '../../../../platform/xml.ts'
import { figureFormId, periodQuestion, questionsOf, rowGroup, type FigureForm, type OfferedPeriod, type Question } from '../../model/figure-form.ts'
import type { Grid, GridColumn } from '../../model/grid.ts'

/** What a form is made of; `grid` is that of the first period offered. */
export interface FormTerms {
  obligation: string
  source: Text
  institution: string
  grid: Grid
  periods: readonly OfferedPeriod[]
}

const periodPath = `/data/${periodQuestion}`
const rowPath = `/data/${rowGroup}`
const pathOf = ({ name }: Question): string => `${rowPath}/${name}`

const fixedTexts: readonly (readonly [string, Text])[] = [
  ['period', { es: 'Periodo', en: 'Period' }],
  ['period:hint', {
    es: 'Lo que envíe reemplaza lo que había de esos lugares en ese periodo: llene todas las filas que valen.',
    en: 'What you send replaces what there was of those places in that period: fill in every row that counts.',
  }],
  ['row', { es: 'Fila', en: 'Row' }],
  ['figure:hint', { es: 'Un cero se entrega. En blanco, la fila no se envía.', en: 'A zero is delivered. Left blank, the row is not sent.' }],
  ['figure:fault', { es: 'Escriba un número entero, cero o más.', en: 'Type a whole number, zero or more.' }],
  ['missing', { es: 'Elija de la lista: la fila tiene cifra.', en: 'Choose from the list: the row has a figure.' }],
]

const done: Text = { es: ' (ya entregado: esto lo reemplaza)', en: ' (delivered already: this replaces it)' }

const periodLabel = ({ name, isDone }: OfferedPeriod): Text => (isDone ? { es: `${name.es}${done.es}`, en: `${name.en}${done.en}` } : name)

// A blank answer is the choice without a word, «not stated».
const choicesIn = ({ choices }: GridColumn): GridColumn['choices'] => choices.filter(({ value }) => value !== '')
const mayBeBlank = ({ choices }: GridColumn): boolean => choices.some(({ value }) => value === '')

const mostWords = 12

const wordHint = ({ choices }: GridColumn): Text => {
  const seen = choices.slice(0, mostWords).map(({ value }) => value).join(' · ')
  const care: Text = { es: 'Solo categorías, nunca nombres de personas.', en: 'Categories only, never names of people.' }
  return seen === '' ? care : { es: `${care.es} Ya usadas: ${seen}`, en: `${care.en} Used before: ${seen}` }
}

const blankHint: Text = { es: 'En blanco: no consta.', en: 'Left blank: not stated.' }

const figureHint = ({ choices }: GridColumn): readonly (readonly [string, Text])[] => {
  const signs = choices.map(({ value }) => value).join(' ')
  return signs === '' ? [] : [['figure:signs', { es: `Un cero se entrega. En blanco, la fila no se envía. Cifra reservada: ${signs}`, en: `A zero is delivered. Left blank, the row is not sent. Figure kept back: ${signs}` }]]
}

const textsOfKind: Record<GridColumn['kind'], (question: Question) => readonly (readonly [string, Text])[]> = {
  figure: ({ column }) => figureHint(column),
  word: ({ name, column }) => [[`${name}:hint`, wordHint(column)]],
  choice: ({ name, column }) => [
    ...(mayBeBlank(column) ? [['blank:hint', blankHint] as const] : []),
    ...choicesIn(column).map(({ label }, at) => [`${name}:${at}`, label] as const),
  ],
}

const textsOf = ({ periods }: FormTerms, questions: readonly Question[]): XForm['texts'] => new Map([
  ...fixedTexts,
  ...periods.map((period) => [`period:${period.start}`, periodLabel(period)] as const),
  ...questions.flatMap((question) => [[question.name, question.column.label] as const, ...textsOfKind[question.column.kind](question)]),
])

const isFigure = ({ column }: Question): boolean => column.kind === 'figure'

/** A row with a figure must say what it counts, as in the grid. */
const hasFigure = (questions: readonly Question[]): string => questions.filter(isFigure).map(({ name }) => `../${name} != ''`).join(' or ')

// An apostrophe would end the expression's text; any character there says the same.
const escaped = (sign: string): string => sign.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("'", '.')

const figureRules = ({ choices }: GridColumn): Record<string, string> => (choices.length === 0
  ? { type: 'int', constraint: '. >= 0 and . <= 999999999' }
  : { type: 'string', constraint: `regex(., '^([0-9]{1,9}|${choices.map(({ value }) => escaped(value)).join('|')})$')` })

const rulesOf = (question: Question, questions: readonly Question[]): Record<string, string> => {
  const { column } = question
  if (column.kind === 'figure') return { ...figureRules(column), 'jr:constraintMsg': worded('figure:fault') }
  if (column.kind === 'word' || mayBeBlank(column)) return { type: 'string' }
  return { type: 'string', required: hasFigure(questions), 'jr:requiredMsg': worded('missing') }
}

const longList = 12
const looks = (column: GridColumn): Record<string, string> => (choicesIn(column).length > longList ? { appearance: 'minimal autocomplete' } : {})

const asked = (question: Question): Element => {
  const { name, column } = question
  if (column.kind === 'figure') return ['input', { ref: pathOf(question) }, [labelled(name), hinted(column.choices.length > 0 ? 'figure:signs' : 'figure:hint')]]
  if (column.kind === 'word') return ['input', { ref: pathOf(question) }, [labelled(name), hinted(`${name}:hint`)]]
  const items = choicesIn(column).map(({ value }, at) => choice(value, `${name}:${at}`))
  return ['select1', { ref: pathOf(question), ...looks(column) }, [labelled(name), mayBeBlank(column) ? hinted('blank:hint') : undefined, ...items]]
}

const isAnswer = ({ column }: Question, cell: string): boolean => column.kind === 'word' || cell === '' || choicesIn(column).some(({ value }) => value === cell)

// A part of the rows would look like all of them, and what is sent replaces all.
const mostPrepared = 200

/** What the rows of the period and of the one before count, without their figures; one blank row when there are none, or too many. */
const preparedRows = ({ rows, previous }: Grid, questions: readonly Question[]): string[][] => {
  const bare = [...rows, ...previous].map((row) => questions.map((question, at) => (isFigure(question) ? '' : row[at] ?? '')))
  const known = bare.filter((row) => questions.every((question, at) => isFigure(question) || isAnswer(question, row[at] ?? '')))
  const distinct = [...new Map(known.map((row) => [row.join('\u001f'), row])).values()]
  return distinct.length > 0 && distinct.length <= mostPrepared ? distinct : [questions.map(() => '')]
}

const rowOf = (questions: readonly Question[], cells: readonly string[], attributes: Record<string, string> = {}): Element =>
  [rowGroup, attributes, questions.map(({ name }, at) => element(name, cells[at] ?? ''))]

/** The form an obligation's grid becomes. Its version is a fingerprint of all it says. */
export const figureForm = (terms: FormTerms): FigureForm => {
  const questions = questionsOf(terms.grid)
  const id = figureFormId(terms.obligation)
  const title = `${terms.source.es} · ${terms.institution}`
  const form: Omit<XForm, 'version'> = {
    id, title, texts: textsOf(terms, questions),
    instance: [
      element(periodQuestion, ''), rowOf(questions, [], { 'jr:template': '' }),
      ...preparedRows(terms.grid, questions).map((cells) => rowOf(questions, cells)),
    ],
    binds: [[periodPath, { type: 'string', required: 'true()' }], ...questions.map((question) => [pathOf(question), rulesOf(question, questions)] as const)],
    body: [
      ['select1', { ref: periodPath }, [labelled('period'), hinted('period:hint'), ...terms.periods.map(({ start }) => choice(start, `period:${start}`))]],
      ['group', { ref: rowPath }, [labelled('row'), ['repeat', { nodeset: rowPath }, questions.map(asked)]]],
    ],
  }
  const version = createHash('sha256').update(xformDocument({ ...form, version: '' })).digest('hex').slice(0, 12)
  return { id, title, version, xml: xformDocument({ ...form, version }) }
}
