// A published alert written as a CAP 1.2 message (OASIS, 2010): fixed order of elements, times with an offset, es and en.
import { say, type Language, type Text } from '../../../platform/text.ts'
import { exerciseWord, readerNames, readers } from '../model/codes.ts'
import { tlpMeanings, type AlertContent } from '../model/content.ts'
import { kindNames } from '../model/templates.ts'
import { resourceElement, type CapResource } from './cap-resources.ts'
import { safeRing, type Point } from './geometry.ts'
import { element, optional, xmlDocument, type Element } from '../../../platform/xml.ts'

/** A message already issued about the same alert. */
export interface CapReference {
  identifier: string
  sent: Date
}

/** A territory or border point of the event; `outlines` are rings of [lat, lon], largest first. */
export interface CapArea {
  code: string
  name: Text
  outlines: readonly (readonly Point[])[]
  centre: Point | null
}

/** Everything a message says; `addressee` is the institution this copy is for, told to nobody else. */
export interface CapMessage {
  identifier: string
  sender: string
  senderName: string
  sent: Date
  kind: 'Alert' | 'Update' | 'Cancel'
  isExercise: boolean
  content: AlertContent
  offenceName: Text | null
  references: readonly CapReference[]
  areas: readonly CapArea[]
  resources: readonly CapResource[]
  web: string
  note: string | null
  addressee: string
}

// RFC 3066 tags; es-419 is Spanish of Latin America. Left out, CAP would read every text as en-US.
const languageTags: Record<Language, string> = { es: 'es-419', en: 'en' }
const mostRingsPerArea = 3
const circleKm = 25
const borderPointKm = 5

/** A time as CAP writes it: seconds, an explicit offset (-00:00 is UTC), never `Z` nor milliseconds. */
export const capTime = (time: Date): string => `${time.toISOString().slice(0, 19)}-00:00`

/** The CAP 1.2 document. */
export const capDocument = (message: CapMessage): string =>
  xmlDocument([
    'alert',
    { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' },
    [
      element('identifier', message.identifier),
      element('sender', message.sender),
      element('sent', capTime(message.sent)),
      element('status', message.isExercise ? 'Exercise' : 'Actual'),
      element('msgType', message.kind),
      ...handling(message),
      optional('note', message.note),
      optional('references', references(message)),
      ...infos(message),
    ],
  ])

/** How widely a message may travel: TLP read as CAP's three scopes. */
export const capScope = ({ tlp, audience }: AlertContent): 'Public' | 'Restricted' | 'Private' => {
  if (audience.isPublic && tlp === 'clear') return 'Public'
  return tlp === 'red' || tlp === 'amber+strict' ? 'Private' : 'Restricted'
}

const handling = ({ content, addressee }: CapMessage): (Element | undefined)[] => {
  const label = `TLP:${content.tlp.toUpperCase()}`
  const scope = capScope(content)
  return [
    element('scope', scope),
    scope === 'Restricted' ? element('restriction', `${label}. ${say(tlpMeanings[content.tlp], 'es')}.`) : undefined,
    scope === 'Private' ? element('addresses', addressee) : undefined,
    element('code', label),
  ]
}

const references = ({ sender, references: earlier }: CapMessage): string =>
  earlier.map(({ identifier, sent }) => `${sender},${identifier},${capTime(sent)}`).join(' ')

/** Spanish always; English when the alert was also written in English. */
const infos = (message: CapMessage): Element[] => {
  const { title, summary, instructions } = message.content
  const hasEnglish = title.en !== '' && summary.en !== '' && instructions.en !== ''
  return [info(message, 'es'), ...(hasEnglish ? [info(message, 'en')] : [])]
}

const info = (message: CapMessage, language: Language): Element => {
  const { content, sent } = message
  return element('info', [
    element('language', languageTags[language]),
    element('category', 'Security'),
    element('event', say(message.offenceName ?? kindNames[content.kind], language)),
    element('responseType', message.kind === 'Cancel' ? 'AllClear' : 'Prepare'),
    element('urgency', content.urgency),
    element('severity', content.severity),
    element('certainty', content.certainty),
    content.offence === null ? undefined : pair('eventCode', 'SIDMI:offence', content.offence),
    element('effective', capTime(sent)),
    optional('expires', content.expires === null ? null : capTime(new Date(content.expires))),
    element('senderName', message.senderName),
    element('headline', capHeadline(message, language)),
    element('description', say(content.summary, language)),
    element('instruction', capInstruction(content, language)),
    element('web', message.web),
    ...message.resources.map(resourceElement),
    ...message.areas.map((area) => areaElement(area, language)),
  ])
}

/** The title; of an exercise, beginning with the word. */
export const capHeadline = ({ content, isExercise }: Pick<CapMessage, 'content' | 'isExercise'>, language: Language): string =>
  `${isExercise ? `${say(exerciseWord, language)}: ` : ''}${say(content.title, language)}`

/** What everyone is to do, then each reader, a paragraph each. */
const capInstruction = ({ instructions, readers: parts }: AlertContent, language: Language): string => {
  const each = readers.flatMap((reader) => (parts[reader]?.[language].trim() ? [`${say(readerNames[reader], language)}: ${parts[reader][language].trim()}`] : []))
  return [say(instructions, language), ...each].join('\n\n')
}

const pair = (name: string, valueName: string, value: string): Element => element(name, [element('valueName', valueName), element('value', value)])

/** Codes of border points are the catalogue's own, in small letters. */
const geocodeOf = ({ code }: CapArea): string => {
  if (code !== code.toUpperCase()) return 'SIDMI:border-point'
  return code.includes('-') ? 'ISO3166-2' : 'ISO3166-1'
}

const areaElement = (area: CapArea, language: Language): Element => {
  const rings = capRings(area)
  return element('area', [
    element('areaDesc', say(area.name, language)),
    ...rings.map((ring) => element('polygon', ring.map((point) => point.join(',')).join(' '))),
    rings.length === 0 && area.centre ? element('circle', `${area.centre.join(',')} ${geocodeOf(area) === 'SIDMI:border-point' ? borderPointKm : circleKm}`) : undefined,
    pair('geocode', geocodeOf(area), area.code),
  ])
}

/** The closed, simple rings that stand for an area, largest first. */
export const capRings = ({ outlines }: CapArea): Point[][] =>
  outlines
    .slice(0, mostRingsPerArea)
    .map(safeRing)
    .filter((ring) => ring !== undefined)
