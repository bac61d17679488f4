// The page that says it arrived, and shows the number for the last time.
import { shownReceipt } from '../../../platform/seal/receipt.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { dayIn, sayIn } from './words.ts'

interface Sent {
  lang: ReporterLanguage
  day: string
  receipt: string
  decoy?: string | undefined
  /** Something was there already under this number, and stayed as it was. */
  isRepeated: boolean
}

export const SentPage = ({ lang, day, receipt, decoy, isRepeated }: Sent) => {
  const say = sayIn(lang)
  return (
    <>
      <h1 tabIndex={-1}>{say('sentTitle')}</h1>
      <p className="lead" role="status">{say('sentDay', { day: dayIn(lang)(day) })}</p>
      {isRepeated && <p className="notice">{say('repeated', { day: dayIn(lang)(day) })}</p>}
      <p>{say('sentNumber')}</p>
      <p className="receipt">{shownReceipt(receipt)}</p>
      {decoy && <p>{say('decoyNumber')}: <strong className="receipt-small">{shownReceipt(decoy)}</strong></p>}
      <p>{say('sentThen')}</p>
    </>
  )
}
