// Reporting without scripts: each page brings back all answers given so far, nothing is kept on the server until the last one is sealed.
import { randomUUID } from 'node:crypto'
import { newReceipt } from '../../../platform/seal/receipt.ts'
import type { Answer, Exchange, Heard } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { perform } from '../../../platform/perform.ts'
import { platformProblems } from '../../../platform/problems.ts'
import type { System } from '../../../platform/system.ts'
import type { PublicUnit } from '../../units/model.ts'
import { inTurn } from '../actions/few.ts'
import { admit, beforeSending } from '../actions/gate.ts'
import { guideReporter } from '../actions/guide.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { reportProblems } from '../problems.ts'
import { mostUnits, route, type Competent } from '../rules/routing.ts'
import { factsOf, first, isStep, stepBeside, stepsFor, without, type Fields, type Step } from '../rules/steps.ts'
import { sealOnArrival } from './arrival.ts'
import { answerPage } from './document.tsx'
import { Unremembered } from './fields.tsx'
import { around, type Form } from './forms.ts'
import { QuestionPage } from './questions.tsx'
import { formIn, refuseIn } from './refused.tsx'
import { SentPage } from './sent.tsx'
import { StartPage } from './start.tsx'
import { StepsTemplate } from './template.tsx'
import { hasTerritories, refusalIn, sayIn } from './words.ts'

interface Units {
  units: PublicUnit[]
}

const asking = { hasTerritories, hasScript: false }

interface Place {
  lang: ReporterLanguage
  step: Step
  fields: Fields
  units: readonly PublicUnit[]
  problem?: string
  status?: number
}

const Carried = ({ fields, step }: { fields: Fields; step: Step }) => (
  <>{Object.entries(without(fields, step)).flatMap(([name, values]) => values.map((value, index) => <input key={`${name} ${String(index)}`} type="hidden" name={name} value={value} />))}</>
)

/** The numbers stay the same however often the page is drawn: what is sent twice arrives once. */
const numbersOf = (fields: Fields) => ({
  id: first(fields, 'id') ?? randomUUID(), receipt: first(fields, 'receipt') ?? newReceipt(), decoyReceipt: first(fields, 'decoyReceipt') ?? newReceipt(),
})

const StepForm = ({ lang, step, fields, competent, problem }: Omit<Place, 'units'> & { competent: readonly Competent[] }) => {
  const say = sayIn(lang)
  const steps = stepsFor(fields, asking)
  const isLast = step === 'number'
  const here = `/${lang}/report`
  return (
    <form method="post" action={isLast ? `${here}/sent` : here} encType={isLast ? 'multipart/form-data' : undefined} autoComplete="off" id="answers">
      <input type="hidden" name="at" value={step} />
      <Carried fields={fields} step={step} />
      <Unremembered />
      <QuestionPage
        step={step} place={{ n: steps.indexOf(step) + 1, of: steps.length }} lang={lang} fields={fields} competent={competent} isForProgram={false}
        {...(isLast && { numbers: numbersOf(fields) })} {...(problem !== undefined && { problem })}
      />
      <p className="buttons">
        <button className="button" type="submit" name="go" value="next">{say(isLast ? 'send' : 'next')}</button>
        {!isLast && step !== 'units' && <button className="button button-quiet" type="submit" name="go" value="skip">{say('skip')}</button>}
        <button className="button button-quiet" type="submit" name="go" value="back" formAction={here}>{say('back')}</button>
      </p>
      <p className="quiet">{say('closeWarn')}</p>
    </form>
  )
}

const answerStep = (system: System, { units, status, ...place }: Place): Answer =>
  answerPage({
    ...around(system, place.lang), part: 'report', ...(status !== undefined && { status }),
    body: <StepForm {...place} competent={route(units, factsOf(place.fields))} />,
  })

const answerStart = (system: System, lang: ReporterLanguage, { units }: Units): Answer =>
  answerPage({
    ...around(system, lang), part: 'report',
    body: <><StartPage lang={lang} canReceive={units.length > 0} />{units.length > 0 && <StepsTemplate lang={lang} />}</>,
  })

/** The first page. */
export const startIn = (lang: ReporterLanguage) => ({ system }: Heard): Promise<Exchange> =>
  Promise.resolve({ input: {}, answer: (output: Units) => answerStart(system, lang, output), refuse: (problem) => refuseIn(lang)(problem, system) })

/** What is wrong with the answer on this page, before going on. */
const wrongAt = (step: Step, fields: Fields): 'unitsNone' | 'unitsMost' | undefined => {
  if (step !== 'units') return undefined
  const count = fields.units?.length ?? 0
  if (count === 0) return 'unitsNone'
  return count > mostUnits ? 'unitsMost' : undefined
}

interface Going {
  /** Undefined: back on the first page. */
  step: Step | undefined
  fields: Fields
  wrong?: 'unitsNone' | 'unitsMost' | undefined
}

const went = ({ one, fields }: Form): Going => {
  const at = one('at')
  const go = one('go')
  if (!isStep(at) || go === 'start') return { step: stepsFor(fields, asking)[0], fields }
  const kept = go === 'skip' ? without(fields, at) : fields
  const wrong = go === 'next' ? wrongAt(at, kept) : undefined
  if (wrong) return { step: at, fields: kept, wrong }
  return { step: stepBeside(stepsFor(kept, asking), at, go === 'back' ? -1 : 1), fields: kept }
}

/** One page of answers came; the next question goes out, or the same one again with what must be shortened. */
export const continueIn = (lang: ReporterLanguage) => formIn(lang, async ({ system, form }) => {
  const { step, fields, wrong } = went(form)
  const at = form.one('at')
  const tooLong = form.isCut && isStep(at) ? { step: at, problem: refusalIn(lang)(overlong), status: overlong.status } : undefined
  return {
    input: {},
    refuse: (problem) => refuseIn(lang)(problem, system),
    answer: ({ units }: Units) => (step === undefined || units.length === 0
      ? answerStart(system, lang, { units })
      : answerStep(system, { lang, step, fields, units, ...(wrong && { problem: sayIn(lang)(wrong) }), ...tooLong })),
  }
})

const overlong = platformProblems.tooLarge({ limit: '' })

/** Said of a unit that was chosen and is not offered any more: the others do not get it alone. */
const gone = reportProblems.unknownKey()

const chosenFrom = (units: readonly PublicUnit[], fields: Fields): PublicUnit[] => units.filter(({ id }) => fields.units?.includes(id))

/** Refused for good under these numbers: the page is drawn with new ones, which the person must write down. */
const asRefused = (lang: ReporterLanguage, fields: Fields, problem: Problem): { fields: Fields; why: string } => {
  const say = sayIn(lang)
  const why = say('sendRefused', { why: refusalIn(lang)(problem) })
  if (problem.code !== 'report.taken') return { fields, why }
  const { id: _id, receipt: _receipt, decoyReceipt: _decoyReceipt, ...others } = fields
  return { fields: others, why: `${why} ${say('numberNew')}` }
}

/** The report as a whole: sealed here, in memory and in its turn, then kept by the same act as any other. What goes wrong on the way draws the answers again. */
export const sendIn = (lang: ReporterLanguage) => formIn(lang, async ({ system, form }) => {
  const { units } = await perform(system, guideReporter, { actor: system.anonymous, input: {} })
  const again = (step: Step, problem: string, status: number, fields = form.fields): Answer => answerStep(system, { lang, step, fields, units, problem, status })
  const refused = (problem: Problem): Answer => {
    const { fields, why } = asRefused(lang, form.fields, problem)
    return again('number', why, problem.status, fields)
  }
  const chosen = chosenFrom(units, form.fields)
  if (chosen.length < new Set(form.fields.units).size) return { instead: again('units', refusalIn(lang)(gone), gone.status) }
  if (chosen.length === 0 || chosen.length > mostUnits) return { instead: again('units', sayIn(lang)(chosen.length === 0 ? 'unitsNone' : 'unitsMost'), 400) }
  if (form.isCut) return { instead: refused(overlong) }
  const numbers = numbersOf(form.fields)
  try {
    await beforeSending({})
    const { sealed, asIs } = await inTurn(() => sealOnArrival(system, { lang, form, units: chosen, numbers }))
    admit(sealed.id)
    const decoy = first(form.fields, 'decoy') ? numbers.decoyReceipt : undefined
    return {
      input: sealed,
      answer: (sent: { day: string; isRepeated: boolean; hasDecoy: boolean }) =>
        answerPage({ ...around(system, lang), body: <SentPage lang={lang} {...sent} asIs={asIs} receipt={numbers.receipt} decoy={decoy} /> }),
      refuse: refused,
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { instead: refused(error) }
  }
})
