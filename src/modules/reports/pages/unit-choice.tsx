// Who shall read it: everybody who can, with the reasons in words; those whose task it is ticked in plain sight.
import type { ReporterLanguage } from '../model/answers.ts'
import type { Competent } from '../rules/routing.ts'
import { first, type Fields } from '../rules/steps.ts'
import { aboutUnit, reasonWords } from '../rules/words.ts'
import { Tick } from './fields.tsx'
import { placeNameIn, wordsOf, type Say } from './words.ts'

interface Choice {
  lang: ReporterLanguage
  fields: Fields
  competent: readonly Competent[]
  say: Say
}

const Unit = ({ each: { unit, isSuggested, reasons }, lang, fields }: { each: Competent } & Choice) => {
  const isOn = first(fields, 'unitsSeen') ? fields.units?.includes(unit.id) ?? false : isSuggested
  const why = reasons.map((reason) => reasonWords(wordsOf(lang), reason, placeNameIn(lang))).join(' ')
  return <Tick type="checkbox" name="units" isOn={isOn} option={{ value: unit.id, label: <strong>{unit.name}</strong>, note: `${aboutUnit(wordsOf(lang), unit)} ${why}` }} />
}

export const UnitChoice = (choice: Choice) => {
  const { competent, say } = choice
  const suggested = competent.filter(({ isSuggested }) => isSuggested)
  const others = competent.filter(({ isSuggested }) => !isSuggested)
  return (
    <>
      <input type="hidden" name="unitsSeen" value="yes" />
      <fieldset className="ticks" id="units">
        <legend className="unseen">{say('unitsTitle')}</legend>
        {suggested.map((each) => <Unit key={each.unit.id} each={each} {...choice} />)}
      </fieldset>
      {others.length > 0 && (
        <fieldset className="ticks">
          <legend>{say('unitsOther')}</legend>
          {others.map((each) => <Unit key={each.unit.id} each={each} {...choice} />)}
        </fieldset>
      )}
      <p className="quiet">{say('consentNever')}</p>
    </>
  )
}
