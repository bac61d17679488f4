// What can be wrong with a question in SDMX: each sentence names what there is instead.
import { problems } from '../../platform/problem.ts'

const listed = (words: readonly string[]): string => words.slice(0, 40).join(', ') || '–'

export const exchangeProblems = problems('dataflow', {
  unknown: {
    status: 404,
    say: (d: { asked: string; known: readonly string[] }) => ({
      es: `Este nodo no tiene el flujo «${d.asked}». Los que hay: ${listed(d.known)}.`,
      en: `This node has no dataflow “${d.asked}”. Those there are: ${listed(d.known)}.`,
    }),
  },
  keyLength: {
    status: 400,
    say: (d: { found: number; dimensions: readonly string[] }) => ({
      es: `La clave tiene ${d.found} partes y el flujo ${d.dimensions.length}, separadas por puntos: ${d.dimensions.join('.')}. Deje vacía la parte que no filtra.`,
      en: `The key has ${d.found} parts and the dataflow ${d.dimensions.length}, separated by dots: ${d.dimensions.join('.')}. Leave empty what you do not filter by.`,
    }),
  },
  unknownCode: {
    status: 404,
    say: (d: { asked: string; dimension: string; known: readonly string[] }) => ({
      es: `La dimensión ${d.dimension} no tiene el código «${d.asked}». Tiene: ${listed(d.known)}.`,
      en: `The dimension ${d.dimension} has no code “${d.asked}”. It has: ${listed(d.known)}.`,
    }),
  },
  badPeriod: {
    status: 400,
    say: (d: { asked: string }) => ({
      es: `El periodo «${d.asked}» no se entiende. Escriba 2024, 2024-S1, 2024-Q1, 2024-03, 2024-W05 o 2024-03-31.`,
      en: `The period “${d.asked}” cannot be understood. Write 2024, 2024-S1, 2024-Q1, 2024-03, 2024-W05 or 2024-03-31.`,
    }),
  },
  notOffered: {
    status: 501,
    say: (d: { asked: string; offered: string }) => ({
      es: `Este nodo no ofrece «${d.asked}». Ofrece: ${d.offered}.`,
      en: `This node does not offer “${d.asked}”. It offers: ${d.offered}.`,
    }),
  },
  nothing: {
    status: 404,
    say: (d: { flow: string }) => ({
      es: `No hay observaciones en ${d.flow} para esa clave y ese periodo.`,
      en: `There are no observations in ${d.flow} for that key and period.`,
    }),
  },
})
