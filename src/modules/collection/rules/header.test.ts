// Which profile of a source reads a file, and what is said of a file that none does: tables of cases.
import { describe, expect, test } from 'vitest'
import { fileOf } from '../../../../tests/collection-files.ts'
import { SourceFile, type SourceDefinition } from '../model/profile.ts'
import { faultOf } from './fault.ts'
import { openTable } from './table.ts'

const text = (word: string) => ({ es: word, en: word })

const sourceOf = (...profiles: readonly Readonly<Record<string, unknown>>[]): SourceDefinition => SourceFile.parse({
  source: { id: 'made', name: text('x'), publisher: 'x', licence: 'x', attribution: text('x'), note: text('x'), url: 'https://example.org/', isPublic: true, isDemonstration: true, cadence: 'irregular' },
  measures: [{ id: 'n', unit: 'persons', name: text('x') }],
  profiles: profiles.map((profile) => ({ version: 1, name: text('x'), encodings: ['utf-8'], scope: 'full', measures: { n: { from: 'column', column: 'n' } }, key: ['place'], ...profile })),
})

const ofYear = (year: number, more = {}) => ({ id: `y${year}`, period: { kind: 'fixed', grain: 'year', start: `${year}-01-01`, inTitle: true }, words: { category: { column: 'place' } }, ...more })

const opened = async (source: SourceDefinition, lines: readonly string[], fileName?: string): Promise<unknown> => {
  try {
    const { profile } = await openTable(fileOf(`${lines.join('\n')}\n`), { source, others: [], ...(fileName !== undefined && { fileName }) })
    const { period } = profile
    return [profile.id, period.kind === 'fixed' ? period.start.slice(0, 4) : undefined, profile.scope]
  } catch (error) {
    return faultOf(error)
  }
}

const rows = ['place,n', 'Loja,1']
const part = 'territory-periods'

describe('of several profiles of a source, the year named chooses', () => {
  const years = sourceOf(ofYear(2023), ofYear(2024), ofYear(2025))
  test.each([
    ['the first', years, { lines: rows, fileName: 'cifras 2023.csv' }, ['y2023', '2023', part]],
    ['the second', years, { lines: rows, fileName: 'cifras 2024.csv' }, ['y2024', '2024', part]],
    ['the third, by the title above', years, { lines: ['Cifras de 2025,', ...rows], fileName: 'cifras.csv' }, ['y2025', '2025', part]],
    ['a year of none is read by the first, in that year', years, { lines: rows, fileName: 'cifras 2030.csv' }, ['y2023', '2030', part]],
    ['of two years named, the file’s name goes before its title', years, { lines: ['Comparado con 2023,', ...rows], fileName: 'cifras 2024.csv' }, ['y2024', '2024', part]],
    ['two years, one of which is of a profile', years, { lines: rows, fileName: 'cifras 2019 y 2024.csv' }, ['y2024', '2024', part]],
    ['the profile’s own in a title goes before the year a file was made in', sourceOf(ofYear(2024)), { lines: ['Cifras de 2024,', ...rows], fileName: 'informe 2025.csv' }, ['y2024', '2024', part]],
    ['a year that a title only compares with is none of the file’s', sourceOf(ofYear(2023)), { lines: ['Variación respecto del año 2023,', ...rows], fileName: 'cifras 2024.csv' }, ['y2023', '2024', part]],
    ['a kept file read again is not asked for its year', sourceOf(ofYear(2024)), { lines: rows, fileName: undefined }, ['y2024', '2024', 'full']],
    ['the year’s own, though another reads a column more', sourceOf(ofYear(2023, { words: { category: { column: 'place' }, sex: { column: 'sex' } } }), ofYear(2024, { unused: ['sex'] })), { lines: ['place,sex,n', 'Loja,F,1'], fileName: 'cifras 2024.csv' }, ['y2024', '2024', part]],
    ['the one that knows a column more, when the year’s own does not know it', sourceOf(ofYear(2023, { words: { category: { column: 'place' }, sex: { column: 'sex' } } }), ofYear(2024)), { lines: ['place,sex,n', 'Loja,F,1'], fileName: 'cifras 2024.csv' }, ['y2023', '2024', part]],
    ['a year an analyst gave is no matter of names', sourceOf({ id: 'own', period: { kind: 'fixed', grain: 'year', start: '2023-01-01' } }), { lines: rows, fileName: 'cifras 2024.csv' }, ['own', '2023', 'full']],
  ] as const)('%s', async (_, source, { lines, fileName }, found) => expect(await opened(source, lines, fileName)).toEqual(found))

  test.each([
    ['no year', years, 'cifras.csv', { kind: 'untoldYear', expected: '2023' }],
    ['several years, none of a profile', years, 'cifras 2019 y 2020.csv', { kind: 'otherYear', found: ['2019', '2020'], expected: '2023' }],
    ['another year, where a week was told', sourceOf(ofYear(2023, { period: { kind: 'fixed', grain: 'week', start: '2023-01-02', inTitle: true } })), 'cifras 2024.csv', { kind: 'otherYear', found: ['2024'] }],
  ] as const)('%s: refused', async (_, source, fileName, fault) => expect(await opened(source, rows, fileName)).toMatchObject(fault))
})

describe('a file that no profile reads', () => {
  const wide = { id: 'wide', period: { kind: 'wide-periods', style: 'YYYY', columns: [{ column: '2022', grain: 'year', start: '2022-01-01' }, { column: '2023', grain: 'year', start: '2023-01-01' }] }, measures: { n: { from: 'months' } } }
  const source = sourceOf({ ...wide, words: { category: { column: 'place' }, sex: { column: 'sex' }, age_band: { column: 'age' } } })
  test.each([
    ['lacks periods alone', ['place,sex,age,x', 'Loja,F,1,2'], { kind: 'missingColumns', columns: ['2022', '2023'], unknown: ['x'] }],
    ['lacks a column and periods: both are named', ['place,sex,x', 'Loja,F,1'], { kind: 'missingColumns', columns: ['age', '2022', '2023'], unknown: ['x'] }],
    ['lacks a column alone', ['place,sex,2024', 'Loja,F,1'], { kind: 'missingColumns', columns: ['age'] }],
    ['is foreign', ['a,b,c', '1,2,3'], { kind: 'unknownHeader', found: ['a', 'b', 'c'], expected: ['place', 'sex', 'age', '2022', '2023'] }],
    ['is foreign but for one column', ['place,b,c', '1,2,3'], { kind: 'unknownHeader' }],
  ] as const)('%s', async (_, lines, fault) => {
    const found = await opened(source, lines) as { columns?: string[]; expected?: string[] }
    expect({ ...found, ...(found.expected && { expected: [...found.expected].toSorted() }) }).toMatchObject('expected' in fault ? { ...fault, expected: [...fault.expected].toSorted() } : fault)
  })
})
