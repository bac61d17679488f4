// `sidmi verify-script`: whether the programs another node gives to reporters are whole, the published ones, and those of this copy.
import { createHash } from 'node:crypto'
import type { Command } from 'commander'
import { z } from 'zod'
import { programs } from '../modules/reports/index.ts'
import { say, type Text } from '../platform/text.ts'
import { print, terminalLanguage } from './output.ts'
import { cliProblems } from './problems.ts'

const Published = z.object({ programs: z.array(z.object({ name: z.string(), address: z.string(), integrity: z.string() })) })

interface Checked {
  name: string
  address: string
  integrity: string
  /** The bytes served have the fingerprint that is published. */
  isPublished: boolean
  /** This copy of SIDMI builds the same. */
  isOurs: boolean
}

interface Verdict {
  node: string
  programs: Checked[]
  /** What the page itself got wrong, in words. */
  faults: Text[]
  isWhole: boolean
  isOurs: boolean
}

const read = async (node: string, path: string): Promise<string> => {
  const asked = URL.canParse(path, node) ? fetch(new URL(path, node), { headers: { accept: 'text/html,*/*' }, signal: AbortSignal.timeout(60_000) }) : undefined
  const response = await asked?.catch(() => undefined)
  if (!response?.ok) throw cliProblems.notANode({ address: node })
  return response.text()
}

const fingerprint = (content: string): string => `sha384-${createHash('sha384').update(content).digest('base64')}`

const ownIntegrities = (): Set<string> => new Set(Object.values(programs ?? {}).map(({ integrity }) => integrity))

/** Scripts of the page: each must have an address and a published fingerprint. Data are no scripts. */
const faultsOf = (page: string, published: z.infer<typeof Published>['programs']): Text[] => {
  const scripts = [...page.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('application/json'))
  const entry = published.find(({ name }) => name === 'report')
  const isKnown = (tag: string): boolean => entry !== undefined && tag.includes(`src="${entry.address}"`) && tag.includes(`integrity="${entry.integrity}"`)
  if (scripts.length === 1 && scripts.every(isKnown)) return []
  return [{ es: `La página trae ${String(scripts.length)} programas; se esperaba uno solo, con su huella publicada.`, en: `The page brings ${String(scripts.length)} programs; exactly one was expected, with its published fingerprint.` }]
}

/** The first program fetches the others only against fingerprints it carries itself. */
const carriesOthers = (first: string, published: z.infer<typeof Published>['programs']): boolean =>
  published.filter(({ name }) => name === 'sealing' || name === 'codes').every(({ integrity }) => first.includes(integrity))

/** Looks at a node from outside, as a reporter’s browser would. */
const verifyScript = async (node: string): Promise<Verdict> => {
  const { programs: published } = Published.parse(JSON.parse(await read(node, '/.well-known/sidmi-script.json')))
  const page = await read(node, '/es/report')
  const own = ownIntegrities()
  const contents = await Promise.all(published.map(({ address }) => read(node, address)))
  const checked = published.map((each, index) => ({ ...each, isPublished: fingerprint(contents[index] ?? '') === each.integrity, isOurs: own.has(each.integrity) }))
  const first = contents[published.findIndex(({ name }) => name === 'report')] ?? ''
  const faults = [
    ...faultsOf(page, published),
    ...(carriesOthers(first, published) ? [] : [{ es: 'El primer programa no trae las huellas de los demás.', en: 'The first program does not carry the fingerprints of the others.' }]),
  ]
  return { node, programs: checked, faults, isWhole: faults.length === 0 && checked.every(({ isPublished }) => isPublished), isOurs: checked.every(({ isOurs }) => isOurs) }
}

const lineOf = ({ name, integrity, isPublished, isOurs }: Checked, language: 'es' | 'en'): string => {
  const whole = isPublished ? { es: 'íntegro', en: 'whole' } : { es: 'ALTERADO', en: 'ALTERED' }
  const ours = isOurs ? { es: 'igual al de esta copia', en: 'the same as in this copy' } : { es: 'distinto del de esta copia', en: 'not that of this copy' }
  return `${name}: ${say(whole, language)}, ${say(ours, language)} (${integrity})`
}

const conclusions = {
  altered: { es: 'No es lo publicado: no lo use para reportar y avise a quien lo administra.', en: 'This is not what is published: do not use it to report, and tell whoever runs it.' },
  other: { es: 'Es íntegro, de otra versión de SIDMI. Compárelo con docs/generated/reporter-script.md de esa versión.', en: 'It is whole, of another version of SIDMI. Compare it with docs/generated/reporter-script.md of that version.' },
  same: { es: 'Los programas servidos son los construidos con este código.', en: 'The programs served are those built from this code.' },
} satisfies Record<string, Text>

const conclusionOf = ({ isWhole, isOurs }: Verdict): Text => {
  if (!isWhole) return conclusions.altered
  return isOurs ? conclusions.same : conclusions.other
}

/** Adds the check to the program. Ends with 1 when something is altered. */
export const addScriptCommands = (program: Command): void => {
  program.command('verify-script').argument('<address>').description('comprueba los programas que otro nodo da a quien reporta · check the programs another node gives to reporters')
    .action(async (address: string, _options: unknown, command: Command) => {
      const language = terminalLanguage()
      const verdict = await verifyScript(address)
      const lines = [...verdict.programs.map((each) => lineOf(each, language)), ...verdict.faults.map((fault) => say(fault, language)), say(conclusionOf(verdict), language)]
      print(command.optsWithGlobals<{ json?: boolean }>().json === true, verdict, lines)
      if (!verdict.isWhole) process.exitCode = 1
    })
}
