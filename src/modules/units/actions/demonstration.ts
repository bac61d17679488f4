// Opens the made-up units of a demonstration node. Their keys are made here, by the node, and open with the published passphrase:
// a demonstration is not for reports of anyone, and its pages say so. A real node refuses.
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { newKeyPair, sealTo, sealWithPassphrase } from '../../../platform/seal/seal.ts'
import { demonstrationPassword } from '../../accounts/model.ts'
import { DemonstrationUnits, Done, type NewUnit } from '../model.ts'
import { holdableKeys, insertPersonalKey, insertUnitKey, keepLock, keepWrap, ringOf } from '../store/keys.ts'
import { insertUnit, keepMember, noteStep, type By } from '../store/units.ts'

/** The passphrase is public: a dear one would only make the first start slow. */
const workFactor = 12

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** The person's recipient: of the key there is, or of one made now. */
const recipientOf = async (db: Db, person: string, now: Date): Promise<string> => {
  const known = (await ringOf(db, person)).keys.find(({ isCurrent }) => isCurrent)
  if (known) return known.recipient
  const { recipient, identity } = await newKeyPair()
  const sealed = base64(await sealWithPassphrase(demonstrationPassword, identity, workFactor))
  const key = await insertPersonalKey(db, { person, recipient, now })
  await keepLock(db, key!, { kind: 'passphrase', name: '', hint: null, sealed }, now)
  return recipient
}

const openUnit = async (db: Db, unit: NewUnit & { institutionId: string; people: string[] }, by: By): Promise<void> => {
  const id = await insertUnit(db, unit.institutionId, unit, by)
  if (id === undefined) return
  const { recipient, identity } = await newKeyPair()
  const unitKey = (await insertUnitKey(db, id, recipient, by))!
  for (const [at, person] of unit.people.entries()) {
    const own = await recipientOf(db, person, by.now)
    const personalKey = (await holdableKeys(db, [person], unit.institutionId)).get(person)!
    await keepMember(db, id, { person, isLead: at === 0 }, by)
    await keepWrap(db, { unitKey, personalKey, sealed: base64(await sealTo([own], identity)) }, by)
  }
  await noteStep(db, id, { what: 'created' }, by)
}

export const loadUnits = action({
  name: 'unit.loadDemonstration',
  summary: { es: 'Abrir las unidades de la demostración', en: 'Open the demonstration’s units' },
  input: DemonstrationUnits,
  output: Done,
  may: () => false,
  condition: { es: 'solo el nodo, si es de demostración', en: 'the node only, when it is a demonstration' },
  async run({ input, db, node, now }) {
    if (!node.isDemonstration) throw new Error('demonstration units belong on a demonstration node')
    for (const unit of input.units) await openUnit(db, unit, { by: null, now })
    return {}
  },
  remember: () => ({ subject: null }),
})
