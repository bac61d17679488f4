// The act behind the web grid: the columns of a source, what stands of a period and of the one before, ready to be filled.
import { covers, type Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Text } from '../../../platform/text.ts'
import { countries, offences, placeName, territoriesOf, territory } from '../../catalogues/index.ts'
import { sourceDefinition } from '../../collection/index.ts'
import type { Grain } from '../../collection/model.ts'
import { GridQuestion, GridView } from '../model/grid.ts'
import { periodInSentence, periodName, periodStart, previousStart, type Cadence } from '../model/periods.ts'
import { roundProblems } from '../problems.ts'
import type { Choices, Entry } from '../rules/grid/columns.ts'
import { fitFor, gridOf, mostFigures, type Fit, type Standing } from '../rules/grid/grid.ts'
import { isUnfit, partsWithin, unfit, type Unfit } from '../rules/grid/period.ts'
import { isOwed } from '../rules/standing.ts'
import { obligationById, type Obligation } from '../store/obligations.ts'
import { figuresOf, standsOfOthers } from '../store/standing.ts'
import { isOwn, type Db } from './matrix.ts'

const grains: Record<Cadence, Grain> = { weekly: 'week', monthly: 'month', quarterly: 'month', yearly: 'year' }

const inBoth = (code: string): Text => ({ es: placeName(code, 'es'), en: placeName(code, 'en') })

const placeEntry = (code: string): Entry => {
  const nationalCode = territory(code)?.nationalCode
  return { code, name: inBoth(code), ...(nationalCode !== undefined && { nationalCode }) }
}

/** What the person may speak for, and so what is shown: nothing else is, and nothing else can be sent. */
interface Remit {
  /** The places to choose from. */
  places: string[]
  /** ISO codes that rows may be about; undefined: wherever the institution delivers for. */
  within: string[] | undefined
  /** Nobody shared out the places: only what the institution itself delivered is shown. */
  isOwnOnly: boolean
}

/** What the obligation names, or else the institution’s country, with its territories; of it, what is the person’s. */
const remitOf = ({ territories, country }: Obligation, actor: Actor, { definition, profile }: Fit): Remit => {
  const { isByTerritory } = definition.source
  const isNamed = territories.length > 0 && profile.territory !== undefined
  const named = territories.length > 0 ? territories : [country]
  const each = named.flatMap((code) => (code.includes('-') ? [code] : [...territoriesOf(code).map((found) => found.code), code]))
  const places = isByTerritory || (isNamed && actor.territories.length > 0) ? each.filter((code) => covers(actor.territories, code)) : each
  return { places, within: isNamed || isByTerritory ? places : undefined, isOwnOnly: !isNamed }
}

const choicesFor = ({ places, within }: Remit): Choices => ({
  places: places.map(placeEntry), within,
  offences: offences().map(({ code, names }) => ({ code, name: names })),
  countries: countries().map(({ code, alpha3, names }) => ({ code, alpha3, name: names })),
})

const ofOthers = unfit(
  'En este periodo hay cifras que entregó otra institución, o el nodo, y enviar las suyas las retiraría. Pida a coordinación que diga qué territorios debe cada institución.',
  'In this period there are figures that another institution, or the node, delivered, and sending yours would withdraw them. Ask a coordinator to say which territories each institution owes.',
)

const choosesPlace = ({ territory: rule }: Fit['profile']): boolean => rule !== undefined && rule.kind !== 'country' && rule.kind !== 'whole-country'

interface Shown {
  remit: Remit
  institution: string
  start: string
}

const standingOf = async (db: Db, { definition, profile, cadence }: Fit, { remit, institution, start }: Shown): Promise<Standing | Unfit> => {
  const all = { source: definition.source.id, grain: grains[cadence], measures: Object.keys(profile.measures) }
  const sendable = remit.within ?? (choosesPlace(profile) ? remit.places : undefined)
  if (remit.isOwnOnly && (await standsOfOthers(db, institution, { ...all, start, places: sendable }))) return ofOthers
  const question = { ...all, places: remit.within, deliverer: remit.isOwnOnly ? institution : undefined }
  return {
    now: await figuresOf(db, { ...question, start }, mostFigures),
    previous: await figuresOf(db, { ...question, start: previousStart(cadence, start) }, mostFigures),
  }
}

const noPlaces = unfit('Su cuenta no tiene ninguno de los territorios que se deben. Pida a quien administra el nodo que se los asigne.', 'Your account has none of the territories owed. Ask the node’s administrator to assign them.')

const unknownSource = unfit('Esta fuente ya no está en este nodo.', 'This source is no longer on this node.')

interface Asked {
  obligation: Obligation
  period: string
  part: string | undefined
  actor: Actor
}

interface Place {
  fit: Fit
  parts: string[]
  part: string
}

const placeOf = async (db: Db, { obligation, period, part }: Asked): Promise<Place | Unfit> => {
  const definition = await sourceDefinition(db, obligation.sourceId)
  const fit = definition ? fitFor(definition) : unknownSource
  if (isUnfit(fit)) return fit
  const parts = partsWithin(obligation.cadence, period, fit.cadence)
  if (isUnfit(parts)) return parts
  return { fit, parts, part: parts.find((each) => each === part) ?? parts[0] ?? period }
}

const answerOf = async (db: Db, asked: Asked): Promise<Pick<GridView, 'unfit' | 'grid' | 'parts' | 'part' | 'previousName'>> => {
  const { obligation, period, actor } = asked
  const place = await placeOf(db, asked)
  const without = (reason: Unfit) => ({ unfit: reason.unfit, grid: null, parts: [], part: period, previousName: periodInSentence(obligation.cadence, previousStart(obligation.cadence, period)) })
  if (isUnfit(place)) return without(place)
  const { fit, parts, part } = place
  const remit = remitOf(obligation, actor, fit)
  if (remit.places.length === 0) return without(noPlaces)
  const standing = await standingOf(db, fit, { remit, institution: obligation.institutionId, start: part })
  if (isUnfit(standing)) return without(standing)
  const grid = gridOf(fit, part, choicesFor(remit), standing)
  if (isUnfit(grid)) return without(grid)
  return {
    unfit: null, grid, part,
    parts: parts.map((start) => ({ start, name: periodName(fit.cadence, start) })),
    previousName: periodInSentence(fit.cadence, previousStart(fit.cadence, part)),
  }
}

export const readGrid = action({
  name: 'grid.read',
  summary: { es: 'Abrir la cuadrícula para llenar un periodo en línea', en: 'Open the grid to fill in a period on line' },
  input: GridQuestion,
  output: GridView,
  on: ({ id }, db) => obligationById(db, id),
  may: (actor, subject: Obligation) => isOwn(actor, subject),
  condition: { es: 'de la misma institución', en: 'of the same institution' },
  async run({ input, subject, actor, db }) {
    const period = periodStart(subject.cadence, input.period)
    if (!isOwed(subject, period)) throw roundProblems.notOwed()
    return {
      obligation: subject.id, source: { id: subject.sourceId, name: subject.sourceName }, institution: subject.institution, period,
      name: periodName(subject.cadence, period), ...(await answerOf(db, { obligation: subject, period, part: input.part, actor })),
    }
  },
  remember: () => ({ nothing: 'The figures of one’s own institution for one period, to be corrected or completed.' }),
})
