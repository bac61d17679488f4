// How dates are written, by what a file holds: a table of cases, and what is offered where several columns are dates.
import { describe, expect, test } from 'vitest'
import { guessed, knowledge } from '../../../../../tests/guessed.ts'
import type { DateStyle } from '../../model/profile.ts'
import { styleFor } from './days.ts'
import { columnOf } from './desk.ts'
import { stylesOf } from './periods.ts'
import { emptyDesk } from './sketch.ts'

const either = ['02/03/2024', '04/05/2024', '05/06/2024']
const dayFirst = ['31/01/2024', '28/02/2024', '15/03/2024']
const monthFirst = ['01/31/2024', '02/28/2024', '03/15/2024']
const short = ['02/03/24', '04/05/24', '05/06/24']
const iso = ['2024-01-31', '2024-02-28', '2024-03-15']

const linesOf = (columns: Readonly<Record<string, readonly string[]>>): string[] =>
  [[...Object.keys(columns), 'casos'].join(';'), ...[0, 1, 2].map((at) => [...Object.values(columns).map((dates) => dates[at] ?? ''), at + 1].join(';'))]

const styleIn = async (columns: Readonly<Record<string, readonly string[]>>, ownCountry: string) => {
  const { seen } = await guessed(linesOf(columns))
  const desk = emptyDesk(seen, { ...knowledge, ownCountry })
  const column = columnOf(desk, 'fecha')
  return column && styleFor(desk, { column, styles: stylesOf(column) })
}

describe('the style of a date', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>, string, [DateStyle, 'told' | 'usual']]>([
    ['its own cells tell: days first', { fecha: dayFirst }, 'MX', ['DD/MM/YYYY', 'told']],
    ['its own cells tell: months first', { fecha: monthFirst }, 'MX', ['MM/DD/YYYY', 'told']],
    ['its own cells tell, against another date of the file', { fecha: dayFirst, otra_fecha: monthFirst }, 'MX', ['DD/MM/YYYY', 'told']],
    ['another date of the file tells: months first', { fecha: either, otra_fecha: monthFirst }, 'MX', ['MM/DD/YYYY', 'told']],
    ['another date of the file tells: days first, in a country of months first', { fecha: either, otra_fecha: dayFirst }, 'US', ['DD/MM/YYYY', 'told']],
    ['another date tells, with years of two digits here', { fecha: short, otra_fecha: monthFirst }, 'MX', ['MM/DD/YY', 'told']],
    ['another date that is written otherwise tells nothing', { fecha: either, otra_fecha: iso }, 'MX', ['DD/MM/YYYY', 'usual']],
    ['another date that may be either tells nothing', { fecha: either, otra_fecha: either }, 'MX', ['DD/MM/YYYY', 'usual']],
    ['nothing tells, in a country of months first', { fecha: either }, 'US', ['MM/DD/YYYY', 'usual']],
    ['nothing tells, with years of two digits', { fecha: short }, 'MX', ['DD/MM/YY', 'usual']],
    ['no other way to read it', { fecha: iso }, 'US', ['YYYY-MM-DD', 'told']],
  ])('%s', async (_, columns, ownCountry, [style, by]) => expect(await styleIn(columns, ownCountry)).toEqual({ style, isTold: by === 'told' }))
})

const offered = async (columns: Readonly<Record<string, readonly string[]>>): Promise<string[]> => {
  const { findings } = await guessed(linesOf(columns))
  const asked = findings.find(({ says }) => says.es.startsWith('Hay más de una fecha'))
  return (asked?.answers ?? []).map(({ label, profile }) => `${label.es}: ${(profile.period as { style: string }).style}`).toSorted()
}

describe('several dates: each is offered as it is written', () => {
  test.each([
    ['the one that tells keeps the other from being read the wrong way round', { fecha: either, otra_fecha: monthFirst }, ['fecha: MM/DD/YYYY', 'otra_fecha: MM/DD/YYYY']],
    ['the rival too is read like the one that tells', { fecha: monthFirst, otra_fecha: either }, ['fecha: MM/DD/YYYY', 'otra_fecha: MM/DD/YYYY']],
    ['where nothing tells, each is offered both ways', { fecha: either, otra_fecha: iso }, ['fecha (día/mes/año): DD/MM/YYYY', 'fecha (mes/día/año): MM/DD/YYYY', 'otra_fecha: YYYY-MM-DD']],
  ])('%s', async (_, columns, answers) => expect(await offered(columns)).toEqual(answers))
})
