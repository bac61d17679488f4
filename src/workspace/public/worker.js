// Keeps the workspace's own page and files on the device, so that it opens without network, and shows that there is something to read.
// Answers of the interface (/api) are never kept.
const shelf = 'sidmi-shell-1'
const page = '/app'

const isOurFile = ({ pathname }) => pathname.startsWith('/app/assets/')

const filesIn = (html) => [...html.matchAll(/(?:src|href)="(\/app\/assets\/[^"]+)"/g)].map(([, file]) => file)

const keepFiles = async (files) => {
  const kept = await caches.open(shelf)
  for (const file of files) if (!(await kept.match(file))) await kept.add(file).catch(() => undefined)
}

/** A page of a newer version brings its own files: those of the one before go. */
const keepPage = async (response) => {
  const files = filesIn(await response.clone().text())
  const kept = await caches.open(shelf)
  const isNewer = !(await Promise.all(files.map((file) => kept.match(file)))).every(Boolean)
  if (isNewer) await caches.delete(shelf)
  await (await caches.open(shelf)).put(page, response)
  await keepFiles(files)
}

const openPage = async (event) => {
  try {
    const response = await fetch(event.request)
    if (response.ok) event.waitUntil(keepPage(response.clone()))
    return response
  } catch {
    return (await caches.match(page)) ?? Response.error()
  }
}

const openFile = async (request) => {
  const found = await caches.match(request, { ignoreVary: true })
  if (found) return found
  const response = await fetch(request)
  if (response.ok) await (await caches.open(shelf)).put(request, response.clone())
  return response
}

self.addEventListener('install', (event) => {
  self.skipWaiting()
  event.waitUntil(fetch(page).then(keepPage))
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => event.waitUntil(keepFiles(event.data.filter((file) => isOurFile(new URL(file))))))

self.addEventListener('fetch', (event) => {
  const address = new URL(event.request.url)
  if (event.request.method !== 'GET' || address.origin !== location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(openPage(event))
  else if (isOurFile(address)) event.respondWith(openFile(event.request))
})

/** What was sent says no more than that there is something to read; the same told again takes the place of the first, silently. */
const show = (data) => {
  const { tag, words } = data ?? { tag: 'sidmi', words: 'Tiene algo por leer. · You have something to read.' }
  return self.registration.showNotification('SIDMI', { body: words, tag })
}

const told = ({ data }) => {
  try {
    return data?.json()
  } catch {
    return undefined
  }
}

/** Opens the alerts in a window that is there already, or in a new one. */
const openAlerts = async () => {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const here = windows.find(({ url }) => new URL(url).pathname.startsWith(page))
  if (!here) return self.clients.openWindow(`${page}/alerts`)
  await here.focus()
  return here.navigate(`${page}/alerts`).catch(() => undefined)
}

/** A browser that gave up its subscription takes a new one and tells the node. */
const subscribeAgain = async ({ oldSubscription }) => {
  const key = oldSubscription?.options.applicationServerKey
  if (!key) return
  const { endpoint, keys } = (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON()
  await fetch('/api/push', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ endpoint, keys }) })
}

self.addEventListener('push', (event) => event.waitUntil(show(told(event))))

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openAlerts())
})

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)))
