// Address → page, in five languages; the bare addresses answer in the language the reader's browser asks for.
import type { Route } from '../../../platform/module.ts'
import { guideReporter } from '../actions/guide.ts'
import { addToReport, changeConsents, openReport, sendReport, withdrawReport } from '../actions/sending.ts'
import { reporterLanguages, type ReporterLanguage } from '../model/answers.ts'
import { addIn, backIn, consentIn, openIn, withdrawIn } from './coming-back.tsx'
import { answerPage } from './document.tsx'
import { around } from './forms.ts'
import { carryIn, handInIn } from './handing-in.tsx'
import { mostPlainBytes } from './plain-files.tsx'
import { CheckPage, ReachPage } from './reach.tsx'
import { refuseIn } from './refused.tsx'
import { continueIn, sendIn, startIn } from './reporting.tsx'
import { programList, securityText, worker } from './well-known.ts'
import { askedLanguage } from './words.ts'

type Form = NonNullable<Route['form']>

const reachIn = (lang: ReporterLanguage): Form => ({ system }) =>
  Promise.resolve({ instead: answerPage({ ...around(system, lang), body: <ReachPage lang={lang} contact={system.node.config.securityContact} /> }) })

const checkIn = (lang: ReporterLanguage): Form => ({ system }) => Promise.resolve({ instead: answerPage({ ...around(system, lang), body: <CheckPage lang={lang} /> }) })

/** Answers of all questions, the longest among them in letters of three bytes, each byte escaped as three. */
const answersBytes = 2 * 1024 ** 2
const act = guideReporter

const pagesIn: readonly { path: string; form: (lang: ReporterLanguage) => Form }[] = [
  { path: '/report', form: startIn },
  { path: '/report/back', form: backIn },
  { path: '/report/carry', form: carryIn },
  { path: '/report/reach', form: reachIn },
  { path: '/report/check', form: checkIn },
]

const formsIn = (lang: ReporterLanguage): Omit<Route, 'refuse'>[] => [
  { method: 'POST', path: `/${lang}/report`, act, bodyInMemory: answersBytes, form: continueIn(lang) },
  { method: 'POST', path: `/${lang}/report/sent`, act: sendReport, bodyInMemory: mostPlainBytes + answersBytes, form: sendIn(lang) },
  { method: 'POST', path: `/${lang}/report/back`, act: openReport, bodyInMemory: answersBytes, form: openIn(lang) },
  { method: 'POST', path: `/${lang}/report/back/add`, act: addToReport, bodyInMemory: mostPlainBytes + answersBytes, form: addIn(lang) },
  { method: 'POST', path: `/${lang}/report/back/consent`, act: changeConsents, bodyInMemory: answersBytes, form: consentIn(lang) },
  { method: 'POST', path: `/${lang}/report/back/withdraw`, act: withdrawReport, bodyInMemory: answersBytes, form: withdrawIn(lang) },
  { method: 'POST', path: `/${lang}/report/carry`, act: sendReport, bodyInMemory: answersBytes, form: handInIn(lang) },
]

const pagesFor = (lang: ReporterLanguage): Route[] =>
  [...pagesIn.map(({ path, form }) => ({ method: 'GET' as const, path: `/${lang}${path}`, act, form: form(lang) })), ...formsIn(lang)].map((route) => ({ ...route, refuse: refuseIn(lang) }))

/** Every page of reporting. */
export const pageRoutes: readonly Route[] = [
  ...pagesIn.map(({ path, form }): Route => ({ method: 'GET', path, act, form: (heard) => form(askedLanguage(heard.request.headers['accept-language']))(heard) })),
  ...reporterLanguages.flatMap(pagesFor),
  { method: 'GET', path: '/.well-known/security.txt', act, form: securityText },
  { method: 'GET', path: '/.well-known/sidmi-script.json', act, form: programList },
  { method: 'GET', path: '/report-worker.js', act, form: worker },
]
