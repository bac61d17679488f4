// The public alerts as an Atom feed (RFC 4287) whose entries carry the CAP summary and the area for maps (GeoRSS).
import { say, type Language } from '../../../platform/text.ts'
import { capHeadline, capRings, capTime, type CapMessage } from './cap.ts'
import { element, xmlDocument, type Element } from '../../../platform/xml.ts'

/** One public message; `issued` is when its alert was first published, `capUrl` the address of its CAP document. */
export interface AtomEntry {
  message: CapMessage
  issued: Date
  capUrl: string
}

export interface AtomFeed {
  url: string
  home: string
  publisher: string
  language: Language
  /** Newest first. */
  entries: readonly AtomEntry[]
}

const feedTitle = { es: 'Alertas públicas del SIDMI', en: 'Public alerts of SIDMI' }
// Before the first public alert the feed has no news; a fixed date keeps it identical between readings.
const beforeAnyNews = new Date('2026-01-01T00:00:00Z')

/** The Atom document. */
export const atomDocument = (feed: AtomFeed): string =>
  xmlDocument([
    'feed',
    {
      xmlns: 'http://www.w3.org/2005/Atom',
      'xmlns:cap': 'urn:oasis:names:tc:emergency:cap:1.2',
      'xmlns:georss': 'http://www.georss.org/georss',
      'xml:lang': feed.language,
    },
    [
      element('id', feed.url),
      element('title', say(feedTitle, feed.language)),
      element('updated', atomTime(feed.entries[0]?.message.sent ?? beforeAnyNews)),
      element('author', [element('name', feed.publisher)]),
      ['link', { rel: 'self', type: 'application/atom+xml', href: feed.url }, ''],
      ['link', { rel: 'alternate', type: 'text/html', href: feed.home }, ''],
      ...feed.entries.map((entry) => entryElement(entry, feed.language)),
    ],
  ])

const atomTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`

const entryElement = ({ message, issued, capUrl }: AtomEntry, language: Language): Element => {
  const { content, areas } = message
  return element('entry', [
    element('id', message.identifier),
    element('title', capHeadline(message, language)),
    element('updated', atomTime(message.sent)),
    element('published', atomTime(issued)),
    element('author', [element('name', message.senderName)]),
    ['link', { rel: 'alternate', type: 'application/cap+xml', href: capUrl }, ''],
    ['link', { rel: 'alternate', type: 'text/html', href: message.web }, ''],
    element('summary', say(content.summary, language)),
    ['category', { term: 'Security' }, ''],
    element('cap:status', message.isExercise ? 'Exercise' : 'Actual'),
    element('cap:msgType', message.kind),
    element('cap:urgency', content.urgency),
    element('cap:severity', content.severity),
    element('cap:certainty', content.certainty),
    content.expires === null ? undefined : element('cap:expires', capTime(new Date(content.expires))),
    element('cap:areaDesc', areas.map((area) => say(area.name, language)).join(', ')),
    ...areas.flatMap(capRings).map((ring) => element('georss:polygon', ring.map((point) => point.join(' ')).join(' '))),
  ])
}
