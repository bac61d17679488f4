// A unit's first key is announced before it receives: everybody who receives reports is told, may say that they do not know it, and whoever
// proves to hold the key of a unit that receives may vouch for it. Nothing of this can be done with an administrator's rights, or a session alone.
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import { tell } from '../../notices/index.ts'
import { AnnouncedAgain, ById, Done, Doubting, Vouching } from '../model.ts'
import { unitProblems } from '../problems.ts'
import { isReceivingKind, speaksFor, worksWhereReportsArrive, type Unit } from '../rules.ts'
import { announcedAsAnother, announceUnit, everyOfficer, forgetWords, keepDoubt, keepVouch } from '../store/announcing.ts'
import { lockedUnit, noteStep, unitById } from '../store/units.ts'
import { refuseUnproven } from './proving.ts'
import { toEveryoneOf } from './views.ts'

/** How long a unit is announced. */
const announcedDays = 7

/** Makes the unit's first key public and tells every reception officer, unless there is nothing to wait for. */
export const announceFirst = async (run: Pick<Context<unknown, unknown>, 'db' | 'now' | 'node' | 'later' | 'announce'>, unit: string): Promise<void> => {
  if (!(await announceUnit(run.db, unit, { now: run.now, days: announcedDays }))) return
  const people = await everyOfficer(run.db)
  await tell(run, { id: randomUUID(), subject: unit, address: '/units', severity: 'Severe', people, withoutWebhook: true })
  run.announce({ topic: 'unit', to: people })
}

const waits = (unit: Unit) => (unit.announced?.waits ? undefined : unitProblems.notWaiting())

/** Of another unit: nobody speaks for their own. */
const isAnother = (actor: Actor, unit: Unit): boolean => worksWhereReportsArrive(actor) && !unit.members.some(({ person }) => person === actor.id)

export const vouchForUnit = action({
  name: 'unit.vouch',
  summary: { es: 'Dar fe de la llave de una unidad anunciada', en: 'Vouch for the key of a unit that was announced' },
  input: Vouching,
  output: Done,
  on: ({ id }, db) => lockedUnit(db, id),
  may: isAnother,
  condition: { es: 'tiene, y lo prueba, la llave de otra unidad que recibe', en: 'holds, and proves it, the key of another unit that receives' },
  ready: waits,
  async run({ input, subject, actor, db, node, now, announce }) {
    if (!speaksFor(await unitById(db, input.as), actor.id)) throw unitProblems.cannotVouch()
    refuseUnproven({ node, actor, about: input.as, proof: input.proof, now })
    await keepVouch(db, { unit: subject.id, person: actor.id!, as: input.as, now })
    await noteStep(db, subject.id, { what: 'vouched' }, { by: actor.id, now })
    announce(toEveryoneOf(subject, ...(await everyOfficer(db))))
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['vouched'] }),
})

export const doubtUnit = action({
  name: 'unit.doubt',
  summary: { es: 'Decir que no reconozco una unidad anunciada, o retirar la duda', en: 'Say that I do not know a unit that was announced, or take it back' },
  input: Doubting,
  output: Done,
  on: ({ id }, db) => lockedUnit(db, id),
  may: isAnother,
  condition: { es: 'recibe reportes y no es de la unidad', en: 'receives reports and is not of the unit' },
  ready: waits,
  async run({ input, subject, actor, db, now, announce }) {
    await keepDoubt(db, { unit: subject.id, person: actor.id!, isDoubted: input.isDoubted, now })
    await noteStep(db, subject.id, { what: input.isDoubted ? 'doubted' : 'undoubted' }, { by: actor.id, now })
    announce(toEveryoneOf(subject, ...(await everyOfficer(db))))
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['doubted'] }),
})

export const announceAgain = action({
  name: 'unit.announceAgain',
  summary: { es: 'Anunciar otra vez las unidades de una institución que cambió de clase', en: 'Announce anew the units of an institution that became of another kind' },
  input: ById,
  output: AnnouncedAgain,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'the node only' },
  async run(run) {
    const { input, db, now } = run
    const units: string[] = []
    for (const id of await announcedAsAnother(db, input.id)) {
      if (!isReceivingKind((await unitById(db, id))?.kind)) continue
      await forgetWords(db, id)
      await noteStep(db, id, { what: 'announced' }, { by: null, now })
      await announceFirst(run, id)
      units.push(id)
    }
    return { units }
  },
  remember: ({ input, output }) => (output.units.length > 0 ? { subject: input.id, changed: ['announced'] } : { nothing: 'no unit was announced as of another kind' }),
})
