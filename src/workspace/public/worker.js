// Keeps the workspace's own page and files on the device, so that it opens without network. Answers of the interface (/api) are never kept.
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
