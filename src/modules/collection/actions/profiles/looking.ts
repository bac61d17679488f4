// Looking at a kept file for the studio: its first rows, a draft guessed from them, and what the file becomes by a draft.
import type { Actor } from '../../../../platform/access.ts'
import type { Db } from '../../../../platform/db/database.ts'
import type { Draft, Edit, Finding, Preview, Previewed } from '../../model/draft.ts'
import type { SourceDefinition } from '../../model/profile.ts'
import { profileProblems } from '../../problems.ts'
import { bytesAt } from '../../rules/bytes.ts'
import { faultOf, faultText } from '../../rules/fault.ts'
import { openGrids } from '../../rules/grids.ts'
import { readersAmong } from '../../rules/header.ts'
import { lookingLimits } from '../../rules/limits.ts'
import { inEnglish } from '../../rules/quotes.ts'
import { assigned } from '../../rules/guessing/assign.ts'
import { quoted } from '../../rules/guessing/desk.ts'
import type { Knowledge } from '../../rules/guessing/knowledge.ts'
import { previewOf } from '../../rules/guessing/preview.ts'
import { lookAt, type SheetsAsked } from '../../rules/guessing/raw.ts'
import { sketch, type FileSeen } from '../../rules/guessing/sketch.ts'
import { startedFrom } from '../../rules/guessing/start-from.ts'
import { knownSources } from '../../store/definitions.ts'
import { knowledgeOf } from '../knowledge.ts'
import { previewApart } from './previewing.ts'

const sampleRows = 10_000
const previewRows = 2000

export interface KeptFile {
  path: string
  sha256: string
  name: string
}

/** The last files looked at: an analyst changes one draft many times over the same first rows. */
const lately = new Map<string, Promise<FileSeen>>()
const mostKept = 3

const seenOnce = (file: KeptFile, sheets: SheetsAsked): Promise<FileSeen> => {
  // What a file is called may say of which year it is.
  const key = `${file.sha256} ${file.name} ${JSON.stringify(sheets)}`
  const kept = lately.get(key)
  if (kept) return kept
  const looking = lookAt(bytesAt(file.path), file.name, sampleRows, sheets)
  looking.catch(() => lately.delete(key))
  lately.set(key, looking)
  const [oldest] = lately.keys()
  if (lately.size > mostKept && oldest !== undefined) lately.delete(oldest)
  return looking
}

const inWords = (error: unknown): unknown => {
  const fault = faultOf(error)
  return fault ? profileProblems.unreadable({ text: faultText(fault) }) : error
}

/** The file's first rows. Refuses, in words, a file that is no table. */
const seen = async (file: KeptFile, sheets: SheetsAsked): Promise<FileSeen> => {
  try {
    return await seenOnce(file, sheets)
  } catch (error) {
    throw inWords(error)
  }
}

export const knowledgeFor = async (db: Db, actor: Actor, now: Date): Promise<Knowledge> =>
  knowledgeOf(await knownSources(db), { ownCountry: actor.institution?.country ?? null, now })

/** The sources that already read such a file: for one of them it needs no other profile. */
const readersOf = async (file: KeptFile, known: readonly SourceDefinition[]): Promise<SourceDefinition[]> =>
  (known.length === 0 ? [] : readersAmong(await openGrids(bytesAt(file.path), lookingLimits), known))

const alreadyRead = (readers: readonly SourceDefinition[]): Finding[] => (readers.length === 0 ? [] : [{
  column: null, certainty: 'likely', answers: [],
  says: {
    es: `Tiene las columnas de ${quoted(readers.map(({ source: { name } }) => name.es))}. Si es de esa fuente, puede entregarlo ahí sin preparar nada.`,
    en: `It has the columns of ${inEnglish(quoted(readers.map(({ source: { name } }) => name.en)))}. If it is of that source, you can deliver it there without preparing anything.`,
  },
}])

interface GuessOptions {
  /** The source the draft becomes one more profile of, and the ids its profiles and drafts have. */
  from?: SourceDefinition | undefined
  taken?: readonly string[]
  known?: readonly SourceDefinition[]
  sheets?: SheetsAsked
}

interface Guess {
  draft: Draft
  findings: Finding[]
}

/** A draft guessed from the file; as one more profile of a source when `from` is one. */
export const guessed = async (file: KeptFile, knowledge: Knowledge, { from, taken = [], known = [], sheets = 'guess' }: GuessOptions): Promise<Guess> => {
  const found = await seen(file, sheets)
  const { draft, findings } = await sketch(found, knowledge)
  const readers = await readersOf(file, known)
  return { draft: from ? startedFrom(draft, from, { header: found.shape.header, taken }) : draft, findings: [...alreadyRead(readers), ...findings] }
}

/** The file guessed anew for a draft that now has other sheets of it; what was said of its source stays. */
export const guessedAgain = async (file: KeptFile, draft: Draft, knowledge: Knowledge, known: readonly SourceDefinition[]): Promise<Guess> => {
  const from = known.find(({ source }) => source.id === draft.source.id)
  const guess = await guessed(file, knowledge, { from, sheets: sheetsOf(draft) })
  const { id, name, version } = draft.profile
  return { ...guess, draft: { ...guess.draft, source: draft.source, profile: { ...guess.draft.profile, id, name, version } } }
}

const sheetsOf = ({ profile }: Draft): SheetsAsked => profile.sheets ?? 'one'

/** What the first rows become by a draft. */
export const previewed = async (file: KeptFile, draft: Draft, knowledge: Knowledge): Promise<Preview> =>
  previewOf(bytesAt(file.path), draft, await seen(file, sheetsOf(draft)), { mostRows: previewRows, knowledge })

/** Rows read so far of files being read whole, by draft. */
const underWay = new Map<string, number>()

export const rowsSoFar = (draftId: string): number | null => underWay.get(draftId) ?? null

/** What the whole file becomes by a draft. */
export const previewedWhole = async (draftId: string, file: KeptFile, draft: Draft, knowledge: Knowledge): Promise<Preview> => {
  underWay.set(draftId, 0)
  try {
    return await previewApart(file.path, { draft, seen: await seen(file, sheetsOf(draft)) }, knowledge, (rows) => void underWay.set(draftId, rows))
  } catch (error) {
    throw inWords(error)
  } finally {
    underWay.delete(draftId)
  }
}

/** The draft with columns taken for something else, one after another. */
export const edited = async (file: KeptFile, start: Draft, edits: readonly Edit[], knowledge: Knowledge): Promise<Pick<Previewed, 'draft' | 'findings'>> => {
  const found = await seen(file, sheetsOf(start))
  return edits.reduce<Pick<Previewed, 'draft' | 'findings'>>(({ draft, findings }, edit) => {
    const done = assigned(draft, edit, found, knowledge)
    return { draft: done.draft, findings: [...findings, ...done.findings] }
  }, { draft: start, findings: [] })
}
