// Flows: from the nationality recorded to the place that recorded it, through the route where the source has one.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'
import { Dimension, FigureAnswer, FigureMeasure, FigureSource, QueryFigures, Release } from '../model.ts'

export const QueryFlows = QueryFigures.omit({ points: true, by: true }).extend({
  /** The place people were recorded in; when left out, countries where several occur, territories otherwise. */
  place: z.enum(['country', 'territory']).optional(),
  /** `route`: also the route in between. */
  via: z.enum(['none', 'route']).default('none'),
  /** How many of each stage are told apart; the others are drawn together. */
  most: z.coerce.number().int().min(2).max(40).default(12),
})
export type QueryFlows = z.infer<typeof QueryFlows>

/** One band's end: `id` is the stage and the code, so that a country can be both. `code` is null of the others together. */
export const FlowNode = z.object({ id: z.string(), stage: z.number(), code: z.string().nullable(), name: TextPair, value: z.number() })
export type FlowNode = z.infer<typeof FlowNode>

export const FlowLink = z.object({ from: z.string(), to: z.string(), value: z.number() })
export type FlowLink = z.infer<typeof FlowLink>

export const FlowAnswer = z.object({
  source: FigureSource,
  measure: FigureMeasure,
  release: Release.nullable(),
  stages: z.array(Dimension),
  nodes: z.array(FlowNode),
  links: z.array(FlowLink),
  /** What the bands add up to. */
  total: z.number(),
  /** Counted without a nationality, a route or a place, and so in no band. */
  unplaced: z.number(),
  /** Observations whose value the source keeps back: in no band and in no sum. */
  withheld: z.number(),
  names: FigureAnswer.shape.names,
})
export type FlowAnswer = z.infer<typeof FlowAnswer>
