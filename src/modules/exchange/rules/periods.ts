// SDMX periods as first and last moments.
const day = 86_400_000
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)

const monthsOf = (year: string, first: number, length: number): [string, string] =>
  [`${year}-${String(first).padStart(2, '0')}`, `${year}-${String(first + length - 1).padStart(2, '0')}`]

const weekOf = (year: number, week: number): [string, string] => {
  const fourth = Date.UTC(year, 0, 4)
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day + (week - 1) * 7 * day
  return [iso(monday), iso(monday + 6 * day)]
}

const partOf = (year: string, kind: string, number: number): [string, string] | undefined => {
  if (kind === 'Q' && number >= 1 && number <= 4) return monthsOf(year, number * 3 - 2, 3)
  if (kind === 'S' && number >= 1 && number <= 2) return monthsOf(year, number * 6 - 5, 6)
  return kind === 'W' && number >= 1 && number <= 53 ? weekOf(Number(year), number) : undefined
}

/**
 * First and last moment of an SDMX period (observational time period, SDMX 2.1 section 6), as the figures are asked:
 * `2024`, `2024-03` or `2024-03-31`; undefined when it is none.
 */
export const momentsOf = (period: string): [string, string] | undefined => {
  const text = period.replace(/T.*$/, '').replace(/^(\d{4})-A1$/, '$1').replace(/^(\d{4})-M(\d{2})$/, '$1-$2')
  if (/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text)) return [text, text]
  const [, year = '', kind = '', number = ''] = /^(\d{4})-([QSW])(\d{1,2})$/.exec(text) ?? []
  return partOf(year, kind, Number(number))
}
