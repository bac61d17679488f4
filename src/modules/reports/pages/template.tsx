// All questions at once, drawn beside the first page for its program: what follows happens in the page, and nothing of it is sent before it is sealed.
import type { ReporterLanguage } from '../model/answers.ts'
import { stepFields, type Step } from '../rules/steps.ts'
import { QuestionPage } from './questions.tsx'
import { programs } from './script.ts'
import { sayIn } from './words.ts'

const Buttons = ({ lang }: { lang: ReporterLanguage }) => {
  const say = sayIn(lang)
  return (
    <>
      <p className="buttons">
        <button className="button" type="submit" id="next">{say('next')}</button>
        <button className="button button-quiet" type="button" id="skip">{say('skip')}</button>
        <button className="button button-quiet" type="button" id="previous">{say('back')}</button>
      </p>
      <p role="status" id="said" />
      <progress id="progress" max={1} value={0} aria-label={say('sendingText')} hidden />
      <div id="other-ways" hidden />
      <p className="quiet" id="close-warn">{say('closeWarn')}</p>
    </>
  )
}

export const StepsTemplate = ({ lang }: { lang: ReporterLanguage }) =>
  programs && (
    <template id="steps">
      <form autoComplete="off" id="answers">
        {(Object.keys(stepFields) as Step[]).map((step) => <QuestionPage key={step} step={step} lang={lang} fields={{}} competent={[]} isForProgram />)}
        <Buttons lang={lang} />
      </form>
    </template>
  )
