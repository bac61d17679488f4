// When a session still counts, and what its browser is called.
export interface SessionTimes {
  lastSeenAt: Date
  expiresAt: Date
}

/** How long a session may live at most, and unused, in ms. */
export interface SessionLimits {
  longest: number
  idle: number
}

const minute = 60_000

export const sessionLimits: SessionLimits = { longest: 12 * 60 * minute, idle: 30 * minute }

/** Whether the session still counts at `now`. */
export const isAlive = ({ lastSeenAt, expiresAt }: SessionTimes, limits: SessionLimits, now: Date): boolean =>
  now < expiresAt && now.getTime() - lastSeenAt.getTime() < limits.idle

/** Being seen is written at most once a minute, so that reading costs no write. */
export const isWorthTouching = (lastSeenAt: Date, now: Date): boolean => now.getTime() - lastSeenAt.getTime() > minute

const systems: [RegExp, string][] = [
  [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux'],
]
const browsers: [RegExp, string][] = [
  [/Firefox\//, 'Firefox'], [/Edg\//, 'Edge'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari'],
]

const nameIn = (table: [RegExp, string][], text: string): string => table.find(([pattern]) => pattern.test(text))?.[1] ?? ''

/** A browser's short name (`Firefox · Linux`), enough to tell one's own sessions apart and no more. */
export const agentName = (header: string | undefined): string =>
  [nameIn(browsers, header ?? ''), nameIn(systems, header ?? '')].filter(Boolean).join(' · ')
