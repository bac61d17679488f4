// Address → act: JSON for people, OpenRosa 1.0 for devices (its addresses are those ODK Collect and Kobo make themselves).
import type { FastifyRequest } from 'fastify'
import type { Answer, Dialect, Route } from '../../platform/module.ts'
import type { Problem } from '../../platform/problem.ts'
import type { System } from '../../platform/system.ts'
import { preferredLanguage, say, type Text } from '../../platform/text.ts'
import type { DeliveredFigures } from '../rounds/model/figure-form.ts'
import { enrolDevice, identifyDevice, listDevices, revokeDevice } from './actions/devices.ts'
import { figureFormXml, formsWithFigures, receiveFigures } from './actions/figure-forms.ts'
import { countVictims } from './actions/figures.ts'
import { addForm, listForms, prepareSubmission, readForm, removeForm, submitForm } from './actions/forms.ts'
import { exportVictims, importVictims, listIntakes, listVictims, withdrawIntake } from './actions/victims.ts'
import { fileLimitBytes, formLimitBytes, submissionLimitBytes, type FormView, type Submitted } from './model/acts.ts'
import type { ListedForm } from './rules/forms.ts'
import { formListXml, responseXml } from './rules/openrosa.ts'

const xml = 'text/xml; charset=utf-8'
const headers = { 'x-openrosa-version': '1.0', 'x-openrosa-accept-content-length': String(submissionLimitBytes) }
const challenge = { 'www-authenticate': 'Basic realm="SIDMI", charset="UTF-8"' }

type Attempt = Parameters<NonNullable<Dialect['instead']>>[0]

const identify = (request: FastifyRequest, system: System) =>
  identifyDevice(system, request.headers.authorization, preferredLanguage(request.headers['accept-language']))

const refuse: Dialect['refuse'] = (problem: Problem, language): Answer => ({
  status: problem.status, mediaType: xml, text: responseXml('submit_error', say(problem.text, language)),
  headers: problem.status === 401 ? { ...headers, ...challenge } : headers,
})

const spoken = (answer: Pick<Answer, 'text'> & Partial<Answer>): Answer => ({ status: 200, mediaType: xml, ...answer, headers: { ...headers, ...answer.headers } })

const speaks = <O>(answer: (output: O, system: System) => Pick<Answer, 'text'> & Partial<Answer>): Dialect => ({
  identify, refuse, answer: (output: O, system) => spoken(answer(output, system)),
})

/** The same, but what is a matter of figures is answered by the acts of the round. */
const speaksOfFigures = <O>(dialect: Dialect, figures: (attempt: Attempt, system: System) => Promise<O | undefined>, say: (found: O, system: System) => Parameters<typeof spoken>[0]): Dialect => ({
  ...dialect,
  instead: async (attempt, system) => {
    const found = await figures(attempt, system)
    return found === undefined ? undefined : spoken(say(found, system))
  },
})

const addressOf = ({ node }: System) => (id: string): string => `${node.publicUrl}/openrosa/forms/${encodeURIComponent(id)}`

const thanks = ({ kept, left, notCoded }: Submitted): Text => ({
  es: `Recibido: ${String(kept)} respuestas codificadas. Quedaron fuera ${String(left)} que podían identificar y ${String(notCoded)} que no eran códigos de la norma.`,
  en: `Received: ${String(kept)} coded answers. Left outside: ${String(left)} that could identify and ${String(notCoded)} that were not codes of the standard.`,
})

/** Both languages: a phone does not say which its person reads. */
const success = (text: Text): string => responseXml('submit_success', `${text.es}\n${text.en}`)

const delivered = ({ id, isNew }: DeliveredFigures): Text => (isNew
  ? { es: `Entrega recibida. Su recibo: ${id}. Lo que resulte se ve en Entregas.`, en: `Delivery received. Your receipt: ${id}. What comes of it is shown in Deliveries.` }
  : { es: `Ya se había recibido; nada se duplicó. Su recibo: ${id}.`, en: `It had been received before; nothing was doubled. Your receipt: ${id}.` })

const listed = (forms: readonly ListedForm[], system: System) => ({ text: formListXml(forms, addressOf(system)) })
const list = speaksOfFigures(
  speaks<{ items: FormView[] }>(({ items }, system) => listed(items, system)),
  ({ actor }, system) => formsWithFigures(system, actor), listed,
)
const blank = speaksOfFigures(
  speaks<{ xml: string }>((form) => ({ text: form.xml })),
  ({ actor, input }, system) => figureFormXml(system, actor, String(input['id'])), (text) => ({ text }),
)
const before = speaks<object>((_output, { node }) => ({ text: '', status: 204, headers: { location: `${node.publicUrl}/openrosa/submission` } }))
/** 201 for a new form, 202 for one that had been received before. */
const after = speaksOfFigures(
  speaks<Submitted>((output) => ({ status: output.isNew ? 201 : 202, text: success(thanks(output)) })),
  ({ actor, input }, system) => receiveFigures(system, actor, { body: input['body'], contentType: input['contentType'] }),
  (figures) => ({ status: figures.isNew ? 201 : 202, text: success(delivered(figures)) }),
)

const contentType = (request: FastifyRequest): Record<string, unknown> => ({ contentType: request.headers['content-type'] })

export const routes: readonly Route[] = [
  { method: 'POST', path: '/api/victims/intakes', act: importVictims, status: 201, bodyInMemory: fileLimitBytes, perMinute: 30 },
  { method: 'GET', path: '/api/victims/intakes', act: listIntakes },
  { method: 'DELETE', path: '/api/victims/intakes/:id', act: withdrawIntake },
  { method: 'GET', path: '/api/victims', act: listVictims },
  { method: 'GET', path: '/api/victims/figures', act: countVictims },
  { method: 'GET', path: '/api/victims/file', act: exportVictims },
  { method: 'GET', path: '/api/forms', act: listForms },
  { method: 'GET', path: '/api/forms/:id', act: readForm },
  { method: 'POST', path: '/api/forms', act: addForm, status: 201, bodyInMemory: formLimitBytes },
  { method: 'DELETE', path: '/api/forms/:id', act: removeForm },
  { method: 'GET', path: '/api/devices', act: listDevices },
  { method: 'POST', path: '/api/devices', act: enrolDevice, status: 201 },
  { method: 'POST', path: '/api/devices/:id/revocation', act: revokeDevice },
  { method: 'GET', path: '/openrosa/formList', act: listForms, dialect: list, perMinute: 60 },
  { method: 'GET', path: '/openrosa/forms/:id', act: readForm, dialect: blank, perMinute: 60 },
  { method: 'GET', path: '/openrosa/submission', act: prepareSubmission, dialect: before, perMinute: 120 },
  { method: 'POST', path: '/openrosa/submission', act: submitForm, dialect: after, bodyInMemory: submissionLimitBytes, also: contentType, perMinute: 120 },
]
