// Opens the reporter's pages without network, for whoever chose to keep them. Answers of the node are never kept, but the list of units and their keys.
import { within } from './talking.ts'

interface Waits { waitUntil: (work: Promise<unknown>) => void }
interface Asked extends Waits { request: Request; respondWith: (response: Promise<Response>) => void }
interface Worker {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  addEventListener: ((type: 'install' | 'activate', hear: (event: Waits) => void) => void) & ((type: 'fetch', hear: (event: Asked) => void) => void)
}
const worker = globalThis as unknown as Worker

const place = 'sidmi-pages'
const units = '/api/units/public'
/** On a bad connection what is kept is better than waiting, in ms. */
const patience = 8000

const isFile = (path: string): boolean => path.startsWith('/assets/')
const isPage = (path: string): boolean => /^\/\w\w\/report(\/(back|carry))?$/.test(path)

const kept = async (request: Request): Promise<Response | undefined> => (await caches.open(place)).match(request, { ignoreSearch: true, ignoreVary: true })

const fresh = async (request: Request, init: RequestInit = {}): Promise<Response> => {
  const response = await fetch(request, init)
  if (response.ok) await (await caches.open(place)).put(request, response.clone())
  return response
}

const freshOrKept = (request: Request): Promise<Response> => fresh(request, { signal: within(patience) }).catch(async () => (await kept(request)) ?? Response.error())
/** A file not yet kept is of a new version: it is kept from now on, however long it takes to come. */
const keptOrFresh = async (request: Request): Promise<Response> => (await kept(request)) ?? fresh(request)

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (isFile(pathname)) event.respondWith(keptOrFresh(request))
  else if (isPage(pathname) || pathname === units) event.respondWith(freshOrKept(request))
})
