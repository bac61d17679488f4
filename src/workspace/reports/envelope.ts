// Holds the open envelope of a report against what was sealed inside: whoever carried or kept it may have changed whom to answer, or what was agreed to.
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import type { Said } from './plaintext.ts'

type Envelope = Pick<ReportView, 'reader' | 'consents'>
/** What stands inside; reports sealed before these were kept there have neither. */
export type Inner = Pick<Said, 'reader' | 'consents'>

interface Checked {
  /** The answer would go to another key than the person's: there must be none. */
  isReaderOther: boolean
  /** Only what both agree to. */
  consents: Envelope['consents']
  areConsentsOther: boolean
  /** The node would count what is coded though the person said no when sealing. */
  wouldBeCounted: boolean
}

/** What may be done with the report, by the stricter of the two. */
export const checkEnvelope = ({ reader, consents: open }: Envelope, { reader: recipient, consents: sealed }: Inner): Checked => {
  const isReaderOther = recipient !== undefined && recipient !== reader.recipient
  if (!sealed) return { isReaderOther, consents: open, areConsentsOther: false, wouldBeCounted: false }
  const consents = { contact: open.contact && sealed.contact, count: open.count && sealed.count, passOn: open.passOn.filter((kind) => sealed.passOn.includes(kind)) }
  const sameKinds = open.passOn.length === consents.passOn.length && sealed.passOn.length === consents.passOn.length
  const areConsentsOther = open.contact !== sealed.contact || open.count !== sealed.count || !sameKinds
  return { isReaderOther, consents, areConsentsOther, wouldBeCounted: open.count && !sealed.count }
}
