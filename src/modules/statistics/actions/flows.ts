// Flows: nationality to the place that recorded it, as bands of counts; never a route somebody is said to have taken.
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { notStatedName, readable, type Dimension, type FigureAnswer, type MeasureCoverage } from '../model.ts'
import { FlowAnswer, QueryFlows, type FlowNode } from '../model/flows.ts'
import { figuresProblems } from '../problems.ts'
import { flowsOf, type Stop } from '../rules/flows.ts'
import { answer } from './query.ts'
import { resolve } from './resolve.ts'

const othersName = { es: 'Otros', en: 'Others' }

interface Asked {
  db: Db
  actor: Actor
  question: QueryFlows
  measure: MeasureCoverage
}

/** Countries where several occur; in a single one, its territories. */
const usualPlace = async ({ db, actor, question, measure }: Asked): Promise<'country' | 'territory'> => {
  if (!measure.dimensions.includes('country') || !measure.dimensions.includes('territory')) return measure.dimensions.includes('territory') ? 'territory' : 'country'
  const { rows } = await answer(db, { ...question, by: ['country'], points: 'false' }, actor)
  return rows.filter(({ country }) => country !== null).length > 1 ? 'country' : 'territory'
}

const stagesOf = async (asked: Asked): Promise<Dimension[]> => {
  const { measure, question: { via } } = asked
  const place = asked.question.place ?? (await usualPlace(asked))
  const stages: Dimension[] = ['nationality', ...(via === 'route' ? ['route' as const] : []), place]
  const needs = stages.filter((stage) => !measure.dimensions.includes(stage))
  if (needs.length > 0) throw figuresProblems.noFlows({ measure: measure.id, needs })
  return stages
}

const named = (stop: Stop, stages: readonly Dimension[], names: FigureAnswer['names']): FlowNode => {
  const dimension = stages[stop.stage]
  if (stop.code === null || dimension === undefined) return { ...stop, name: stop.code === null ? othersName : notStatedName }
  const word = readable(stop.code)
  return { ...stop, name: names[dimension]?.[stop.code] ?? { es: word, en: word } }
}

export const queryFlows = action({
  name: 'figures.flows',
  summary: { es: 'Ver los corredores como flujos: de la nacionalidad al lugar donde se registró', en: 'See corridors as flows: from nationality to the place that recorded it' },
  input: QueryFlows,
  output: FlowAnswer,
  may: anyoneGranted,
  condition: { es: 'fuentes no públicas: solo los territorios propios', en: 'sources that are not public: own territories only' },
  async run({ input, db, actor }) {
    const { measure } = await resolve(db, input)
    const stages = await stagesOf({ db, actor, question: input, measure })
    const found = await answer(db, { ...input, by: [...stages], points: 'false' }, actor)
    const { nodes, ...flows } = flowsOf(found.rows, stages, input.most)
    return { source: found.source, measure: found.measure, release: found.release, stages, ...flows, nodes: nodes.map((stop) => named(stop, stages, found.names)), names: found.names }
  },
  remember: () => ({ nothing: 'Coded figures identify nobody; asking for them changes nothing.' }),
})
