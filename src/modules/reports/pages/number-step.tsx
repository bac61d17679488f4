// The last page before sending: the number to write down, a decoy for who wants one, who will read it; and files, where no program seals them before.
import { shownReceipt } from '../../../platform/seal/receipt.ts'
import type { Asked } from './questions.tsx'
import { Line, Tick } from './fields.tsx'
import { first, saysNothing } from '../rules/steps.ts'
import { PlainFiles } from './plain-files.tsx'
import type { Say } from './words.ts'

const Readers = ({ competent, fields, say }: Pick<Asked, 'competent' | 'fields'> & { say: Say }) => {
  const chosen = competent.filter(({ unit }) => fields.units?.includes(unit.id))
  return (
    <ul id="readers">
      {chosen.map(({ unit }) => <li key={unit.id}>{unit.name}</li>)}
      {chosen.length === 0 && <li>{say('chosenNone')}</li>}
    </ul>
  )
}

export const NumberStep = ({ numbers, fields, competent, isForProgram, say }: Asked & { say: Say }) => (
  <>
    <p className="receipt" id="receipt">{numbers && shownReceipt(numbers.receipt)}</p>
    <p>{say('numberWhen')}</p>
    {numbers && Object.entries(numbers).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
    <details className="folded">
      <summary>{say('decoyAsk')}</summary>
      <p>{say('decoyWhy')}</p>
      <Tick type="checkbox" name="decoy" isOn={first(fields, 'decoy') === 'yes'} option={{ value: 'yes', label: say('decoyAsk') }} />
      <Line name="decoyOwn" label={say('decoyOwn')} fields={fields} />
      <Line name="decoyOwnAnswer" label={say('decoyOwnAnswer')} fields={fields} />
      <p>{say('decoyNumber')}: <strong className="receipt-small" id="decoy-receipt">{numbers && shownReceipt(numbers.decoyReceipt)}</strong></p>
    </details>
    <p className="notice" id="nothing-told" hidden={!saysNothing(fields)}>{say('reviewNothing')}</p>
    <h2>{say('reviewTo')}</h2>
    <Readers competent={competent} fields={fields} say={say} />
    {!isForProgram && <PlainFiles label={say('filesTitle')} say={say} />}
  </>
)
