// The act behind every page a reporter meets: who can receive a report here. It asks for nothing and keeps nothing.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { publicUnits } from '../../units/index.ts'
import { PublicUnits } from '../../units/model.ts'

export const guideReporter = action({
  name: 'report.guide',
  summary: { es: 'Ver las páginas para reportar y quién puede recibir un reporte', en: 'See the pages for reporting and who can receive a report' },
  input: NoInput,
  output: PublicUnits,
  may: anyoneGranted,
  leavesNoTrace: true,
  run: async ({ db }) => ({ units: await publicUnits(db) }),
  remember: () => ({ nothing: 'Whoever reads how to report leaves no trace.' }),
})
