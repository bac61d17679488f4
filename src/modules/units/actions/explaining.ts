// Who can open what, read from the policy that is in force, not from a text about it.
import { createHash } from 'node:crypto'
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { actsOfKind, actsOfRole } from '../../accounts/index.ts'
import { institutionKinds, roles } from '../../accounts/model.ts'
import { Explanation } from '../model.ts'
import { isReceivingKind } from '../rules.ts'
import { explainedUnits } from '../store/announcing.ts'

/** The same finger print that the workspace draws. */
const printOf = (recipient: string): string => createHash('sha256').update(recipient).digest('hex').slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ')

/** Without this act nothing that is sealed ever reaches a person. */
const opening = 'key.read'

export const explainAccess = action({
  name: 'unit.explain',
  summary: { es: 'Ver quién puede abrir qué', en: 'See who can open what' },
  input: NoInput,
  output: Explanation,
  may: anyoneGranted,
  leavesNoTrace: true,
  run: async ({ db }) => {
    const units = (await explainedUnits(db)).map((unit) => ({ ...unit, print: printOf(unit.key.recipient) }))
    return {
      kinds: institutionKinds.map((kind) => ({ kind, holds: isReceivingKind(kind) && actsOfKind(kind).has(opening) })),
      roles: roles.map((role) => ({ role, holds: actsOfRole(role).has(opening) })),
      units: units.filter(({ isOpen }) => isOpen),
      announced: units.filter(({ isOpen }) => !isOpen),
    }
  },
  remember: () => ({ nothing: 'what anyone may know' }),
})
