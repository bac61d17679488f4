// Alerts read on this device with or without network: what was received stays on it until signing out, and TLP:RED never does.
import { useEffect } from 'react'
import type { CarriedAlerts } from '../../modules/alerts/model/carried.ts'
import type { AlertSummary, AlertView } from '../../modules/alerts/model/views.ts'
import { callAct, useMay, useSession, type Reading, type Reply } from '../kit/kit.ts'
import { forget, keepRead, keptUnder } from '../kit/kept.ts'
import { useKeptRead } from '../kit/kept-read.ts'

interface ReceivedList {
  items: AlertSummary[]
}

const usePersonId = (): string | undefined => useSession()?.person?.id

const alertsOf = (person: string): string => `${person}:alert:`

const mayStay = ({ tlp }: Pick<AlertSummary, 'tlp'>): boolean => tlp !== 'red'

/** The list with lines that live news brought: the latest first, each alert once. */
export const withLines = (items: readonly AlertSummary[], brought: readonly AlertSummary[]): AlertSummary[] =>
  [...brought, ...items.filter(({ id }) => !brought.some((line) => line.id === id))]

/** What was sent to this person; without network, as it was last seen. */
export const useReceived = (): Reading<ReceivedList> => {
  const person = usePersonId()
  return useKeptRead<ReceivedList>({
    path: '/api/alerts', input: { box: 'received' }, topics: ['alert'], key: person && `${person}:alerts`,
    keeps: (list) => ({ ...list, items: list.items.filter(mayStay) }),
    takeIn: (list, brought) => ({ ...list, items: withLines(list.items, (brought as ReceivedList).items) }),
  })
}

/** One alert; without network, if it was received, may stay on the device, and is there. */
export const useAlert = (id: string): Reading<AlertView> => {
  const person = usePersonId()
  return useKeptRead<AlertView>({
    path: '/api/alerts/:id', input: { id }, topics: ['alert'], key: person && `${alertsOf(person)}${id}`,
    keeps: (alert) => (alert.received !== null && mayStay(alert) ? { ...alert, workshop: null } : undefined),
  })
}

const soonestMs = 1500
const spreadMs = 20_000

/** The message somebody has of an alert: another one is read anew. */
const messageOf = ({ id, received }: Pick<AlertSummary, 'id' | 'received'>): string => `${id} ${received?.kind ?? ''} ${String(received?.version ?? '')}`

const carry = async (person: string, listed: readonly AlertSummary[]): Promise<void> => {
  const here = await keptUnder<Reply<AlertView>>(alertsOf(person))
  const known = new Set(listed.filter(mayStay).map(({ id }) => `${alertsOf(person)}${id}`))
  await forget(here.map(([key]) => key).filter((key) => !known.has(key)))
  const messages = new Set(here.map(([, alert]) => messageOf(alert)))
  if (listed.filter((alert) => mayStay(alert) && alert.isInForce).every((alert) => messages.has(messageOf(alert)))) return
  const { items } = await callAct<CarriedAlerts>('GET', '/api/alerts/carried')
  for (const alert of items) await keepRead(`${alertsOf(person)}${alert.id}`, { ...alert, allowed: ['alert.acknowledge'] } satisfies Reply<AlertView>)
}

/** Quietly, a moment later: takes along what is in force, so that it opens without network; lets go what is no longer this person's. */
export const useCarried = (reading: Reading<ReceivedList>): void => {
  const person = usePersonId()
  const may = useMay('alert.carry')
  const items = reading.data?.items
  useEffect(() => {
    if (!may || person === undefined || items === undefined) return
    const timer = setTimeout(() => void carry(person, items).catch(() => undefined), soonestMs + Math.random() * spreadMs)
    return () => clearTimeout(timer)
  }, [may, person, items])
}
