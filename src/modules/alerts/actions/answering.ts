// Acts that tell who has answered: the board of one alert, and how long answers take.
import { action } from '../../../platform/action.ts'
import { AnswerFigures, Board, FiguresAsked } from '../model/answers.ts'
import { ById } from '../model/views.ts'
import { minutesTaken, timesOf } from '../rules/answers.ts'
import { isBehind } from '../rules/visibility.ts'
import { visibleAlerts } from '../store/alerts.ts'
import { answerFigures, boardOf, escalationsOf, plannedAmong, type BoardRow, type EscalationRow } from '../store/answers.ts'
import { toRead } from './subjects.ts'

const rowOf = ({ institutionId: _, deliveredAt, acknowledgedAt, writtenAt, ...row }: BoardRow): Board['items'][number] => ({
  ...row, deliveredAt: deliveredAt.toISOString(), acknowledgedAt: acknowledgedAt?.toISOString() ?? null, writtenAt: writtenAt?.toISOString() ?? null,
})

interface Told {
  escalations: readonly EscalationRow[]
  planned: readonly string[]
}

const institutionOf = (id: string, rows: readonly BoardRow[], { escalations, planned }: Told): Board['institutions'][number] => {
  const minutes = minutesTaken(rows)
  return {
    institution: rows[0]!.institution, people: rows.length, acknowledged: minutes.length, firstMinutes: minutes[0] ?? null, ...timesOf(minutes),
    escalated: escalations.filter(({ institutionId }) => institutionId === id).map(({ person, at }) => ({ person, at: at.toISOString() })),
    hasPlan: planned.includes(id),
  }
}

/** Those of whom nobody has answered first. */
const silentFirst = (one: Board['institutions'][number], other: Board['institutions'][number]): number =>
  Number(one.acknowledged > 0) - Number(other.acknowledged > 0) || one.institution.localeCompare(other.institution)

export const readBoard = action({
  name: 'alert.board',
  summary: { es: 'Ver quién ha acusado recibo y quién no', en: 'See who has acknowledged and who has not' },
  input: ById,
  output: Board,
  on: toRead,
  may: isBehind,
  condition: { es: 'la prepara o la revisa', en: 'prepares or reviews it' },
  async run({ subject, db }) {
    const rows = await boardOf(db, subject.id)
    const byInstitution = Map.groupBy(rows, ({ institutionId }) => institutionId)
    const told = { escalations: await escalationsOf(db, subject.id), planned: await plannedAmong(db, [...byInstitution.keys()]) }
    const minutes = minutesTaken(rows)
    return {
      items: rows.map(rowOf),
      institutions: [...byInstitution].map(([id, own]) => institutionOf(id, own, told)).sort(silentFirst),
      acknowledged: minutes.length, waiting: rows.length - minutes.length, ...timesOf(minutes),
    }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

const dayMs = 86_400_000

/** Over the alerts the person stands behind, and no others: a count must not tell what a list would not. */
export const readAnswerFigures = action({
  name: 'acknowledgement.figures',
  summary: { es: 'Ver cuánto tardan los acuses, por institución y gravedad', en: 'See how long acknowledgements take, by institution and severity' },
  input: FiguresAsked,
  output: AnswerFigures,
  may: (actor) => actor.kind === 'person',
  condition: { es: 'solo de las alertas que prepara o revisa', en: 'only of the alerts one prepares or reviews' },
  async run({ input, actor, db, now }) {
    const alerts = await visibleAlerts(db, actor, 'desk')
    return { items: await answerFigures(db, alerts.map(({ id }) => id), new Date(now.getTime() - input.days * dayMs)) }
  },
  remember: () => ({ nothing: 'figures of alerts whose boards the person may open' }),
})
