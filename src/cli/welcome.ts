// What the terminal says while the node starts and once it is open.
import { setUpCode } from '../modules/accounts/index.ts'
import { demonstrationSignIns } from '../modules/demonstration/index.ts'
import { say, type Language, type Text } from '../platform/text.ts'
import type { RunningNode } from '../server.ts'
import { columns } from './output.ts'

const steps: Record<string, Text> = {
  database: { es: 'Base de datos lista; aplicando migraciones…', en: 'Database ready; applying migrations…' },
  demonstration: { es: 'Cargando la región de demostración (datos sintéticos)…', en: 'Loading the demonstration region (synthetic data)…' },
}

/** Prints each step of the start as it begins. */
export const progressTo = (language: Language) => (step: string): void => {
  const text = steps[step]
  process.stdout.write(`  ${text ? say(text, language) : step}\n`)
}

const signInLines = (language: Language): string[] => {
  const people = demonstrationSignIns().map((person) => [say(person.role, language), person.email, person.password])
  return [
    say({ es: 'Datos de demostración: no son casos reales. Pueden entrar:', en: 'Demonstration data: these are not real cases. These people can sign in:' }, language),
    ...columns(people).map((line) => `  ${line}`),
  ]
}

const setUpLines = (code: string | undefined, address: string, language: Language): string[] =>
  code
    ? [say({ es: `Nodo vacío. Cree la primera cuenta en ${address}/app/set-up con el código ${code}`, en: `Empty node. Create the first account at ${address}/app/set-up with the code ${code}` }, language)]
    : []

/** The lines printed when the node is open: address, who can sign in, how to stop. */
export const welcome = async (node: RunningNode, language: Language): Promise<string[]> => {
  const { system, address, portTaken } = node
  const taken = portTaken ? [say({ es: `El puerto ${portTaken} está ocupado; se usa otro.`, en: `Port ${portTaken} is taken; another is used.` }, language)] : []
  const who = system.node.isDemonstration ? signInLines(language) : setUpLines(await setUpCode(system), address, language)
  return [
    ...taken,
    say({ es: `SIDMI está abierto en ${address}  ·  espacio de trabajo: ${address}/app`, en: `SIDMI is open at ${address}  ·  workspace: ${address}/app` }, language),
    ...who,
    say({ es: 'Ctrl-C lo detiene.', en: 'Ctrl-C stops it.' }, language),
  ]
}
