// What can go wrong, as a sentence a person can act on in both languages, answered as RFC 9457 problem details.
import { say, type Language, type Text } from './text.ts'

/** A refusal with a stable code (`alert.notADraft`), an HTTP status and a sentence. Never holds what was sealed. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly text: Text
  readonly fields: Record<string, Text>
  readonly extra: Record<string, unknown>

  constructor(code: string, status: number, text: Text, more: ProblemDetails = {}) {
    super(text.en)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.text = text
    this.fields = more.fields ?? {}
    this.extra = more.extra ?? {}
  }
}

/** `fields`: a sentence per input field; `extra`: members added to the problem document (a conflicting version, say). */
export interface ProblemDetails {
  fields?: Record<string, Text>
  extra?: Record<string, unknown>
}

interface ProblemRule<D> {
  status: number
  say: (details: D) => Text
}

type Maker<D> = unknown extends D ? (details?: undefined, more?: ProblemDetails) => Problem : (details: D, more?: ProblemDetails) => Problem

type Catalogue<C> = { [K in keyof C]: C[K] extends ProblemRule<infer D> ? Maker<D> : never }

/**
 * A module's catalogue of problems: each entry becomes a function from its details to a Problem.
 * `say` must name what happened, where, and what to do.
 */
export const problems = <const C extends Record<string, ProblemRule<never>>>(noun: string, catalogue: C): Catalogue<C> => {
  const entries = Object.entries(catalogue).map(([name, rule]) => [
    name,
    (details: never, more?: ProblemDetails) => new Problem(`${noun}.${name}`, rule.status, rule.say(details), more),
  ])
  return Object.fromEntries(entries) as Catalogue<C>
}

/** The RFC 9457 document of a problem in the reader's language. */
export const problemDocument = (problem: Problem, language: Language): Record<string, unknown> => ({
  ...problem.extra,
  type: `/problems/${problem.code}`,
  title: say(problem.text, language),
  status: problem.status,
  code: problem.code,
  ...(Object.keys(problem.fields).length > 0 && {
    fields: Object.fromEntries(Object.entries(problem.fields).map(([field, text]) => [field, say(text, language)])),
  }),
})
