// How reports are named on the screen: boxes, states, reasons, acts, languages, and how long is left for the first answer.
import type { ReporterLanguage } from '../../modules/reports/model/answers.ts'
import type { RejectionReason, ReportBox, ReportSummary } from '../../modules/reports/model/inbox.ts'
import type { reportStates } from '../../modules/reports/model.ts'
import type { Text } from '../../platform/text.ts'
import { StateTag, useFormat, useText } from '../kit/kit.ts'

type ReportState = (typeof reportStates)[number]

export const boxNames: Record<ReportBox, Text> = {
  new: { es: 'Nuevos', en: 'New' },
  mine: { es: 'A mi cargo', en: 'Mine' },
  waiting: { es: 'Esperan a la persona', en: 'Waiting for the reporter' },
  overdue: { es: 'Atrasados', en: 'Overdue' },
  aside: { es: 'Apartados', en: 'Set aside' },
  closed: { es: 'Cerrados', en: 'Closed' },
}

/** What an empty box means, and what to do. */
export const emptyBoxes: Record<ReportBox, { title: Text; hint: Text }> = {
  new: {
    title: { es: 'No hay reportes nuevos', en: 'No new reports' },
    hint: { es: 'Cuando llegue uno aparecerá aquí solo. Mientras tanto, revise los que están a su cargo.', en: 'When one arrives it appears here by itself. Meanwhile, look at those you are in charge of.' },
  },
  mine: {
    title: { es: 'No tiene reportes a su cargo', en: 'You are in charge of no report' },
    hint: { es: 'Abra uno de los nuevos y pulse «Tomarlo».', en: 'Open one of the new ones and press “Take it”.' },
  },
  waiting: {
    title: { es: 'Nadie tiene una respuesta pendiente de leer o contestar', en: 'No answer of yours is waiting for somebody' },
    hint: { es: 'Aquí quedan los reportes que usted ya respondió, hasta que la persona vuelva a escribir.', en: 'Reports you have answered stay here until the person writes again.' },
  },
  overdue: {
    title: { es: 'Ninguna primera respuesta está atrasada', en: 'No first answer is overdue' },
    hint: { es: 'Un reporte llega aquí cuando pasa el día prometido sin que nadie responda.', en: 'A report comes here when the promised day passes and nobody has answered.' },
  },
  aside: {
    title: { es: 'Nada apartado', en: 'Nothing set aside' },
    hint: { es: 'Cuando llegan demasiados a la vez, el nodo aparta los últimos sin tirar ninguno. Revíselos: puede haber personas reales.', en: 'When too many come at once, the node sets the last ones aside and throws none away. Look at them: real people may be among them.' },
  },
  closed: {
    title: { es: 'Todavía no se ha cerrado ninguno', en: 'None has been closed yet' },
    hint: { es: 'Los cerrados, los rechazados y los que la persona retiró quedan aquí.', en: 'Those closed, rejected or withdrawn by the person stay here.' },
  },
}

const states: Record<ReportState, { kind: Parameters<typeof StateTag>[0]['kind']; label: Text }> = {
  new: { kind: 'draft', label: { es: 'Nuevo', en: 'New' } },
  open: { kind: 'active', label: { es: 'En atención', en: 'Being attended' } },
  waiting: { kind: 'waiting', label: { es: 'Espera a la persona', en: 'Waiting for the person' } },
  closed: { kind: 'done', label: { es: 'Cerrado', en: 'Closed' } },
  rejected: { kind: 'refused', label: { es: 'No se atiende', en: 'Not followed up' } },
  withdrawn: { kind: 'ended', label: { es: 'Retirado por la persona', en: 'Withdrawn by the person' } },
}

export const ReportStateTag = ({ state }: { state: ReportState }) => <StateTag {...states[state]} />

export const reasonNames: Record<RejectionReason, Text> = {
  'not-a-crime': { es: 'No cuenta un delito', en: 'It tells of no crime' },
  'not-competent': { es: 'No nos corresponde y no se puede transferir', en: 'Not ours, and it cannot be transferred' },
  duplicate: { es: 'Es copia de otro', en: 'A copy of another' },
  abuse: { es: 'Es basura o burla', en: 'Junk or mockery' },
  'cannot-follow': { es: 'No hay datos para seguirlo y la persona no responde', en: 'Nothing to follow, and the person does not answer' },
  other: { es: 'Otra razón (escríbala en una nota)', en: 'Another reason (write it in a note)' },
}

export const languageNames: Record<ReporterLanguage, Text> = {
  es: { es: 'español', en: 'Spanish' },
  en: { es: 'inglés', en: 'English' },
  pt: { es: 'portugués', en: 'Portuguese' },
  fr: { es: 'francés', en: 'French' },
  ht: { es: 'criollo haitiano', en: 'Haitian Creole' },
}

/** A language people report in; Spanish when what was said inside is none of them. */
export const knownLanguage = (language: string): ReporterLanguage => (language in languageNames ? (language as ReporterLanguage) : 'es')

/** How people call a report aloud: the first eight signs of its id. */
export const numberOf = (id: string): string => `${id.slice(0, 4)} ${id.slice(4, 8)}`.toUpperCase()

const dayMs = 86_400_000

/** Days from today until a day; negative when it has passed. */
export const daysUntil = (day: string, now: Date): number => {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((Date.parse(`${day}T00:00:00Z`) - today) / dayMs)
}

const leftInWords = (days: number): Text => {
  if (days === 0) return { es: 'vence hoy', en: 'due today' }
  const [count, isOne] = [Math.abs(days), Math.abs(days) === 1]
  if (days > 0) return { es: isOne ? 'queda 1 día' : `quedan ${count} días`, en: isOne ? '1 day left' : `${count} days left` }
  return { es: isOne ? 'atrasada 1 día' : `atrasada ${count} días`, en: isOne ? '1 day overdue' : `${count} days overdue` }
}

/** How the promise of a first answer stands, in words. */
export const useDue = (): ((report: Pick<ReportSummary, 'answerBy' | 'answered' | 'state'>) => { words: string; isLate: boolean }) => {
  const t = useText()
  const { date } = useFormat()
  return ({ answerBy, answered, state }) => {
    if (answered) return { words: t({ es: `Se respondió el ${date(answered)}`, en: `Answered on ${date(answered)}` }), isLate: false }
    if (state === 'closed' || state === 'rejected' || state === 'withdrawn') return { words: t({ es: 'Sin respuesta', en: 'Not answered' }), isLate: false }
    const days = daysUntil(answerBy, new Date())
    return { words: `${date(answerBy)}: ${t(leftInWords(days))}`, isLate: days < 0 }
  }
}
