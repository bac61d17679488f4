// The acts on devices: giving one an access code, taking it back; and who a device is when it knocks.
import { hashPassword, newCode, qrOf, verifyPassword } from '../../accounts/index.ts'
import { action } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { System } from '../../../platform/system.ts'
import type { Language } from '../../../platform/text.ts'
import { ById, DeviceList, DeviceView, EnrolledDevice, NewDevice } from '../model/acts.ts'
import { deviceProblems } from '../problems.ts'
import { collectSettings } from '../rules/openrosa.ts'
import { allDevices, deviceById, deviceByUsername, focalPoints, insertDevice, institutionKind, revokeDeviceById, type Device } from '../store/devices.ts'

const viewOf = ({ id, name, username, institution, enrolledAt, lastSentAt, isRevoked, deliverer }: Device): DeviceView => ({
  id, name, username, institution, isRevoked, delivers: deliverer?.name ?? null, enrolledAt: enrolledAt.toISOString(), lastSentAt: lastSentAt?.toISOString() ?? null,
})

const reread = async (db: Db, id: string): Promise<DeviceView> => {
  const device = await deviceById(db, id)
  if (!device) throw new Error('the device just written is gone')
  return viewOf(device)
}

export const listDevices = action({
  name: 'device.list',
  summary: { es: 'Ver los dispositivos que pueden enviar formularios', en: 'See the devices that may send forms' },
  input: NoInput,
  output: DeviceList,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: (await allDevices(db)).map(viewOf), people: await focalPoints(db) }),
  remember: () => ({ nothing: 'Names of devices, seen by those who enrol them.' }),
})

interface Owner {
  kind: string
  isNamed: boolean
  isFocalPoint: boolean
}

const ownerOf = async (db: Db, institutionId: string, personId: string): Promise<Owner | undefined> => {
  const kind = await institutionKind(db, institutionId)
  if (kind === undefined) return undefined
  const people = await focalPoints(db)
  return { kind, isNamed: personId !== '', isFocalPoint: people.some((person) => person.id === personId && person.institutionId === institutionId) }
}

const refusalToEnrol = ({ kind, isNamed, isFocalPoint }: Owner): Problem | undefined => {
  if (isNamed) return isFocalPoint ? undefined : deviceProblems.notFocalPoint()
  return kind === 'migration' ? deviceProblems.migrationControl() : undefined
}

export const enrolDevice = action({
  name: 'device.enrol',
  summary: { es: 'Dar de alta un dispositivo y mostrar una vez su código de acceso', en: 'Enrol a device and show its access code once' },
  input: NewDevice,
  output: EnrolledDevice,
  on: ({ institutionId, personId }, db) => ownerOf(db, institutionId, personId),
  may: anyoneGranted,
  ready: refusalToEnrol,
  async run({ input, actor, db, now, node }) {
    const code = newCode(4)
    const username = `equipo-${newCode(1)}`
    const id = await insertDevice(db, { ...input, personId: input.personId || null, username, hash: await hashPassword(code), enrolledBy: actor.id, now })
    const address = `${node.publicUrl}/openrosa`
    return { ...(await reread(db, id)), address, code, qr: qrOf(collectSettings(address, username, code)) }
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const revokeDevice = action({
  name: 'device.revoke',
  summary: { es: 'Retirar el acceso de un dispositivo', en: 'Withdraw a device’s access' },
  input: ById,
  output: DeviceView,
  on: ({ id }, db) => deviceById(db, id),
  may: anyoneGranted,
  ready: ({ isRevoked }) => (isRevoked ? deviceProblems.alreadyRevoked() : undefined),
  async run({ subject, db, now }) {
    await revokeDeviceById(db, subject.id, now)
    return reread(db, subject.id)
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

/** All a device may ever do. */
const deviceActs: ReadonlySet<string> = new Set(['form.list', 'form.read', 'form.prepare', 'form.submit'])

const shown = (header: string | undefined): { username: string; code: string } | undefined => {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(header ?? '') ?? []
  const [, username, code] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? []
  return username === undefined || code === undefined ? undefined : { username, code }
}

/** One of migration control only delivers figures, and none without somebody in whose name. */
const isAdmitted = (device: Device | undefined): device is Device => device !== undefined && !device.isRevoked && (device.institutionKind !== 'migration' || device.deliverer !== null)

/**
 * The device that shows this `Authorization` header (HTTP Basic), as an actor with its narrow acts. An unknown device takes as long
 * as a wrong code. Throws `device.signIn`.
 */
export const identifyDevice = async (system: System, header: string | undefined, language: Language): Promise<Actor> => {
  const given = shown(header)
  if (!given) throw deviceProblems.signIn()
  const device = await deviceByUsername(system.database.db, given.username)
  const isRight = await verifyPassword(given.code, device?.hash)
  if (!isRight || !isAdmitted(device)) throw deviceProblems.signIn()
  return {
    kind: 'person', id: device.id, name: device.name, email: null, roles: [], territories: [], acts: deviceActs, language,
    institution: { id: device.institutionId, kind: device.institutionKind, country: device.country },
  }
}
