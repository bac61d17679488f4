// The hours of a person's own day, wherever they are.

const day = 1440
const minuteMs = 60_000

/** `07:30` → 450. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** 450 → `07:30`. */
export const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

const readers = new Map<string, Intl.DateTimeFormat>()

const readerOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = readers.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  readers.set(timeZone, known)
  return known
}

/** Minutes since midnight in that time zone. */
export const localMinutes = (now: Date, timeZone: string): number => minutesOf(readerOf(timeZone).format(now))

/** Whether a time of day lies in a span that may go past midnight; its end is outside. */
export const isWithin = (span: { from: number; until: number }, minutes: number): boolean =>
  span.from < span.until ? minutes >= span.from && minutes < span.until : minutes >= span.from || minutes < span.until

const difference = (from: number, to: number): number => (to - from + day) % day

/** The next moment, after now, at which it is that time of day there. Where clocks change in between, the day's own clock counts. */
export const nextAt = (now: Date, timeZone: string, minutes: number): Date => {
  const whole = Math.floor(now.getTime() / minuteMs) * minuteMs
  const guess = new Date(whole + (difference(localMinutes(now, timeZone), minutes) || day) * minuteMs)
  const off = difference(localMinutes(guess, timeZone), minutes)
  const mended = off > day / 2 ? off - day : off
  return new Date(guess.getTime() + mended * minuteMs)
}
