// Input schemas at the border: what does not fit becomes a Problem with a sentence per field, in both languages.
import { z } from 'zod'
import { platformProblems } from './problems.ts'
import type { Text } from './text.ts'

z.config({ jitless: true })

export const Id = z.uuid()
export const Day = z.iso.date()
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

/** Parses what came in; throws `request.invalid` with the sentence for each field at fault. */
export const parseInput = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.slice(0, mostFaults).map((issue) => [issue.path.join('.') || 'input', sentenceFor(issue)]))
  throw platformProblems.invalid({ count: Object.keys(fields).length }, { fields })
}
