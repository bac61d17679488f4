// Loads the made-up people of the demonstration region. Only a demonstration node does it, and every one of them is marked.
import { action } from '../../../platform/action.ts'
import { DemonstrationRegion, LoadedRegion, demonstrationPassword } from '../model.ts'
import { setPasswordHash } from '../store/credentials.ts'
import { keepDemonstrationInstitution, keepDemonstrationPerson } from '../store/demonstration.ts'
import { replaceRoles } from '../store/people.ts'
import { hashPassword } from './credentials/argon2id.ts'

export const loadPeople = action({
  name: 'person.loadDemonstration',
  summary: { es: 'Cargar las personas de la demostración', en: 'Load the demonstration’s people' },
  input: DemonstrationRegion,
  output: LoadedRegion,
  may: () => false,
  condition: { es: 'solo el nodo, si es de demostración', en: 'the node only, when it is a demonstration' },
  async run({ input, db, node, now }) {
    if (!node.isDemonstration) throw new Error('demonstration people belong on a demonstration node')
    const hash = await hashPassword(demonstrationPassword)
    const institutions: Record<string, string> = {}
    for (const { key, ...institution } of input.institutions) institutions[key] = await keepDemonstrationInstitution(db, institution)
    const people: Record<string, string> = {}
    for (const { institution, roles, ...person } of input.people) {
      const id = await keepDemonstrationPerson(db, { ...person, institutionId: institutions[institution] ?? '' })
      await replaceRoles(db, id, roles, { id: null, now })
      await setPasswordHash(db, id, hash, now)
      people[person.email] = id
    }
    return { institutions, people }
  },
  remember: () => ({ subject: null }),
})
