// What one step of guessing hands to the next: the sample, what each column was taken for so far, and why.
import type { Text } from '../../../../platform/text.ts'
import type { ColumnRole, Draft, DraftProfile, Finding } from '../../model/draft.ts'
import { inEnglish } from '../quotes.ts'
import type { Knowledge } from './knowledge.ts'
import type { ColumnFacts, Sample } from './sample.ts'

export interface Desk {
  sample: Sample
  knowledge: Knowledge
  /** The file's name: often says what it is of. */
  fileName: string
  /** The sheet's name, of a workbook. */
  sheet: string | null
  roles: Readonly<Record<string, ColumnRole>>
  profile: DraftProfile
  measures: Draft['measures']
  findings: readonly Finding[]
}

export type Step = (desk: Desk) => Desk

interface More {
  roles?: Readonly<Record<string, ColumnRole>>
  profile?: Partial<DraftProfile>
  measures?: Draft['measures']
  findings?: readonly Finding[]
}

/** The desk with what one step found. */
export const adding = (desk: Desk, { roles = {}, profile = {}, measures, findings = [] }: More): Desk => ({
  ...desk,
  roles: { ...desk.roles, ...roles },
  profile: { ...desk.profile, ...profile },
  measures: measures ?? desk.measures,
  findings: [...desk.findings, ...findings],
})

/** Columns nothing has been made of yet. */
export const openColumns = ({ sample, roles }: Desk): ColumnFacts[] => sample.columns.filter(({ name }) => name !== '' && roles[name] === undefined)

export const columnOf = ({ sample }: Desk, name: string): ColumnFacts | undefined => sample.columns.find((column) => column.name === name)

/** Words that speak of the whole file. */
export const titlesOf = ({ sample, fileName, sheet }: Desk): string[] => [...sample.above, fileName.replace(/\.[a-z0-9.]{1,10}$/i, ''), ...(sheet === null ? [] : [sheet])]

type Says = readonly [es: string, en: string]

const finding = (certainty: Finding['certainty']) => (column: string | null, says: Says, answers: Finding['answers'] = []): Finding =>
  ({ column, certainty, says: { es: says[0], en: inEnglish(says[1]) }, answers })

export const sure = finding('sure')
export const likely = finding('likely')
export const ask = finding('ask')

export const both = (word: string): Text => ({ es: word, en: word })

/** Words in the quotation marks of Spanish, a few of them; a finding writes them as English does. */
export const quoted = (words: readonly string[]): string => {
  const shown = words.slice(0, 5).map((word) => `«${word.slice(0, 40)}»`).join(', ')
  return words.length > 5 ? `${shown} … (${words.length})` : shown
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`
