// The protocols an alert may point to, as they ship with this version of SIDMI.
import file from '../../../../content/alerts/protocols.json' with { type: 'json' }
import type { Protocol } from '../model/views.ts'

type Row = Pick<Protocol, 'id' | 'names' | 'aim' | 'never'> & { steps: Omit<Protocol['steps'][number], 'number'>[] }

const rows = file.rows as readonly unknown[] as readonly Row[]

/** Every protocol, in the order of the file; steps are numbered from 1. */
export const protocols: readonly Protocol[] = rows.map(({ id, names, aim, never, steps }) => ({
  id, names, aim, never, source: file.meta.source, verify: file.meta.verify, steps: steps.map((step, at) => ({ number: at + 1, ...step })),
}))

export const protocolNote = file.meta.note

const byId = new Map(protocols.map((protocol) => [protocol.id, protocol]))

/** The protocols of these ids, in their order; what does not exist is left out. */
export const protocolsAmong = (ids: readonly string[]): Protocol[] => ids.flatMap((id) => byId.get(id) ?? [])
