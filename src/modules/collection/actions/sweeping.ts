// The files that profiles were tried on go once nobody needs them: at night, after the profile was published, discarded or left alone.
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import type { Actor } from '../../../platform/access.ts'
import type { FileStore } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { closeRestingDrafts, filesOfClosedDrafts, forgetFile } from '../store/drafts.ts'

/** Days a published draft keeps its file, to deliver it, and days a draft may rest before it counts as abandoned. */
export const restDays = { published: 7, draft: 60 }

const dayMs = 86_400_000
const hourMs = 3_600_000

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs)

// A file that came anew this moment may belong to a delivery that is still being written down.
const isFresh = async (files: FileStore, sha256: string, now: Date): Promise<boolean> => {
  const found = await stat(files.pathOf(sha256)).catch(() => undefined)
  return found !== undefined && Math.abs(now.getTime() - found.mtimeMs) < hourMs
}

export const sweepDrafts = action({
  name: 'profile.sweep',
  summary: { es: 'Borrar los archivos de borradores terminados o abandonados', en: 'Delete the files of drafts done with or abandoned' },
  input: NoInput,
  output: z.object({ closed: z.int(), deleted: z.int() }),
  may: (actor: Actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, por el reloj', en: 'only the node itself, by the clock' },
  // Files first: what is closed now loses its file the next night, when it surely stayed closed.
  async run({ db, node: { files }, now }) {
    let deleted = 0
    for (const { sha256, isNeeded } of await filesOfClosedDrafts(db)) {
      if (!isNeeded && (await isFresh(files, sha256, now))) continue
      if (!isNeeded) await files.remove(sha256)
      await forgetFile(db, sha256)
      if (!isNeeded) deleted += 1
    }
    return { closed: await closeRestingDrafts(db, { published: daysBefore(now, restDays.published), draft: daysBefore(now, restDays.draft) }), deleted }
  },
  remember: ({ output }) => (output.closed + output.deleted > 0 ? { subject: null, changed: ['files'] } : { nothing: 'No draft was left over.' }),
})
