// What can go wrong with a delivery, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'
import type { Text } from '../../platform/text.ts'

export const collectionProblems = problems('delivery', {
  unknownSource: {
    status: 400,
    say: (d: { id: string; known: readonly string[] }): Text => ({
      es: `No se conoce la fuente «${d.id}». Las fuentes son: ${d.known.join(', ')}.`,
      en: `The source “${d.id}” is not known. The sources are: ${d.known.join(', ')}.`,
    }),
  },
  unreadable: {
    status: 422,
    say: (d: { text: Text }): Text => d.text,
  },
  otherCountry: {
    status: 409,
    say: (d: { countries: string }): Text => ({
      es: `Esta fuente la entregan instituciones de ${d.countries} o una secretaría regional. Elija una fuente de su país, o pida que la entregue quien corresponde.`,
      en: `This source is delivered by institutions of ${d.countries} or a regional secretariat. Choose a source of your country, or ask those who deliver it.`,
    }),
  },
  onlyDemonstration: {
    status: 409,
    say: (): Text => ({
      es: 'Esta fuente es de demostración y este nodo es real: no se le cargan datos inventados.',
      en: 'This source is for demonstrations and this is a real node: made-up data are not loaded into it.',
    }),
  },
  noTerritory: {
    status: 409,
    say: (): Text => ({
      es: 'Esta fuente se entrega por territorios y su cuenta no tiene ninguno. Pida a quien administra el nodo que se los asigne.',
      en: 'This source is delivered by territory and your account has none. Ask the node’s administrator to assign them.',
    }),
  },
  nothingRefused: {
    status: 409,
    say: (): Text => ({
      es: 'Esta entrega no tiene filas rechazadas que descargar.',
      en: 'This delivery has no refused rows to download.',
    }),
  },
})
