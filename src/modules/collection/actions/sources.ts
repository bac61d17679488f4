// The acts about sources: what there is to deliver to, and bringing the shipped ones up to date.
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { NoInput } from '../../../platform/schema.ts'
import { SourceList } from '../model/delivery.ts'
import { requiredColumns } from '../model/profile.ts'
import { refusalToDeliver } from '../rules/delivering.ts'
import { sources } from '../rules/sources.ts'
import { knownSources } from '../store/definitions.ts'
import { keepSource, latestReleases } from '../store/sources.ts'

export const listSources = action({
  name: 'source.list',
  summary: { es: 'Ver las fuentes y las columnas que espera cada una', en: 'List the sources and the columns each expects' },
  input: NoInput,
  output: SourceList,
  may: anyoneGranted,
  async run({ actor, db, node }) {
    const latest = await latestReleases(db)
    const known = (await knownSources(db)).filter(({ source }) => node.isDemonstration || !source.isDemonstration)
    return {
      items: known.map(({ source, measures, profiles }) => ({
        ...source,
        measures: [...measures],
        columns: profiles.map(requiredColumns),
        isKeyedByContent: profiles.some(({ key }) => key === 'content'),
        mayDeliver: refusalToDeliver(source, actor) === undefined,
        release: latest.get(source.id)?.number ?? null,
        releasedAt: latest.get(source.id)?.at.toISOString() ?? null,
      })),
    }
  },
  remember: () => ({ nothing: 'Which sources there are is no secret.' }),
})

export const loadSources = action({
  name: 'source.load',
  summary: { es: 'Poner al día las fuentes que trae el programa', en: 'Bring the sources the program ships up to date' },
  input: NoInput,
  output: z.object({ sources: z.int() }),
  may: (actor: Actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, al arrancar', en: 'only the node itself, at start' },
  async run({ db, node }) {
    const fitting = sources.filter(({ source }) => node.isDemonstration || !source.isDemonstration)
    for (const source of fitting) await keepSource(db, source)
    return { sources: fitting.length }
  },
  remember: () => ({ nothing: 'The sources are those of the program’s version.' }),
})
