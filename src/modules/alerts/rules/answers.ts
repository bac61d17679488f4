// How long answers took, and who is told next when there is none.
const minuteMs = 60_000

export interface Answer {
  deliveredAt: Date
  acknowledgedAt: Date | null
}

/** Minutes from delivery to acknowledgement of those who answered, the shortest first. */
export const minutesTaken = (answers: readonly Answer[]): number[] =>
  answers.flatMap(({ deliveredAt, acknowledgedAt }) => (acknowledgedAt ? [(acknowledgedAt.getTime() - deliveredAt.getTime()) / minuteMs] : [])).sort((a, b) => a - b)

/** The value below which so much of the sorted values lies, between neighbours in proportion (as SQL's percentile_cont); null of none. */
export const percentile = (sorted: readonly number[], share: number): number | null => {
  if (sorted.length === 0) return null
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return below + (above - below) * (at - Math.floor(at))
}

/** The middle and the 90 % of sorted minutes. */
export const timesOf = (sorted: readonly number[]) => ({ medianMinutes: percentile(sorted, 0.5), ninetyMinutes: percentile(sorted, 0.9) })

export interface Silence {
  /** The institution's order. */
  people: readonly string[]
  /** Who was told next already. */
  told: readonly string[]
  /** Who of the institution received the message. */
  recipients: readonly string[]
}

/** Who is told next; undefined when nobody is left. Silence widens no circle: only those whom the alert reached are in it. */
export const nextInOrder = ({ people, told, recipients }: Silence): string | undefined =>
  people.find((person) => !told.includes(person) && recipients.includes(person))
