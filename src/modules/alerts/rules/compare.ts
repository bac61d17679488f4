// What differs between two versions of an alert's content, field by field.
import { isDeepStrictEqual } from 'node:util'
import { AlertContent, type Difference } from '../model/content.ts'

const grouped = new Set(['audience', 'desk', 'links', 'title', 'summary', 'instructions', 'readers'])

/** Differences in the order of the schema (the database keeps keys in another); lists are compared without regard to order. */
export const compareContents = (before: AlertContent, after: AlertContent): Difference[] => {
  const [old, fresh] = [flatten(before), flatten(after)]
  const fields = [...new Set([...fresh.keys(), ...old.keys()])]
  return fields.filter((field) => !sameValue(old.get(field), fresh.get(field))).map((field) => ({ field, before: old.get(field), after: fresh.get(field) }))
}

const flatten = (content: AlertContent): Map<string, unknown> =>
  new Map(Object.entries(AlertContent.parse(content)).flatMap(([name, value]) => (grouped.has(name) ? prefixed(name, value) : [[name, value] as const])))

/** `readers` hold words for each reader in two languages: one field for each. */
const prefixed = (name: string, value: unknown): (readonly [string, unknown])[] =>
  Object.entries(value as Record<string, unknown>).flatMap(([inner, part]) => (name === 'readers' ? prefixed(`${name}.${inner}`, part) : [[`${name}.${inner}`, part] as const]))

const sameValue = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(inOrder(a), inOrder(b))

const inOrder = (value: unknown): unknown =>
  Array.isArray(value) ? [...value].sort() : value
