// The receiving units of the demonstration, and reporters who write to them over HTTP as their browsers would.
import { padded } from '../../src/platform/seal/padding.ts'
import { openIdentity } from '../../src/platform/seal/receipt.ts'
import { openWith, sealTo } from '../../src/platform/seal/seal.ts'
import { filePieceBytes } from '../../src/modules/reports/model/files.ts'
import type { ReporterView } from '../../src/modules/reports/model.ts'
import type { PublicUnit } from '../../src/modules/units/model.ts'
import type { Person } from '../people.ts'
import { base64, makeReport, newSecret, proof, type Made } from '../reports.ts'
import { fromBase64 } from '../units.ts'

type Doer = Pick<Person, 'does' | 'sees'>

const anyone = (address: string): Doer => {
  const does = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const reply = await fetch(address + path, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) })
    if (!reply.ok) throw new Error(`${method} ${path} was answered ${String(reply.status)}: ${await reply.text()}`)
    return (await reply.json()) as T
  }
  return { does, sees: (path) => does('GET', path) }
}

/** The demonstration's unit in a country; the people of its institution open their vaults with the published passphrase. */
export const unitIn = async (address: string, country: string): Promise<PublicUnit> => {
  const { units } = await anyone(address).sees<{ units: PublicUnit[] }>('/api/units/public')
  const unit = units.find((each) => each.country === country)
  if (!unit) throw new Error(`No unit receives in ${country}`)
  return unit
}

export interface Reporter extends Made {
  /** Everything the unit said, opened with the receipt alone. */
  reads: () => Promise<string[]>
  /** Writes again. */
  adds: (text: string) => Promise<void>
}

interface Telling {
  unit: PublicUnit
  said: Record<string, unknown>
  consents?: Made['sent']['consents']
  files?: readonly { id: string; content: Uint8Array }[]
  /** What becomes of the sealed text on its way. */
  onTheWay?: (sealed: Uint8Array) => Uint8Array | Promise<Uint8Array>
}

const sendFile = async (address: string, unit: PublicUnit, { id, content }: { id: string; content: Uint8Array }): Promise<{ id: string; secret: string }> => {
  const client = anyone(address)
  const [sealed, secret] = [await sealTo([unit.key.recipient], content), newSecret()]
  await client.does('POST', '/api/reports/files', { id, secret, bytes: sealed.length, proof: await proof(client as Person) })
  for (let offset = 0; offset < sealed.length; offset += filePieceBytes) {
    const body = Buffer.from(sealed.subarray(offset, offset + filePieceBytes))
    const reply = await fetch(`${address}/api/reports/files/${id}?offset=${String(offset)}`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream', 'file-secret': secret }, body })
    if (!reply.ok) throw new Error(await reply.text())
  }
  return { id, secret }
}

/** Sends a report with files, sealed to the unit, and stays reachable by its receipt. */
export const tell = async (address: string, { unit, said, consents, files = [], onTheWay = (sealed) => sealed }: Telling): Promise<Reporter> => {
  const client = anyone(address)
  const sentFiles = await Promise.all(files.map((file) => sendFile(address, unit, file)))
  const body = base64(await onTheWay(await sealTo([unit.key.recipient], padded({ version: 1, language: 'es', sent: new Date().toISOString().slice(0, 10), answers: {}, files: [], ...said }))))
  const made = await makeReport([unit.key], '', { body, files: sentFiles, ...(consents && { consents }) })
  await client.does('POST', '/api/reports', { ...made.sent, proof: await proof(client as Person) })
  const open = async () => client.does<ReporterView>('POST', '/api/reports/open', { lookup: made.lookup, proof: await proof(client as Person) })
  return {
    ...made,
    reads: async () => {
      const view = await open()
      const identity = await openIdentity(made.receipt, fromBase64(view.identity))
      const messages = view.messages.filter(({ from }) => from === 'unit')
      return Promise.all(messages.map(async ({ body: sealed }) => (JSON.parse(new TextDecoder().decode(await openWith([identity], fromBase64(sealed)))) as { text: string }).text))
    },
    adds: async (text) => {
      const sealed = base64(await sealTo([unit.key.recipient, made.reader.recipient], padded({ version: 1, language: 'es', text, files: [] })))
      await client.does('POST', '/api/reports/add', { lookup: made.lookup, id: crypto.randomUUID(), body: sealed, files: [], proof: await proof(client as Person) })
    },
  }
}
