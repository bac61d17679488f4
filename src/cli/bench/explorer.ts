// Measures the explorer in a real browser: how soon it paints, and how soon a changed filter is on the screen.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { demonstrationSignIns } from '../../modules/demonstration/index.ts'
import { readConfig } from '../../platform/config.ts'
import { openSystem } from '../../system.ts'
import { median, seconds, times, type Finding } from './finding.ts'
import { growSource, grownFile, sourceOfSize } from './grown.ts'
import { address, firstPage, launch, stop } from './node.ts'

const records = Number(process.env.SIDMI_BENCH_RECORDS ?? 1_000_000)
const chromium = process.env.SIDMI_BENCH_CHROMIUM ?? '/usr/bin/chromium'
const still = 600
const filterRuns = ['female', 'male', 'other', 'female', 'male', 'other', 'none']

/** Seconds until the first paint of the explorer's own address, and until its table is there; the browser's cache is empty. */
const opened = async (page: Page, view: string): Promise<{ paint: number; table: number }> => {
  await page.goto(`${address}${view}`)
  await page.locator('main table').first().waitFor()
  return page.evaluate(() => ({ table: performance.now() / 1000, paint: (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN) / 1000 }))
}

/** Seconds from a change of the address to the last change of the page that follows it. */
const changed = (page: Page, view: string): Promise<number> =>
  page.evaluate(async ([to, quiet]) => {
    const start = performance.now()
    let last = start
    const watcher = new MutationObserver(() => (last = performance.now()))
    watcher.observe(document.querySelector('main') ?? document.body, { childList: true, subtree: true, characterData: true })
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
    while (last === start || performance.now() - last < Number(quiet)) {
      if (performance.now() - start > 10_000) break
      await new Promise((wake) => setTimeout(wake, 20))
    }
    watcher.disconnect()
    return last === start ? Number.NaN : (last - start) / 1000
  }, [view, String(still)] as const)

const signIn = async (page: Page): Promise<void> => {
  const analyst = demonstrationSignIns().find(({ email }) => email.startsWith('analista')) ?? demonstrationSignIns()[0]
  const reply = await page.request.post(`${address}/api/session`, { data: { email: analyst?.email, password: analyst?.password } })
  if (!reply.ok()) throw new Error(`The browser could not sign in: ${String(reply.status())}`)
}

const look = async (source: string): Promise<{ paint: number; table: number; filters: number[] }> => {
  const { chromium: browsers } = await import('playwright-core')
  const browser = await browsers.launch({ executablePath: chromium, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await signIn(page)
    const view = `/app/figures?source=${source}&measure=incidents&view=table&rows=territory&columns=offence`
    await page.request.get(`${address}/api/figures?source=${source}`)
    const { paint, table } = await opened(page, view)
    await page.waitForLoadState('networkidle')
    const filters: number[] = []
    for (const [run, sex] of filterRuns.entries()) filters.push(await changed(page, `${view}&sex=${sex}&nationality=${run % 2 ? 'HN' : 'GT'}`))
    return { paint, table, filters }
  } finally {
    await browser.close()
  }
}

const prepare = async (folder: string): Promise<void> => {
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' }), { purpose: 'command', kind: 'demonstration' })
  try {
    await growSource(system, sourceOfSize(records), await grownFile(folder, records))
  } finally {
    await system.database.close()
  }
}

/** The explorer over SIDMI_BENCH_RECORDS records (a million), with the browser at SIDMI_BENCH_CHROMIUM, on the built node. */
export const benchExplorer = async (): Promise<Finding[]> => {
  const kept = process.env.SIDMI_BENCH_FOLDER
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'sidmi-bench-')))
  await prepare(folder)
  const node = launch(folder)
  try {
    await firstPage()
    await pause(still)
    const { paint, table, filters } = await look(sourceOfSize(records))
    const size = records.toLocaleString('en')
    return [
      { what: `explorer, ${size} records: first paint`, measured: seconds(paint), yardstick: '1 s', ratio: times(paint), bar: '1 ×' },
      { what: `explorer, ${size} records: its table on the screen`, measured: seconds(table), yardstick: '—', ratio: '—', bar: '—' },
      { what: `explorer, ${size} records: a changed filter on the screen`, measured: seconds(median(filters)), yardstick: '300 ms', ratio: times(median(filters) / 0.3), bar: '1 ×' },
    ]
  } finally {
    await stop(node)
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
}
