// The act that says what is to be counted of reports: cells of codes, as the file that collection is handed.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { cellsOf, countedFile, oncePerEvent } from '../rules/counting.ts'
import { dayOf } from '../rules/states.ts'
import { asNode } from '../store/asking.ts'
import { countable, isAnotherCount, joinedPairs, standingCount } from '../store/counting.ts'

export const countReports = action({
  name: 'report.count',
  summary: { es: 'Entregar a las cifras los reportes codificados que se pueden contar', en: 'Hand to the figures the coded reports that may be counted' },
  input: NoInput,
  /** `standing`: what collection counts by now. */
  output: z.object({ csv: z.string(), cells: z.int(), isAnother: z.boolean(), standing: z.object({ cells: z.int(), countries: z.array(z.string()) }) }),
  may: (actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, por el reloj', en: 'only the node itself, by the clock' },
  async run({ db, now }) {
    await asNode(db)
    const cells = cellsOf(oncePerEvent(await countable(db), await joinedPairs(db)))
    const csv = countedFile(cells)
    const isAnother = await isAnotherCount(db, createHash('sha256').update(csv).digest(), dayOf(now))
    return { csv, cells: cells.length, isAnother, standing: await standingCount(db) }
  },
  remember: ({ output: { isAnother } }) => (isAnother ? { subject: null, changed: ['cells'] } : { nothing: 'The same as before.' }),
})
