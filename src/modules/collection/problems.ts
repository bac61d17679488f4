// What can go wrong with a delivery, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'
import type { Text } from '../../platform/text.ts'
import { unitNames, type Unit } from './model.ts'

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
  onlyNode: {
    status: 409,
    say: (): Text => ({
      es: 'Esta fuente la hace el propio nodo y nadie le entrega archivos. Elija otra fuente.',
      en: 'This source is made by the node itself and nobody delivers files to it. Choose another source.',
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
  idTaken: {
    status: 409,
    say: (): Text => ({
      es: 'Otra entrega ya lleva este identificador. Entregue de nuevo: recibirá uno nuevo.',
      en: 'Another delivery already has this id. Deliver again: it will be given a new one.',
    }),
  },
  notBeingRead: {
    status: 409,
    say: (): Text => ({
      es: 'Esta entrega ya terminó de leerse: no queda nada que detener.',
      en: 'This delivery has already been read: there is nothing left to stop.',
    }),
  },
  readElsewhere: {
    status: 409,
    say: (): Text => ({
      es: 'Otro programa de este nodo está leyendo la entrega. Deténgalo allí, o espere a que termine.',
      en: 'Another program of this node is reading the delivery. Stop it there, or wait for it to end.',
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

export const releaseProblems = problems('release', {
  unknownRelease: {
    status: 404,
    say: (d: { number: number; newest: number }): Text => ({
      es: `La fuente no tiene versión ${d.number}; la más reciente es la ${d.newest}.`,
      en: `The source has no release ${d.number}; the newest is ${d.newest}.`,
    }),
  },
  alreadyWithdrawn: {
    status: 409,
    say: (d: { number: number }): Text => ({
      es: `La versión ${d.number} ya está retirada. Vea en la lista de versiones quién la retiró y por qué.`,
      en: `Release ${d.number} is already withdrawn. See in the list of releases who withdrew it and why.`,
    }),
  },
  tooLateToUndo: {
    status: 409,
    say: (d: { number: number }): Text => ({
      es: `Después del retiro ${d.number} hubo otra versión, y ya no se puede deshacer. Entregue de nuevo el archivo que debe estar en vigor.`,
      en: `After withdrawal ${d.number} there was another release, and it can no longer be undone. Deliver again the file that should stand.`,
    }),
  },
  nothingToWithdraw: {
    status: 409,
    say: (): Text => ({
      es: 'Ninguna cifra en vigor corresponde a lo que pide retirar. Revise la versión, los lugares y los periodos.',
      en: 'No standing figure matches what you ask to withdraw. Check the release, the places and the periods.',
    }),
  },
  sayWhat: {
    status: 400,
    say: (): Text => ({
      es: 'Diga qué retirar: una versión entera, o al menos un lugar o un periodo.',
      en: 'Say what to withdraw: a whole release, or at least one place or period.',
    }),
  },
})

export const profileProblems = problems('profile', {
  unreadable: {
    status: 422,
    say: (d: { text: Text }): Text => d.text,
  },
  incomplete: {
    status: 409,
    say: (d: { missing: readonly Text[] }): Text => ({
      es: `Todavía no se puede publicar. ${d.missing.map(({ es }) => es).join(' ')}`,
      en: `It cannot be published yet. ${d.missing.map(({ en }) => en).join(' ')}`,
    }),
  },
  notValid: {
    status: 422,
    say: (d: { where: string }): Text => ({
      es: `La lectura no está completa o no es de esta forma (${d.where}). Revise lo que eligió, o pida el archivo de nuevo a quien lo exportó.`,
      en: `The reading is not whole or not of this form (${d.where}). Check what you chose, or ask whoever exported it for the file again.`,
    }),
  },
  changedMeanwhile: {
    status: 409,
    say: (d: { by: string }): Text => ({
      es: `Otra persona (${d.by}) guardó este borrador mientras usted lo cambiaba. Recargue la página para ver lo suyo y repita su cambio.`,
      en: `Somebody else (${d.by}) saved this draft while you were changing it. Reload the page to see theirs and make your change again.`,
    }),
  },
  notPublished: {
    status: 409,
    say: (): Text => ({
      es: 'Este borrador no se ha publicado: publíquelo antes de entregar el archivo.',
      en: 'This draft has not been published: publish it before delivering the file.',
    }),
  },
  otherUnit: {
    status: 409,
    say: (d: { measure: string; stands: Unit; unit: Unit }): Text => ({
      es: `En esta fuente la medida «${d.measure}» ya cuenta ${unitNames[d.stands].es} y esta lectura dice ${unitNames[d.unit].es}: lo que ya se importó cambiaría de sentido. Corrija la unidad, o dé a la medida otro nombre.`,
      en: `In this source the measure “${d.measure}” already counts ${unitNames[d.stands].en} and this reading says ${unitNames[d.unit].en}: what was imported would change its meaning. Correct the unit, or give the measure another id.`,
    }),
  },
  shippedStays: {
    status: 409,
    say: (): Text => ({
      es: 'Esta lectura viene con el programa y no se retira. Puede publicar otra para la misma fuente.',
      en: 'This reading comes with the program and is not retired. You can publish another for the same source.',
    }),
  },
  unknownWords: {
    status: 409,
    say: (d: { words: string }): Text => ({
      es: `La lectura nombra lugares o delitos que no están en los catálogos de este nodo: ${d.words}.`,
      en: `The reading names places or offences that are not in this node’s catalogues: ${d.words}.`,
    }),
  },
})
