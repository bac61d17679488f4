// The acts on field forms: the blank ones a device may fetch, and the filled ones it sends.
import { action } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import { isFigureFormId } from '../../rounds/model/figure-form.ts'
import { ByFormId, Done, FormList, FormText, FormView, NewForm, Submission, Submitted } from '../model/acts.ts'
import { formProblems } from '../problems.ts'
import { keptFieldOf } from '../rules/content.ts'
import { doorFor } from '../rules/door.ts'
import { fingerprint, readBlank, readFilled, type FilledForm } from '../rules/forms.ts'
import { ownForm, ownFormId } from '../rules/own-form.ts'
import { noteSent } from '../store/devices.ts'
import { keepForm, removeStoredForm, storedForm, storedForms, type StoredForm } from '../store/forms.ts'
import { recordKeys } from '../store/secret.ts'
import { countryChoices } from './codebook.ts'
import { takeIn } from './intake.ts'

let made: StoredForm | undefined

/** The node's own form, made from the field list the first time it is asked for. */
const shippedForm = (): StoredForm => {
  if (made) return made
  const xml = ownForm(countryChoices())
  const blank = readBlank(xml)
  if (!blank) throw new Error('the node’s own form cannot be read')
  return (made = { ...blank, xml })
}

const formOf = (db: Db, id: string): Promise<StoredForm | undefined> => (id === ownFormId ? Promise.resolve(shippedForm()) : storedForm(db, id))

const viewOf = ({ id, version, title, xml }: StoredForm): FormView => {
  const questions = readBlank(xml)?.questions ?? []
  const isKept = (question: string): boolean => keptFieldOf('htcds', question) !== undefined
  return {
    id, version, title, isShipped: id === ownFormId, hash: fingerprint(xml),
    kept: questions.filter(isKept), left: questions.filter((question) => !isKept(question)),
  }
}

const noMigration = { es: 'nadie de control migratorio', en: 'nobody of migration control' }

/** Forms that record victims are nothing to migration control, on whatever device. */
const isTrusted = ({ institution }: Actor): boolean => institution !== null && institution.kind !== 'migration'

export const listForms = action({
  name: 'form.list',
  summary: { es: 'Ver los formularios en blanco', en: 'See the blank forms' },
  input: NoInput,
  output: FormList,
  may: anyoneGranted,
  condition: { es: 'a control migratorio, ninguno', en: 'none to migration control' },
  run: async ({ db, actor }) => ({ items: isTrusted(actor) ? [shippedForm(), ...(await storedForms(db))].map(viewOf) : [] }),
  remember: () => ({ nothing: 'Blank forms hold nobody’s data.' }),
})

export const readForm = action({
  name: 'form.read',
  summary: { es: 'Descargar un formulario en blanco', en: 'Download a blank form' },
  input: ByFormId,
  output: FormText,
  on: ({ id }, db) => formOf(db, id),
  may: isTrusted,
  condition: noMigration,
  run: ({ subject: { id, xml } }) => Promise.resolve({ id, xml }),
  remember: () => ({ nothing: 'Blank forms hold nobody’s data.' }),
})

export const addForm = action({
  name: 'form.add',
  summary: { es: 'Añadir un formulario XForm, o cambiarlo por una versión nueva', en: 'Add an XForm, or replace it by a newer version' },
  input: NewForm,
  output: FormView,
  may: anyoneGranted,
  async run({ input, db, actor, now }) {
    const xml = Buffer.from(input.body).toString('utf8')
    const blank = readBlank(xml)
    if (!blank) throw formProblems.notAForm()
    if (blank.id === ownFormId || isFigureFormId(blank.id)) throw formProblems.shipped()
    const view = viewOf({ ...blank, xml })
    if (view.kept.length === 0) throw formProblems.nothingCoded()
    await keepForm(db, { ...blank, xml }, { personId: actor.id, now })
    return view
  },
  remember: () => ({ subject: null, changed: ['form'] }),
})

export const removeForm = action({
  name: 'form.remove',
  summary: { es: 'Quitar un formulario; los registros que trajo se quedan', en: 'Remove a form; the records it brought stay' },
  input: ByFormId,
  output: Done,
  on: ({ id }, db) => storedForm(db, id),
  may: anyoneGranted,
  async run({ subject, db }) {
    await removeStoredForm(db, subject.id)
    return {}
  },
  remember: () => ({ subject: null, changed: ['form'] }),
})

export const prepareSubmission = action({
  name: 'form.prepare',
  summary: { es: 'Preguntar si un formulario lleno se recibiría', en: 'Ask whether a filled form would be received' },
  input: NoInput,
  output: Done,
  may: anyoneGranted,
  run: () => Promise.resolve({}),
  remember: () => ({ nothing: 'A device asks before it sends.' }),
})

/** The XML part of what a device sent; pictures and recordings beside it show people and are let fall here. */
export const xmlOf = async (body: Uint8Array, contentType: string): Promise<string | undefined> => {
  const parts = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData().catch(() => undefined)
  const part = parts?.get('xml_submission_file')
  return part instanceof File ? part.text() : (part ?? undefined)
}

const filledIn = async (body: Uint8Array, contentType: string): Promise<FilledForm> => {
  const xml = await xmlOf(body, contentType)
  const filled = xml ? readFilled(xml) : undefined
  if (!filled) throw formProblems.unreadable()
  return filled
}

export const submitForm = action({
  name: 'form.submit',
  summary: { es: 'Recibir un formulario lleno: se guardan sus códigos y nada de lo que identifica', en: 'Receive a filled form: its codes are kept and nothing that identifies' },
  input: Submission,
  output: Submitted,
  may: isTrusted,
  condition: { es: 'solo un dispositivo dado de alta; ninguno de control migratorio', en: 'only an enrolled device; none of migration control' },
  async run({ input, actor, db, now, node, announce }) {
    const { id, instanceId, answers } = await filledIn(input.body, input.contentType)
    if (!(await formOf(db, id))) throw formProblems.unknown()
    const door = doorFor('htcds', [...answers.map(({ name }) => name), 'instanceID'])
    const sender = { institutionId: actor.institution?.id ?? '', personId: null, deviceId: actor.id }
    const cells = [...answers.map(({ text }) => text), instanceId]
    const taken = await takeIn(db, [{ line: 1, cells }], {
      standard: 'htcds', sender, formId: id, isForgiving: true, keyOf: recordKeys(node.config.dataFolder), now,
      door: { ...door, idAt: cells.length - 1, left: door.left.filter(({ at }) => at < cells.length - 1) },
    })
    if (taken.counts.refused > 0) throw formProblems.nothingKept()
    if (actor.id) await noteSent(db, actor.id, now)
    announce({ topic: 'victim', to: 'all' })
    const filled = answers.filter(({ text }) => text !== '').length
    const left = taken.left.filter(({ cells: held }) => held > 0).length
    return { id: taken.id, isNew: taken.counts.added > 0, kept: filled - left - taken.faults.length, left, notCoded: taken.faults.length }
  },
  remember: ({ output }) => ({ subject: output.id }),
})
