// Forms of figures at the address where devices fetch and send forms: offered and delivered in the name of the device's focal point.
import type { Actor } from '../../../platform/access.ts'
import { perform } from '../../../platform/perform.ts'
import { Problem } from '../../../platform/problem.ts'
import { platformProblems } from '../../../platform/problems.ts'
import type { System } from '../../../platform/system.ts'
import type { Language } from '../../../platform/text.ts'
import { deliverFigures, figureForms } from '../../rounds/index.ts'
import { isFigureFormId, obligationOf, type DeliveredFigures } from '../../rounds/model/figure-form.ts'
import { deviceProblems, formProblems } from '../problems.ts'
import { fingerprint, readFigures, type ListedForm } from '../rules/forms.ts'
import { deviceById, noteSent, type Device } from '../store/devices.ts'
import { listForms, xmlOf } from './forms.ts'

/** All that is done in a focal point's name: what filling in the grid takes. */
const delivererActs: ReadonlySet<string> = new Set(['round.read', 'grid.read', 'delivery.receive'])

const delivererOf = ({ deliverer, institutionId, institutionKind, country }: Device, language: Language): Actor | undefined => {
  if (!deliverer) return undefined
  const institution = { id: institutionId, kind: institutionKind, country }
  return { ...deliverer, kind: 'person', email: null, roles: ['focal-point'], acts: delivererActs, language, institution }
}

const knownDevice = async ({ database }: System, { id }: Actor): Promise<Device> => {
  const device = id === null ? undefined : await deviceById(database.db, id)
  if (!device) throw deviceProblems.signIn()
  return device
}

/** Every form the device may fetch, those of figures last; undefined when there are none of figures. */
export const formsWithFigures = async (system: System, actor: Actor): Promise<ListedForm[] | undefined> => {
  const deliverer = delivererOf(await knownDevice(system, actor), actor.language)
  if (!deliverer) return undefined
  const { items } = await perform(system, listForms, { actor, input: {} })
  const forms = await figureForms(system, deliverer)
  return [...items, ...forms.map(({ id, title, version, xml }) => ({ id, title, version, hash: fingerprint(xml) }))]
}

/** The XML of a form of figures; undefined when the id is of another kind. One the device may not have looks unknown. */
export const figureFormXml = async (system: System, actor: Actor, id: string): Promise<string | undefined> => {
  if (!isFigureFormId(id)) return undefined
  const obligation = obligationOf(id)
  const deliverer = delivererOf(await knownDevice(system, actor), actor.language)
  const [form] = deliverer && obligation !== undefined ? await figureForms(system, deliverer, obligation) : []
  if (!form) throw platformProblems.notFound()
  return form.xml
}

const delivererFor = (device: Device, formId: string, language: Language): Actor => {
  if (device.personId === null || obligationOf(formId) === undefined) throw formProblems.unknown()
  const deliverer = delivererOf(device, language)
  if (!deliverer) throw deviceProblems.delivererGone()
  return deliverer
}

/** A form that is not theirs is to a device one that does not exist. */
const looksUnknown = (problem: unknown): never => {
  throw problem instanceof Problem && problem.code === 'request.notFound' ? formProblems.unknown() : problem
}

/** Delivers a filled form of figures; undefined when what was sent is none. */
export const receiveFigures = async (system: System, actor: Actor, sent: { body: unknown; contentType: unknown }): Promise<DeliveredFigures | undefined> => {
  if (!(sent.body instanceof Uint8Array) || typeof sent.contentType !== 'string') return undefined
  const filled = readFigures((await xmlOf(sent.body, sent.contentType)) ?? '')
  if (!filled) return undefined
  const device = await knownDevice(system, actor)
  const deliverer = delivererFor(device, filled.formId, actor.language)
  const delivered = await deliverFigures(system, { actor: deliverer, by: device.username }, filled).catch(looksUnknown)
  await noteSent(system.database.db, device.id, system.now())
  return delivered
}
