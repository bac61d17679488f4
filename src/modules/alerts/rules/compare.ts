// What differs between two versions of an alert's content, field by field.
import { isDeepStrictEqual } from 'node:util'
import { AlertContent, type Difference } from '../model/content.ts'

const grouped = new Set(['audience', 'title', 'summary', 'instructions'])

/** Differences in the order of the schema (the database keeps keys in another); lists are compared without regard to order. */
export const compareContents = (before: AlertContent, after: AlertContent): Difference[] => {
  const old = flatten(before)
  return [...flatten(after)].filter(([field, value]) => !sameValue(old.get(field), value)).map(([field, value]) => ({ field, before: old.get(field), after: value }))
}

const flatten = (content: AlertContent): Map<string, unknown> =>
  new Map(Object.entries(AlertContent.parse(content)).flatMap(([name, value]) => (grouped.has(name) ? prefixed(name, value) : [[name, value] as const])))

const prefixed = (name: string, value: unknown): (readonly [string, unknown])[] =>
  Object.entries(value as Record<string, unknown>).map(([inner, part]) => [`${name}.${inner}`, part] as const)

const sameValue = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(inOrder(a), inOrder(b))

const inOrder = (value: unknown): unknown =>
  Array.isArray(value) ? [...value].sort() : value
