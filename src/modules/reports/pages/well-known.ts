// What others look for at fixed addresses: whom to tell of a fault (RFC 9116), and the fingerprints of the programs reporters get.
import type { Answer, Exchange, Heard } from '../../../platform/module.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { addressOfProgram, programNames, programs, workerText } from './script.ts'

const day = 86_400_000
/** RFC 9116 advises less than a year. */
const validDays = 180

const said = (mediaType: string, text: string, headers: Record<string, string> = {}): Promise<Exchange> => {
  const instead: Answer = { status: 200, mediaType, text, headers }
  return Promise.resolve({ instead })
}

/** `/.well-known/security.txt`; where no contact is configured there is none. */
export const securityText = ({ system }: Heard): Promise<Exchange> => {
  const { config, publicUrl } = system.node
  if (config.securityContact === undefined) throw platformProblems.notFound()
  const expires = new Date(Math.ceil(system.now().getTime() / day) * day + validDays * day).toISOString()
  const lines = [`Contact: ${config.securityContact}`, `Expires: ${expires}`, 'Preferred-Languages: es, en', `Canonical: ${publicUrl}/.well-known/security.txt`, `Policy: ${publicUrl}/en/report/reach`]
  return said('text/plain; charset=utf-8', `${lines.join('\n')}\n`)
}

/** `/.well-known/sidmi-script.json`: the programs this node serves to reporters. */
export const programList = (): Promise<Exchange> => {
  if (!programs) throw platformProblems.notFound()
  const list = programNames.map((name) => ({ name, address: name === 'worker' ? '/report-worker.js' : addressOfProgram(programs![name]), integrity: programs![name].integrity }))
  return said('application/json; charset=utf-8', JSON.stringify({ programs: list }))
}

/** The offline worker speaks for the reporter's pages alone. */
export const worker = (): Promise<Exchange> => {
  if (!programs) throw platformProblems.notFound()
  return said('text/javascript; charset=utf-8', workerText(), { 'service-worker-allowed': '/' })
}
