// The act of walking a figure back to the line of the file that made it.
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import type { Actor } from '../../../platform/access.ts'
import { ObservationView } from '../model/delivery.ts'
import { sourceAsRead } from '../store/definitions.ts'
import { isVisible } from '../store/deliveries.ts'
import { historyOf, observationById, type Observation } from '../store/observations.ts'
import { labelOf } from './labels.ts'
import { rowAt } from './rows.ts'

export const readObservation = action({
  name: 'observation.read',
  summary: { es: 'Ver de qué archivo, línea y codificación viene una cifra', en: 'Read which file, line and coding a figure comes from' },
  input: z.object({ id: z.coerce.number().int().positive() }),
  output: ObservationView,
  on: ({ id }, db) => observationById(db, id),
  may: (actor: Actor, observation: Observation) => observation.isPublic || isVisible(actor, observation),
  condition: { es: 'de una fuente pública, o de la misma institución; análisis, coordinación y administración, todas', en: 'of a public source, or of the same institution; analysts, coordinators and administrators, all' },
  async run({ subject, actor, db, node }) {
    const source = await sourceAsRead(db, subject.sourceId, { id: subject.profileId, version: subject.profileVersion })
    // What a file holds beyond the figures is its deliverer's: to others it may say too much.
    const { row, sheet } = source ? await rowAt(node.files.pathOf(subject.fileSha256), source, subject.line) : { row: [], sheet: null }
    const { releasedAt, profileId, profileVersion, profileName, deliveryId, sourceId, ...coded } = subject
    return {
      ...coded,
      label: labelOf(coded),
      source: sourceId,
      delivery: deliveryId,
      releasedAt: releasedAt.toISOString(),
      sheet: isVisible(actor, subject) ? sheet : null,
      row: row.filter(({ isUsed }) => isUsed || isVisible(actor, subject)),
      profile: { id: profileId, version: profileVersion, name: profileName },
      history: await historyOf(db, subject.id),
    }
  },
  remember: () => ({ nothing: 'A coded figure and the row it came from.' }),
})
