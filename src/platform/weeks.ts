// Days and ISO 8601 weeks as plain dates (`2024-03-31`) and codes (`2024-W13`), all in UTC.

const dayLength = 86_400_000

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The day so many days later, or earlier when negative. */
export const plusDays = (day: string, days: number): string => dayAt(timeOf(day) + days * dayLength)

/** The Monday of the week a day is in. */
export const mondayOf = (day: string): string => plusDays(day, -((new Date(timeOf(day)).getUTCDay() + 6) % 7))

/** The ISO year and week a day is in; the year is that of the week's Thursday. */
export const weekOf = (day: string): { year: number; week: number } => {
  const thursday = plusDays(mondayOf(day), 3)
  const year = Number(thursday.slice(0, 4))
  return { year, week: 1 + Math.floor((timeOf(thursday) - Date.UTC(year, 0, 1)) / dayLength / 7) }
}

/** The code of the week a day is in: `2020-12-28` → `2020-W53`. */
export const weekCode = (day: string): string => {
  const { year, week } = weekOf(day)
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The Monday of an ISO week, or undefined when the year has no such week: 2021, 1 → `2021-01-04`; 2021, 53 → undefined. */
export const mondayOfWeek = (year: number, week: number): string | undefined => {
  const monday = plusDays(mondayOf(`${String(year).padStart(4, '0')}-01-04`), (week - 1) * 7)
  return week >= 1 && weekOf(monday).year === year ? monday : undefined
}

/** The Monday of a week's code, or undefined when it is none. */
export const mondayOfCode = (code: string): string | undefined => {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(code) ?? []
  return year && week ? mondayOfWeek(Number(year), Number(week)) : undefined
}
