// Joins what two people wrote from the same version: each keeps what they changed; where both changed a thing, one's own stays.
import type { AlertContent } from '../../modules/alerts/model/content.ts'

type Plain = Record<string, unknown>

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const mergePart = (base: unknown, mine: unknown, theirs: unknown): unknown => {
  if (isPlain(base) && isPlain(mine) && isPlain(theirs)) return merge(base, mine, theirs)
  return isSame(base, mine) ? theirs : mine
}

const merge = (base: Plain, mine: Plain, theirs: Plain): Plain => {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  const merged = names.map((name): [string, unknown] => [name, mergePart(base[name], mine[name], theirs[name])])
  return Object.fromEntries(merged.filter(([, part]) => part !== undefined))
}

/** `base` is the version both started from. */
export const mergeContents = (base: AlertContent, mine: AlertContent, theirs: AlertContent): AlertContent =>
  merge(base, mine, theirs) as AlertContent
