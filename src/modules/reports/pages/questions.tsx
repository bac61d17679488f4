// The questions of a report, one a page: the same markup drawn by the server step by step and, all at once, for the program of the page.
import type { ReactNode } from 'react'
import { aboutWhoCodes, whatCodes, whenCodes, type ReporterLanguage } from '../model/answers.ts'
import type { Competent } from '../rules/routing.ts'
import { first, longest, passOnKinds, type Fields, type Step } from '../rules/steps.ts'
import { Line, Options, Paragraph, Choose } from './fields.tsx'
import { CallNumbers } from './numbers.tsx'
import { NumberStep } from './number-step.tsx'
import { UnitChoice } from './unit-choice.tsx'
import { countriesIn, nationalitiesIn, sayIn, territoriesIn, type Say, type WordKey } from './words.ts'

export interface Asked {
  lang: ReporterLanguage
  fields: Fields
  /** Everybody who can receive, as routing puts them; empty where the program draws them. */
  competent: readonly Competent[]
  /** Drawn for the program: it fills in what only it knows. */
  isForProgram: boolean
  /** The receipts and the report's id, made before anything is sent. */
  numbers?: { id: string; receipt: string; decoyReceipt: string }
  /** What is wrong with the answer, beside the question. */
  problem?: string
}

interface Shown extends Asked {
  say: Say
}

const yesNo = (say: Say) => [{ value: 'yes', label: say('yes') }, { value: 'no', label: say('no') }, { value: 'unknown', label: say('dontKnow') }]

const Danger = ({ lang, say, fields }: Shown) => (
  <>
    <p className="notice">{say('dangerCall')}</p>
    <CallNumbers lang={lang} />
    <Options type="radio" name="danger" label={say('dangerTitle')} isLabelUnseen fields={fields} options={yesNo(say)} />
  </>
)

const What = ({ say, fields }: Shown) => (
  <Options type="checkbox" name="what" label={say('whatTitle')} isLabelUnseen fields={fields} options={whatCodes.map((code) => ({ value: code, label: say(`what.${code}`) }))} />
)

const Where = ({ lang, say, fields }: Shown) => (
  <>
    <Choose name="country" label={say('country')} fields={fields} none={say('choose')} places={countriesIn(lang)} />
    <Line name="place" label={say('place')} hint={say('placeHint')} fields={fields} />
  </>
)

const Territory = ({ lang, say, fields, isForProgram }: Shown) => {
  const groups = isForProgram ? countriesIn(lang).map(({ code }) => ({ code, places: territoriesIn(code, lang) })).filter(({ places }) => places.length > 0) : []
  const places = isForProgram ? [] : territoriesIn(first(fields, 'country') ?? '', lang)
  return <Choose name="territory" label={say('territory')} fields={fields} none={say('choose')} places={places} groups={groups} />
}

const When = ({ say, fields }: Shown) => (
  <>
    <Options type="radio" name="when" label={say('whenTitle')} isLabelUnseen fields={fields} options={whenCodes.map((code) => ({ value: code, label: say(`when.${code}`) }))} />
    <Line name="whenWords" label={say('whenWords')} fields={fields} />
  </>
)

const Tell = ({ say, fields }: Shown) => <Paragraph name="text" label={say('tell')} fields={fields} rows={9} most={longest.text} />
const Who = ({ say, fields }: Shown) => <Paragraph name="who" label={say('whoDid')} fields={fields} rows={4} most={longest.other} />

/** Only where a program can seal files as they are chosen; it makes what works here. */
const Files = ({ say }: Shown) => (
  <>
    <p className="quiet">{say('voiceCan')}</p>
    <p className="buttons">
      <button type="button" className="button button-quiet" id="voice">{say('voiceStart')}</button>
      <label className="button button-quiet" htmlFor="choose-files">{say('filesAdd')}</label>
      <input type="file" multiple id="choose-files" className="unseen" autoComplete="off" />
    </p>
    <p role="status" id="files-said" />
    <ul className="file-list" id="file-list" />
  </>
)

const About = ({ say, fields }: Shown) => (
  <>
    <Options type="radio" name="aboutWho" label={say('aboutTitle')} isLabelUnseen fields={fields} options={aboutWhoCodes.map((code) => ({ value: code, label: say(`aboutWho.${code}`) }))} />
    <Options type="radio" name="age" label={say('ageTitle')} fields={fields} options={yesNo(say)} />
  </>
)

const Consulate = ({ lang, say, fields }: Shown) => <Choose name="nationality" label={say('nationality')} fields={fields} none={say('choose')} places={nationalitiesIn(lang)} />

const Contact = ({ say, fields }: Shown) => (
  <>
    <Paragraph name="contact" label={say('contact')} fields={fields} rows={3} most={longest.other} />
    <Options type="checkbox" name="consentContact" label={say('contactTitle')} isLabelUnseen fields={fields} options={[{ value: 'yes', label: say('consentContact') }]} />
  </>
)

/** Also drawn where somebody comes back to change them. */
export const Consents = ({ say, fields }: Pick<Shown, 'say' | 'fields'>) => (
  <>
    <Options type="checkbox" name="consentCount" label={say('consentTitle')} isLabelUnseen fields={fields} options={[{ value: 'yes', label: say('consentCount') }]} />
    <Options type="checkbox" name="passOn" label={say('consentPass')} fields={fields} options={passOnKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))} />
    <p className="quiet">{say('consentNever')}</p>
  </>
)

interface Question {
  title: WordKey
  hint?: WordKey
  view: (shown: Shown) => ReactNode
}

const questions: Record<Step, Question> = {
  danger: { title: 'dangerTitle', view: Danger },
  what: { title: 'whatTitle', hint: 'whatHint', view: What },
  where: { title: 'whereTitle', hint: 'whereHint', view: Where },
  territory: { title: 'territoryTitle', view: Territory },
  when: { title: 'whenTitle', view: When },
  tell: { title: 'tellTitle', hint: 'tellHint', view: Tell },
  who: { title: 'whoDidTitle', hint: 'whoDidHint', view: Who },
  files: { title: 'filesTitle', hint: 'filesHint', view: Files },
  about: { title: 'aboutTitle', view: About },
  consulate: { title: 'consulateTitle', hint: 'consulateHint', view: Consulate },
  contact: { title: 'contactTitle', hint: 'contactHint', view: Contact },
  units: { title: 'unitsTitle', hint: 'unitsHint', view: UnitChoice },
  consent: { title: 'consentTitle', hint: 'consentHint', view: Consents },
  number: { title: 'numberTitle', hint: 'numberWhy', view: NumberStep },
}

/** One question: its title, what it is asked for, what is asked. */
export const QuestionPage = ({ step, place, ...asked }: Asked & { step: Step; place?: { n: number; of: number } }) => {
  const say = sayIn(asked.lang)
  const { title, hint, view: View } = questions[step]
  const isFirstOptional = step !== 'number' && step !== 'units'
  return (
    <section data-step={step} className="question" aria-labelledby={`title-${step}`}>
      <p className="quiet" data-place>{place && say('of', place)}</p>
      <h1 id={`title-${step}`} tabIndex={-1}>{say(title)}</h1>
      {hint && <p>{say(hint)}</p>}
      {asked.problem && <p className="went-wrong" role="alert">{asked.problem}</p>}
      <View {...asked} say={say} />
      {isFirstOptional && <p className="quiet">{say('mayLeave')}</p>}
    </section>
  )
}
