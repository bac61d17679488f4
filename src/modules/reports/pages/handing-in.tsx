// Handing in for somebody else without scripts: what was pasted is put together and kept as it is; nobody on the way can open it.
import type { Answer, Exchange, Heard } from '../../../platform/module.ts'
import type { System } from '../../../platform/system.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { gather, unpacked, type Carried, type Gathered } from '../rules/carried.ts'
import { CarryPage } from './carry.tsx'
import { answerPage } from './document.tsx'
import { around } from './forms.ts'
import { formIn } from './refused.tsx'
import { dayIn, refusalIn, sayIn, type Say } from './words.ts'

const answerCarry = (system: System, lang: ReporterLanguage, more: { pasted?: string; problem?: string; done?: string; status?: number } = {}): Answer =>
  answerPage({ ...around(system, lang), part: 'carry', ...(more.status !== undefined && { status: more.status }), body: <CarryPage lang={lang} {...more} /> })

export const carryIn = (lang: ReporterLanguage) => ({ system }: Heard): Promise<Exchange> => Promise.resolve({ instead: answerCarry(system, lang) })

const wrongOf = (gathered: Gathered, say: Say): string => {
  if (gathered.isMixed) return say('carryMixed')
  if (gathered.broken.length > 0) return say('carryBroken', { parts: gathered.broken.join(', ') })
  return gathered.missing.length > 0 ? say('carryGot', { n: gathered.have, of: gathered.of, missing: gathered.missing.join(', ') }) : say('carryBad')
}

const carriedIn = ({ envelope }: Gathered): Carried | undefined => {
  if (envelope === undefined) return undefined
  try {
    return unpacked(envelope)
  } catch {
    return undefined
  }
}

export const handInIn = (lang: ReporterLanguage) => formIn(lang, async ({ system, form }) => {
  const say = sayIn(lang)
  const pasted = form.one('carried')
  const gathered = await gather(pasted)
  const report = carriedIn(gathered)
  if (!report) return { instead: answerCarry(system, lang, { pasted, problem: wrongOf(gathered, say), status: 400 }) }
  return {
    input: { ...report, files: [] },
    answer: ({ day }: { day: string }) => answerCarry(system, lang, { done: say('carryDone', { day: dayIn(lang)(day) }) }),
    refuse: (problem) => answerCarry(system, lang, { pasted, status: problem.status, problem: say('sendRefused', { why: refusalIn(lang)(problem) }) }),
  }
})
