// What can go wrong at the terminal before any act begins.
import { problems } from '../platform/problem.ts'

export const cliProblems = problems('command', {
  noFile: {
    status: 404,
    say: (d: { file: string }) => ({ es: `No se puede leer ${d.file}. Revise el nombre y la carpeta.`, en: `${d.file} cannot be read. Check its name and folder.` }),
  },
  noBench: {
    status: 404,
    say: (d: { name: string; known: string }) => ({ es: `No hay una medición «${d.name}». Hay: ${d.known}.`, en: `There is no bench called “${d.name}”. There are: ${d.known}.` }),
  },
  notJson: {
    status: 400,
    say: (d: { file: string }) => ({ es: `${d.file} no contiene JSON válido. Revise comillas y comas.`, en: `${d.file} does not hold valid JSON. Check quotes and commas.` }),
  },
  notANode: {
    status: 502,
    say: (d: { address: string }) => ({
      es: `En ${d.address} no contesta un nodo de SIDMI que sirva programas a quien reporta. Revise la dirección y la conexión.`,
      en: `At ${d.address} no SIDMI node answers that serves programs to reporters. Check the address and the connection.`,
    }),
  },
})
