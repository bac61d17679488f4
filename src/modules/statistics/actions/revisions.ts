// Revisions: what each period said when it was first published, beside what it says now.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { dimensions } from '../model.ts'
import { QueryRevisions, RevisionAnswer } from '../model/revisions.ts'
import { listReleases, listRevisions } from '../store/revisions.ts'
import { namesIn } from './names.ts'
import { filterRows, measureOf, sourceOf } from './query.ts'
import { resolve, resolveDimensions } from './resolve.ts'

export const queryRevisions = action({
  name: 'figures.revisions',
  summary: { es: 'Ver cada periodo como se publicó primero y como está ahora', en: 'See each period as first published and as it stands' },
  input: QueryRevisions,
  output: RevisionAnswer,
  may: anyoneGranted,
  condition: { es: 'fuentes no públicas: solo los territorios propios', en: 'sources that are not public: own territories only' },
  async run({ input, db, actor }) {
    const found = await resolve(db, input)
    resolveDimensions([input.step], found)
    const scope = { source: found.source, measure: found.measure.id, filters: input, actor }
    return {
      source: sourceOf(found.source), measure: measureOf(found.measure), release: found.source.release, step: input.step,
      releases: await listReleases(db, found.source.id), items: await listRevisions(db, scope, input.step), names: namesIn(filterRows(input), dimensions),
    }
  },
  remember: () => ({ nothing: 'Coded figures identify nobody; asking for them changes nothing.' }),
})
