// The page that says it arrived, and shows the number for the last time.
import { shownReceipt } from '../../../platform/seal/receipt.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { AsTheyWere } from './plain-files.tsx'
import { dayIn, sayIn } from './words.ts'

interface Sent {
  lang: ReporterLanguage
  day: string
  receipt: string
  /** The second number, when one was asked for. */
  decoy?: string | undefined
  /** It leads somewhere: what was there already under this number may have come without it. */
  hasDecoy: boolean
  /** Something was there already under this number, and stayed as it was. */
  isRepeated: boolean
  /** Names of files that could not be cleaned. */
  asIs: readonly string[]
}

export const SentPage = ({ lang, day, receipt, decoy, hasDecoy, isRepeated, asIs }: Sent) => {
  const say = sayIn(lang)
  return (
    <>
      <h1 tabIndex={-1}>{say('sentTitle')}</h1>
      <p className="lead" role="status">{say('sentDay', { day: dayIn(lang)(day) })}</p>
      {isRepeated && <p className="notice">{say('repeated', { day: dayIn(lang)(day) })}</p>}
      <p>{say('sentNumber')}</p>
      <p className="receipt">{shownReceipt(receipt)}</p>
      <p>{say('sentThen')}</p>
      {decoy && hasDecoy && <p>{say('decoyNumber')}: <strong className="receipt-small">{shownReceipt(decoy)}</strong></p>}
      {decoy && !hasDecoy && <p className="notice">{say('decoyNone')}</p>}
      <AsTheyWere names={asIs} say={say} />
    </>
  )
}
