// A file as the studio sees it at first: what was guessed of it, and what it becomes by that guess alone.
import { knowledgeOf } from '../src/modules/collection/actions/knowledge.ts'
import { bytesIn } from '../src/modules/collection/rules/bytes.ts'
import { previewOf } from '../src/modules/collection/rules/guessing/preview.ts'
import { lookAt } from '../src/modules/collection/rules/guessing/raw.ts'
import { sketch } from '../src/modules/collection/rules/guessing/sketch.ts'

/** What an analyst of Mexico may know. */
export const knowledge = knowledgeOf([], { ownCountry: 'MX', now: new Date('2026-11-22T00:00:00Z') })

/** The guess of some lines or bytes. */
export const guessed = async (lines: readonly string[] | Uint8Array, name = 'archivo.csv') => {
  const bytes = lines instanceof Uint8Array ? lines : Buffer.from(`${lines.join('\n')}\n`)
  const seen = await lookAt(bytesIn(bytes), name, 10_000)
  const found = await sketch(seen, knowledge)
  return { seen, ...found, profile: found.draft.profile, preview: await previewOf(bytesIn(bytes), found.draft, seen, { mostRows: 10_000, knowledge }) }
}
