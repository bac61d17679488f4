// Has the browser keep the workspace's own page and files, so that it opens without network.

const ours = (): string[] =>
  performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.startsWith(`${location.origin}/app/assets/`))

/** Hands what this page has loaded so far to the worker, which keeps it; needs a built workspace and a secure address. */
export const keepShell = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  await navigator.serviceWorker.register('/app/worker.js', { scope: '/app' })
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(ours())
}
