// Loading the demonstration region is decided and remembered here; and the example file a newcomer may deliver.
import { anyoneGranted } from '../../platform/access.ts'
import { action, downloadAction } from '../../platform/action.ts'
import { NoInput } from '../../platform/schema.ts'
import { RegionPlan, RegionSize } from './model.ts'
import { demonstrationProblems } from './problems.ts'
import { planRegion } from './rules/incidents.ts'
import { sampleDelivery } from './rules/sample.ts'

export const prepareDemonstration = action({
  name: 'demonstration.load',
  summary: { es: 'Cargar la región de demostración', en: 'Load the demonstration region' },
  input: RegionSize,
  output: RegionPlan,
  may: (actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, si es de demostración', en: 'only the node itself, when it is a demonstration' },
  async run({ input, node, now }) {
    if (!node.isDemonstration) throw demonstrationProblems.realNode()
    return planRegion(input, now)
  },
  remember: () => ({ subject: null }),
})

export const downloadSample = downloadAction({
  name: 'demonstration.sample',
  summary: { es: 'Descargar un archivo de ejemplo para entregar', en: 'Download an example file to deliver' },
  input: NoInput,
  may: anyoneGranted,
  async run({ node, now }) {
    if (!node.isDemonstration) throw demonstrationProblems.onlyDemonstration()
    return Promise.resolve({ name: 'demostracion-chiapas.csv', mediaType: 'text/csv; charset=utf-8', body: sampleDelivery(now) })
  },
  remember: () => ({ nothing: 'An example file that says nothing of anyone.' }),
})
