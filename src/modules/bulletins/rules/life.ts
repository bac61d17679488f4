// Decisions about a bulletin's life: what is still missing, who may approve it, which period it is compared with.
import type { Text } from '../../../platform/text.ts'
import { dayLength, periodEnd, quietDays } from '../../statistics/model/reach.ts'
import type { Block, BulletinContent, FilledBlock } from '../model.ts'

const isBlank = ({ es, en }: Text): boolean => es.trim() === '' || en.trim() === ''

const blockName = (index: number): Text => ({ es: `bloque ${index + 1}`, en: `block ${index + 1}` })

const gapsOfBlock = (block: Block, index: number): Text[] => {
  const name = blockName(index)
  const gaps: Text[] = []
  if (isBlank(block.heading)) gaps.push({ es: `el título del ${name.es}, en español y en inglés`, en: `the heading of ${name.en}, in Spanish and English` })
  if (block.kind === 'text' && isBlank(block.note)) gaps.push({ es: `el texto del ${name.es}, en español y en inglés`, en: `the text of ${name.en}, in Spanish and English` })
  return gaps
}

/** What a bulletin lacks before a second person can review it; both languages always. */
export const gapsOf = (content: BulletinContent): Text[] => [
  ...(isBlank(content.title) ? [{ es: 'el título, en español y en inglés', en: 'the title, in Spanish and English' }] : []),
  ...(isBlank(content.lead) ? [{ es: 'la entrada, en español y en inglés', en: 'the lead, in Spanish and English' }] : []),
  ...(content.blocks.length === 0 ? [{ es: 'al menos un bloque', en: 'at least one block' }] : []),
  ...content.blocks.flatMap(gapsOfBlock),
]

/** What cannot be published because the source says nothing of the period. */
export const emptyFigures = (blocks: readonly FilledBlock[]): Text[] =>
  blocks.flatMap((block, index) => (block.kind === 'figure' && block.figure === null
    ? [{ es: `cifras de ese periodo en el bloque ${index + 1}: cámbielo o quítelo`, en: `figures of that period in block ${index + 1}: change it or remove it` }]
    : []))

/** The second person: not the one who changed it last. */
export const canApprove = (bulletin: { revisedBy: string }, personId: string | null): boolean => personId !== null && bulletin.revisedBy !== personId

const yearBefore = (day: string): string => {
  const [year = '', rest = ''] = [day.slice(0, 4), day.slice(4)]
  const earlier = `${Number(year) - 1}${rest}`
  return rest === '-02-29' ? `${Number(year) - 1}-02-28` : earlier
}

/** The same days a year earlier. */
export const spanBefore = ({ from, to }: { from: string; to: string }): { from: string; to: string } => ({ from: yearBefore(from), to: yearBefore(to) })

/** The last day a source speaks of, when that is before the span ends; null when it reaches the end. `to`: the first day of its last period. */
export const reachOf = ({ to, grain }: { to: string | null; grain: string | null }, span: { to: string }): string | null => {
  if (to === null) return null
  const end = periodEnd(to, grain)
  return end + quietDays * dayLength >= Date.parse(`${span.to}T00:00:00Z`) ? null : new Date(end).toISOString().slice(0, 10)
}

/** Whether a span is made of whole years, the only ones given out of a source that is not public. */
export const isWholeYears = ({ from, to }: { from: string; to: string }): boolean => from.endsWith('-01-01') && to.endsWith('-12-31')

/** The change from before to now in percent; null when there is nothing to compare with or it is too small to say. */
export const changeOf = (now: number, before: number | null): number | null =>
  before === null || before < 20 ? null : Math.round(((now - before) / before) * 100)
