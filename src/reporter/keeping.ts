// What stays on the device, only if the person chooses so: the pages for use without network, and reports already sealed that wait for it.
import { clear, createStore, del, entries, set, type UseStore } from 'idb-keyval'
import type { SendReport } from '../modules/reports/model.ts'
import { lang } from './page.ts'
import { programAddresses } from './programs.ts'

const place = 'sidmi-pages'

let opened: UseStore | undefined
const outbox = (): UseStore => (opened ??= createStore(place, 'outbox'))

/** A sealed file that waits with its report; nobody on this device can open it. */
export interface WaitingFile {
  id: string
  secret: string
  sealed: Blob
}

export interface Waiting {
  report: Omit<SendReport, 'proof'>
  files: WaitingFile[]
}

/** Set beside what is kept, for browsers that do not tell which stores there are; it says nothing else. */
const marker = 'sidmi-kept'

/** Storage may be forbidden: then the marker is simply not there. */
const withMarker = (work: (storage: Storage) => void): void => {
  try {
    work(localStorage)
  } catch {
    return
  }
}

const isMarked = (): boolean => {
  let found = false
  withMarker((storage) => (found = storage.getItem(marker) !== null))
  return found
}

export const keepWaiting = async (waiting: Waiting): Promise<void> => {
  await set(waiting.report.id, waiting, outbox())
  withMarker((storage) => storage.setItem(marker, '1'))
}

/** Whether anything was ever kept here: asking must not itself leave a trace. */
const isAnythingKept = async (): Promise<boolean> => {
  const known = await indexedDB.databases?.().catch(() => undefined)
  return known === undefined ? isMarked() : known.some(({ name }) => name === place)
}

export const dropWaiting = async (id: string): Promise<void> => {
  if (await isAnythingKept()) await del(id, outbox())
}

/** Reports that wait for network, oldest first as the browser gives them. */
export const allWaiting = async (): Promise<Waiting[]> =>
  (await isAnythingKept()) ? (await entries<string, Waiting>(outbox())).map(([, waiting]) => waiting) : []

export const canKeepPages = (): boolean => 'serviceWorker' in navigator && 'caches' in globalThis

const scope = `/${lang}/report`

export const arePagesKept = async (): Promise<boolean> => canKeepPages() && (await navigator.serviceWorker.getRegistration(scope)) !== undefined

const styles = (): string[] => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(({ href }) => href)
const scripts = (): string[] => [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src)

/** Keeps the pages and everything they need; then they open without network. */
export const keepPages = async (): Promise<void> => {
  const shelf = await caches.open(place)
  await shelf.addAll([scope, `${scope}/back`, `${scope}/carry`, '/api/units/public', ...styles(), ...scripts(), ...programAddresses()])
  await navigator.serviceWorker.register('/report-worker.js', { scope })
}

/** After the node was given a new version: the programs this page will need are kept as well, so that it works without network again. */
export const keepPrograms = async (): Promise<void> => {
  if (!(await arePagesKept())) return
  const shelf = await caches.open(place)
  for (const address of programAddresses()) if (!(await shelf.match(address))) await shelf.add(address)
}

const forgetPages = async (): Promise<void> => {
  if (!canKeepPages()) return
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all([caches.delete(place), ...registrations.filter((each) => each.scope.includes('/report')).map((each) => each.unregister())])
}

const forgetOutbox = async (): Promise<void> => {
  if (opened) await clear(opened)
  indexedDB.deleteDatabase(place)
}

/** Leaves nothing of these pages on the device. */
export const forgetAll = async (): Promise<void> => {
  sessionStorage.clear()
  withMarker((storage) => storage.removeItem(marker))
  await Promise.all([forgetPages(), forgetOutbox()])
}
