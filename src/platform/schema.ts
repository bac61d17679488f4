// Input schemas at the border: what does not fit becomes a Problem with a sentence per field, in both languages.
import { z } from 'zod'
import { platformProblems } from './problems.ts'
import type { Text } from './text.ts'

z.config({ jitless: true })

export const Id = z.uuid()
const noSuchYear: Text = { es: 'El año 0000 no existe.', en: 'There is no year 0000.' }
/** A day that the database knows too. */
export const Day = z.iso.date().refine((day) => !day.startsWith('0000'), { params: { text: noSuchYear } })
export const NoInput = z.object({})
export const Items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
export const TextPair = z.object({ es: z.string(), en: z.string() })

/** A query parameter given once, many times or as `a,b` is a list of words. */
export const WordList = z.preprocess((value) => {
  if (value === undefined || value === '') return []
  return (Array.isArray(value) ? value : [value]).flatMap((part) => String(part).split(',')).map((part) => part.trim()).filter(Boolean)
}, z.array(z.string()))

const sizes: Record<string, Text> = {
  string: { es: 'caracteres', en: 'characters' },
  array: { es: 'elementos', en: 'items' },
}

const sizeSentence = (issue: { origin: string; bound: number | bigint }, es: string, en: string): Text => {
  const unit = sizes[issue.origin] ?? { es: '', en: '' }
  return { es: `${es} ${issue.bound} ${unit.es}`.trim() + '.', en: `${en} ${issue.bound} ${unit.en}`.trim() + '.' }
}

const tooShort = (least: number): Text =>
  least === 1
    ? { es: 'Escriba este dato.', en: 'Fill in this entry.' }
    : { es: `Escriba este dato: al menos ${least} caracteres.`, en: `Fill in this entry: at least ${least} characters.` }

const fallback = (message: string): Text => ({ es: 'Este dato no tiene la forma esperada.', en: `This entry is not in the expected form (${message}).` })

type Issue = z.core.$ZodIssue

const sentences: { [K in Issue['code']]?: (issue: Extract<Issue, { code: K }>) => Text } = {
  invalid_type: (issue) => issue.input === undefined
    ? { es: 'Falta este dato.', en: 'This entry is missing.' }
    : { es: 'Este dato no es del tipo esperado.', en: `This entry must be of type ${issue.expected}.` },
  too_small: (issue) => issue.origin === 'string'
    ? tooShort(Number(issue.minimum))
    : sizeSentence({ origin: issue.origin, bound: issue.minimum }, 'Lo mínimo es', 'The minimum is'),
  too_big: (issue) => sizeSentence({ origin: issue.origin, bound: issue.maximum }, 'Lo máximo es', 'The maximum is'),
  invalid_value: (issue) => ({ es: `Elija uno de: ${issue.values.join(', ')}.`, en: `Choose one of: ${issue.values.join(', ')}.` }),
  unrecognized_keys: (issue) => ({ es: `No se conoce: ${issue.keys.join(', ')}.`, en: `Not known: ${issue.keys.join(', ')}.` }),
}

/** The sentence for one thing wrong with the input. A custom issue carries its own pair as `params.text`. */
const sentenceFor = (issue: Issue): Text => {
  if (issue.code === 'custom' && issue.params?.text) return issue.params.text as Text
  const sentence = sentences[issue.code] as ((issue: Issue) => Text) | undefined
  return sentence ? sentence(issue) : fallback(issue.message)
}

/** Faults told at once: an answer must not outgrow what was sent. */
const mostFaults = 100

const noLetter: Text = { es: 'Este dato lleva un carácter que no es una letra ni un signo (NUL). Escríbalo sin él.', en: 'This entry holds a character that is no letter nor sign (NUL). Write it without it.' }

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null))

const holdsNone = (name: string, value: unknown): boolean => name.includes('\0') || (typeof value === 'string' && value.includes('\0'))

/** Where a character stands that no database keeps as text. Of any depth: what was sent may be nested without end. */
const noLetterIn = (sent: unknown): string | undefined => {
  const waiting = [{ value: sent, path: '' }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next
    if (!isNested(value)) continue
    for (const [name, part] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`
      if (holdsNone(name, part)) return at.replaceAll('\0', '')
      waiting.push({ value: part, path: at })
    }
  }
  return undefined
}

/** Parses what came in; throws `request.invalid` with the sentence for each field at fault. */
export const parseInput = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const at = noLetterIn(value)
  if (at !== undefined) throw platformProblems.invalid({ count: 1 }, { fields: { [at]: noLetter } })
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.slice(0, mostFaults).map((issue) => [issue.path.join('.') || 'input', sentenceFor(issue)]))
  throw platformProblems.invalid({ count: Object.keys(fields).length }, { fields })
}
