// Turns the breaking of a named constraint into the problem it means.
import { DatabaseError } from 'pg'
import type { Problem } from '../../../platform/problem.ts'

/** For `.catch(…)`: throws the problem of the constraint that was broken, or what was thrown. */
export const brokenConstraint = (meanings: Record<string, () => Problem>) => (error: unknown): never => {
  const meaning = error instanceof DatabaseError ? meanings[error.constraint ?? ''] : undefined
  throw meaning ? meaning() : error
}
