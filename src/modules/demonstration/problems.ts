// Why the demonstration region may not be loaded or exemplified.
import { problems } from '../../platform/problem.ts'

export const demonstrationProblems = problems('demonstration', {
  realNode: {
    status: 409,
    say: () => ({
      es: 'Este es un nodo real: no admite datos de demostración, que se confundirían con los suyos. Cargue la demostración en un nodo nuevo, con otra carpeta de datos (SIDMI_DATA).',
      en: 'This is a real node: it takes no demonstration data, which would be mistaken for its own. Load the demonstration into a new node, with another data folder (SIDMI_DATA).',
    }),
  },
  onlyDemonstration: {
    status: 404,
    say: () => ({
      es: 'El archivo de ejemplo solo existe en un nodo de demostración. Entregue el archivo de su institución.',
      en: 'The example file exists only on a demonstration node. Deliver your institution’s own file.',
    }),
  },
})
