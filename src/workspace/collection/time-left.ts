// How long something under way still takes: told in words, and guessed from how fast it went lately.
import type { Text } from '../../platform/text.ts'

/** «quedan unos 40 s»; minutes from two on, so that nobody watches seconds that are only a guess. */
export const timeLeft = (seconds: number): Text => {
  if (seconds < 5) return { es: 'queda un momento', en: 'a moment left' }
  if (seconds < 120) {
    const rounded = seconds < 20 ? Math.round(seconds) : Math.round(seconds / 5) * 5
    return { es: `quedan unos ${rounded} s`, en: `about ${rounded} s left` }
  }
  const minutes = Math.round(seconds / 60)
  return { es: `quedan unos ${minutes} min`, en: `about ${minutes} min left` }
}

/** How much had arrived at a moment, in milliseconds. */
export interface Mark {
  at: number
  sent: number
}

const lookBackMs = 30_000
const soonestMs = 2000

/** The marks with another one; those older than half a minute go, but for the newest of them. */
export const withMark = (marks: readonly Mark[], mark: Mark): Mark[] => {
  const recent = marks.filter(({ at }) => mark.at - at <= lookBackMs)
  return [...(recent.length > 0 ? recent : marks.slice(-1)), mark]
}

/** Seconds until all has arrived at the pace of the marks; null while that is not known. What had arrived before the first mark says nothing of the pace. */
export const secondsLeft = (marks: readonly Mark[], total: number): number | null => {
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last || last.at - first.at < soonestMs || last.sent <= first.sent) return null
  return Math.ceil(((total - last.sent) * (last.at - first.at)) / (last.sent - first.sent) / 1000)
}

const patienceMs = 10_000

/** Whether nothing arrived for so long that the line is perhaps cut. */
export const isStuck = (marks: readonly Mark[], now: number): boolean => {
  const last = marks.at(-1)
  return last !== undefined && now - last.at > patienceMs
}
