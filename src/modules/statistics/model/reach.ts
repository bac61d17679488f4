// How far what is delivered reaches: where its last period ends, and how many days at an edge may simply have had nothing.

export const dayLength = 86_400_000

/** Of what is counted by days or weeks, the first and last days may simply have had nothing. */
export const quietDays = 3

const endOf: Record<string, (start: Date) => number> = {
  day: (start) => start.getTime(),
  week: (start) => start.getTime() + 6 * dayLength,
  month: (start) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0),
  quarter: (start) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 3, 0),
  year: (start) => Date.UTC(start.getUTCFullYear(), 11, 31),
}

/** The last day of the period of this grain that begins on `start` (YYYY-MM-DD), in milliseconds since 1970, UTC. */
export const periodEnd = (start: string, grain: string | null): number => (endOf[grain ?? 'day'] ?? endOf['day']!)(new Date(`${start}T00:00:00Z`))
