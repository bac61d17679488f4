// How alike two words are, whatever their accents, capitals, punctuation and small slips.

/** A word without accents, capitals or punctuation. */
export const folded = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

const trigrams = (text: string): Set<string> => {
  const padded = `  ${text} `
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)))
}

const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  let count = 0
  for (const part of one) if (other.has(part)) count += 1
  return count
}

/** 0 to 1: the share of three-letter pieces two folded words have in common (Dice). */
const likeness = (one: string, other: string): number => {
  if (one === other) return 1
  const [a, b] = [trigrams(one), trigrams(other)]
  return a.size + b.size === 0 ? 0 : (2 * shared(a, b)) / (a.size + b.size)
}

const at = (row: readonly number[], place: number): number => row[place] ?? 0

const isSwap = (one: string, other: string, i: number, j: number): boolean => i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]

/** Letters to change, add, drop or swap with their neighbour to turn one word into the other; gives up beyond `most`. */
export const slips = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const swapped = isSwap(one, other, i, j) ? at(before, j - 2) + 1 : Infinity
      const changed = at(last, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(changed, at(last, j) + 1, at(next, j - 1) + 1, swapped))
    }
    ;[before, last] = [last, next]
  }
  return last[other.length] ?? 0
}

export interface Named {
  meaning: string
  /** Every way it is written. */
  names: readonly string[]
}

export interface Near {
  meaning: string
  /** 0 to 1. */
  score: number
}

const isWithin = (one: string, other: string): boolean => one.length > 4 && ` ${other} `.includes(` ${one} `)

const scoreOf = (wanted: string, name: string): number => {
  const most = Math.max(1, Math.floor(wanted.length / 4))
  const far = slips(wanted, name, most)
  const bySlips = far <= most ? 1 - far / (wanted.length + 1) : 0
  const byPart = isWithin(name, wanted) || isWithin(wanted, name) ? 0.72 : 0
  return Math.max(bySlips, likeness(wanted, name), byPart)
}

/** What a word may mean, the likeliest first; nothing below `least`. */
export const nearTo = (word: string, candidates: readonly Named[], least = 0.45): Near[] => {
  const wanted = folded(word).slice(0, 80)
  if (wanted === '') return []
  return candidates
    .map(({ meaning, names }) => ({ meaning, score: Math.max(0, ...names.map((name) => scoreOf(wanted, folded(name)))) }))
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 4)
}
