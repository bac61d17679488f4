// What was filled in and waits for the network: sent by itself, each delivery under one id of its own, so that it is received exactly once.
import type { DeliverySummary } from '../../modules/collection/model/delivery.ts'
import { uploadFile, type ApiProblem } from '../kit/kit.ts'
import { forget, keep, kept, keptUnder } from '../kit/kept.ts'
import { mayPass, outboxOf, sendWaiting } from '../kit/outbox.ts'

/** A filled period of one obligation, on this device. */
export interface Draft {
  rows: string[][]
  /** ISO instant of the last change. */
  at: string
  /** Why the node did not take it, in the reader's language. */
  refusal?: string
}

/** A delivery on its way. `id` is made here and stays the same however often it is sent. */
export interface Parcel {
  id: string
  source: string
  fileName: string
  csv: string
  /** Whose draft it is made of; see `placeOf`. */
  place: string
  at: string
}

/** What is left once the node has it: which delivery, and when; no figures. */
export interface Received {
  delivery: string
  at: string
}

/** Names a period of an obligation of a person; the drafts of one are another's nowhere. */
export const placeOf = (person: string, obligation: string, part: string): string => `${person}:%:${obligation}:${part}`

/** The key under which a kind of thing about the place is kept. */
export const keyOf = (kind: 'draft' | 'received' | 'grid', place: string): string => place.replace('%', kind)

export const parcelsOf = async (person: string): Promise<Parcel[]> =>
  (await keptUnder<Parcel>(outboxOf(person))).map(([, parcel]) => parcel).filter(({ csv }) => csv !== undefined)

/** Puts a filled period on its way; what was on its way for the same period is taken back. */
export const post = async (person: string, parcel: Omit<Parcel, 'id' | 'at'>): Promise<void> => {
  await takeBack(person, parcel.place)
  const id = crypto.randomUUID()
  await keep(`${outboxOf(person)}${id}`, { ...parcel, id, at: new Date().toISOString() })
  await sendWaiting()
}

/** Takes back what has not been received of a place. */
export const takeBack = async (person: string, place: string): Promise<void> => {
  const waiting = (await parcelsOf(person)).filter((parcel) => parcel.place === place)
  await forget(waiting.map(({ id }) => `${outboxOf(person)}${id}`))
}

const send = async (person: string, { id, source, fileName, csv, place }: Parcel): Promise<void> => {
  const own = `${outboxOf(person)}${id}`
  try {
    await uploadFile<DeliverySummary>('/api/deliveries', new File([csv], fileName, { type: 'text/csv' }), { query: { source, id } })
    await keep(keyOf('received', place), { delivery: id, at: new Date().toISOString() } satisfies Received)
    await forget([own, keyOf('draft', place), keyOf('grid', place)])
  } catch (problem) {
    if (mayPass(problem)) return
    const draft = await kept<Draft>(keyOf('draft', place))
    if (draft) await keep(keyOf('draft', place), { ...draft, refusal: (problem as ApiProblem).title })
    await forget([own])
  }
}

/** Sends every filled period of the person that waits. */
export const sendParcels = async (person: string): Promise<void> => {
  for (const parcel of await parcelsOf(person)) await send(person, parcel)
}
