// Whether an alert is only practised: because it says so, or because the whole node is a demonstration.
import type { AlertContent } from '../model/content.ts'

export const isExercise = ({ isExercise: says }: Pick<AlertContent, 'isExercise'>, { isDemonstration }: { isDemonstration: boolean }): boolean =>
  says || isDemonstration
