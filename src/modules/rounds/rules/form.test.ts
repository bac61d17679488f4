// The form of figures made of a grid: its questions and rules, what a filled one says, and when its version changes.
import { describe, expect, test } from 'vitest'
import type { Cell, Standing } from '../model.ts'
import { figureFormId, isFigureFormId, obligationOf, questionsOf } from '../model/figure-form.ts'
import { faultsOf, type Grid } from '../model/grid.ts'
import { figureForm, type FormTerms } from './form/blank.ts'
import { deliveryIdOf, faultIn, inOrder, isDone, rowsOf } from './form/filled.ts'

const choices = (...values: string[]) => values.map((value) => ({ value, label: { es: `${value} es`, en: `${value} en` } }))

const grid = (more: Partial<Grid> = {}): Grid => ({
  columns: [
    { column: 'lugar', label: { es: 'Territorio', en: 'Territory' }, kind: 'choice', choices: choices('Alta Verapaz', 'Petén') },
    { column: 'sexo', label: { es: 'Sexo', en: 'Sex' }, kind: 'choice', choices: choices('M', '') },
    { column: 'edad', label: { es: 'Edad', en: 'Age' }, kind: 'word', choices: choices('18-29') },
    { column: 'marzo', label: { es: 'Víctimas, según año', en: 'Victims' }, kind: 'figure', choices: [] },
  ],
  fixed: { año: '2026' }, header: ['año', 'lugar', 'sexo', 'edad', 'marzo'], rows: [], previous: [], unit: { es: 'v', en: 'v' }, ...more,
})

const obligation = '0b5e3c9e-6a3c-4d52-9a39-3a57d4d4a111'
const march = { start: '2026-03-01', name: { es: 'marzo de 2026', en: 'March 2026' }, isDone: false }
const terms = (more: Partial<FormTerms> = {}): FormTerms => ({ obligation, source: { es: 'Fuente', en: 'Source' }, institution: 'Oficina', grid: grid(), periods: [march], ...more })

const withSigns = (...signs: string[]): Grid => grid({ columns: grid().columns.map((column) => (column.kind === 'figure' ? { ...column, choices: choices(...signs) } : column)) })

test('questions are named by what is asked, not by the file’s column, and never twice alike', () => {
  expect(questionsOf(grid()).map(({ name }) => name)).toEqual(['q_territorio', 'q_sexo', 'q_edad', 'q_victimas_segun_ano'])
  const label = { es: '¿?', en: '?' }
  expect(questionsOf({ columns: [1, 2].map((at) => ({ column: `c${at}`, label, kind: 'word', choices: [] })) }).map(({ name }) => name)).toEqual(['q_', 'q__2'])
})

test('a figure is a whole number; what it counts is required once there is one, and «not stated» is the blank answer', () => {
  const { xml } = figureForm(terms())
  expect(xml).toContain('<bind nodeset="/data/fila/q_victimas_segun_ano" type="int" constraint=". &gt;= 0 and . &lt;= 999999999"')
  expect(xml).toContain('<bind nodeset="/data/fila/q_territorio" type="string" required="../q_victimas_segun_ano != \'\'"')
  expect(xml).toContain('<bind nodeset="/data/fila/q_sexo" type="string"/>')
  expect(xml).not.toContain('<value/>')
  expect(xml).toContain('Ya usadas: 18-29')
})

test('a source with signs for figures kept back takes them too, whatever letters they are made of', () => {
  const rule = (sign: string): string => /constraint="([^"]*)"/.exec(figureForm(terms({ grid: withSigns(sign) })).xml)?.[1] ?? ''
  expect(rule('<5')).toBe("regex(., '^([0-9]{1,9}|&lt;5)$')")
  expect(rule('(*)')).toBe(String.raw`regex(., '^([0-9]{1,9}|\(\*\))$')`)
  expect(rule("n'd")).toBe("regex(., '^([0-9]{1,9}|n.d)$')")
})

test.each<[string, Partial<FormTerms>]>([
  ['a choice', { grid: grid({ columns: grid().columns.map((column) => (column.column === 'lugar' ? { ...column, choices: choices('Petén') } : column)) }) }],
  ['a column', { grid: grid({ columns: grid().columns.slice(1) }) }],
  ['a word of a label', { grid: grid({ columns: grid().columns.map((column) => ({ ...column, label: { ...column.label, en: 'x' } })) }) }],
  ['the periods', { periods: [march, { ...march, start: '2026-04-01' }] }],
  ['that a period was delivered', { periods: [{ ...march, isDone: true }] }],
])('the version changes with %s, the id does not', (_, more) => {
  const [before, after] = [figureForm(terms()), figureForm(terms(more))]
  expect([after.id, after.version === before.version]).toEqual([before.id, false])
  expect(figureForm(terms()).version).toBe(before.version)
})

test('prepared rows are those of the period and of the one before, once, without figures and without words that are no choice any more', () => {
  const known = grid({ rows: [['Petén', 'M', '18-29', '3']], previous: [['Petén', 'M', '18-29', '4'], ['Antaño', '', '', '1'], ['Alta Verapaz', '', '', '9']] })
  const rows = [...figureForm(terms({ grid: known })).xml.matchAll(/<fila>(.*?)<\/fila>/gs)].map(([, row = '']) => [...row.matchAll(/>([^<>\n]+)</g)].map(([, cell]) => cell))
  expect(rows).toEqual([['Petén', 'M', '18-29'], ['Alta Verapaz']])
})

test.each([[200, 200], [201, 1]])('of %i rows %i are prepared: never a part of them', (known, prepared) => {
  const rows = Array.from({ length: known }, (_, at) => ['Petén', 'M', `${at}`, '1'])
  expect([...figureForm(terms({ grid: grid({ rows }) })).xml.matchAll(/<fila>/g)]).toHaveLength(prepared)
})

test('filled rows are the grid’s; a question that is none of its makes them unreadable; a fault is told without the answer', () => {
  const filled = [{ q_territorio: 'Petén', q_victimas_segun_ano: ' 1 200 ' }, { q_territorio: 'Marte', q_edad: ' 18-29 ', q_victimas_segun_ano: '0' }]
  const rows = rowsOf(grid(), filled)!
  expect(rows).toEqual([['Petén', '', '', '1200'], ['Marte', '', '18-29', '0']])
  expect(rowsOf(grid(), [{ q_lugar: 'Petén' }])).toBeUndefined()
  const [fault] = faultsOf(grid(), rows)
  expect(faultIn(grid(), rows, fault!)).toEqual({
    row: 2, question: { es: 'Territorio', en: 'Territory' },
    text: { es: 'La respuesta no está en la lista de territorio.', en: 'The answer is not in the list of territory.' },
  })
})

test('the name of a form tells its obligation and nothing else', () => {
  expect(obligationOf(figureFormId(obligation))).toBe(obligation)
  for (const id of ['sidmi-cifras-', 'sidmi-cifras-x', `x${figureFormId(obligation)}`, obligation, `${figureFormId(obligation)}0`]) expect(obligationOf(id)).toBeUndefined()
  expect([isFigureFormId(figureFormId(obligation)), isFigureFormId('sidmi-cifras-x'), isFigureFormId('sidmi-htcds')]).toEqual([true, true, false])
})

test('the same form of the same person is the same delivery; another’s is another', () => {
  const id = deliveryIdOf('p', 'uuid:1')
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set([id, deliveryIdOf('p', 'uuid:1'), deliveryIdOf('q', 'uuid:1'), deliveryIdOf('p', 'uuid:2')]).size).toBe(3)
})

describe('what a period still lacks', () => {
  const cell = (standing: Standing, more: Partial<Cell> = {}): Cell => ({
    period: '2026-01-01', due: '2026-04-10', standing, daysLate: 0, daysLeft: 0, missingTerritories: [], missingMonths: [], completedAt: null, isDeclared: false, reason: null, remindedAt: null, ...more,
  })
  test.each<[Cell, boolean]>([
    [cell('due'), false], [cell('late'), false], [cell('delivered'), true], [cell('deliveredLate'), true], [cell('nothing'), true], [cell('excused'), false],
    [cell('incomplete', { missingTerritories: ['GT-16'] }), false],
    [cell('incomplete', { missingMonths: ['2026-03-01'] }), false],
    [cell('incomplete', { missingMonths: ['2026-02-01'] }), true],
    [cell('incomplete', { missingMonths: ['2026-02-01'], missingTerritories: ['GT-16'] }), false],
  ])('%j: March is done with %s', (of, expected) => {
    expect(isDone(of, '2026-03-01')).toBe(expected)
  })

  test('what is due comes first, the oldest before the others; then what was delivered, the newest first', () => {
    const period = (start: string, isDone: boolean) => ({ start, isDone })
    expect(inOrder([period('1', true), period('2', false), period('3', true), period('4', false)]).map(({ start }) => start)).toEqual(['2', '4', '3', '1'])
  })
})
