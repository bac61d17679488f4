// A node of its own for a journey, started as people start it, and a real browser to walk it with.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

export interface OpenNode {
  /** As printed in the terminal. */
  address: string
  dataFolder: string
  /** Everything the node has printed so far. */
  printed: () => string
  /** Ctrl-C, then waits for its end. */
  interrupt: () => Promise<void>
  /** Power cut: kill -9, then waits for its end. */
  kill: () => Promise<void>
  /** Ctrl-C, and the data folder is thrown away. */
  stop: () => Promise<void>
}

/** A data folder of its own; its path has spaces, as people's do. */
export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'sidmi journey '))

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const endOf = (child: ChildProcess): Promise<void> =>
  hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()))

const addressIn = (output: string): string | undefined => /(http:\/\/\S+?:\d+)\s+·[^]*Ctrl-C/.exec(output)?.[1]

/** The address it prints once it is open. */
const opened = (child: ChildProcess, printed: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The node ended before it was open:\n${printed()}`)))
    child.stdout?.on('data', () => {
      const address = addressIn(printed())
      if (address) resolve(address)
    })
  })

interface NodeOptions {
  words?: string[]
  dataFolder?: string
  port?: number
}

/** Starts the built node over a new data folder (or a given one) and waits until it says that it is open. */
export const openNode = async ({ words = [], dataFolder = newDataFolder(), port }: NodeOptions = {}): Promise<OpenNode> => {
  let output = ''
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'start', ...words], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SIDMI_DATA: dataFolder, SIDMI_PORT: String(port ?? await freePort()), SIDMI_LOG_LEVEL: 'warn' },
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const printed = (): string => output
  const address = await opened(child, printed)
  const end = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    child.kill(signal)
    await endOf(child)
  }
  const stop = async (): Promise<void> => {
    await end('SIGINT')
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { address, dataFolder, printed, interrupt: () => end('SIGINT'), kill: () => end('SIGKILL'), stop }
}

/** Debian's Chromium without the background traffic that has nothing to do with the page. */
const program = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
}

export const openBrowser = (): Promise<Browser> => chromium.launch(program)

/** A browser that keeps what browsers keep between sessions, in this folder. */
export const openProfile = (folder: string): Promise<BrowserContext> => chromium.launchPersistentContext(folder, { ...program, locale: localeOf.es, viewport: desktop })

interface Place {
  node: OpenNode
  browser: Browser
  /** The node's. */
  address: string
}

/** A node and a browser for all tests of a file: there before the first, gone after the last. `more` waits for what else they need. */
export const placeForAll = (more: (place: Place) => Promise<unknown> = () => Promise.resolve()): Place => {
  const place = {} as Place
  beforeAll(async () => {
    const [node, browser] = await Promise.all([openNode(), openBrowser()])
    await more(Object.assign(place, { node, browser, address: node.address }))
  })
  afterAll(async () => {
    await place.browser.close()
    await place.node.stop()
  })
  return place
}

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 900 }

interface WindowOptions {
  language?: 'es' | 'en'
  view?: typeof phone
  scheme?: 'light' | 'dark'
  javaScript?: boolean
}

export interface Window {
  context: BrowserContext
  page: Page
  /** What the console complained of: errors of scripts, and what the content policy blocked. */
  faults: string[]
}

const localeOf = { es: 'es-MX', en: 'en-US' }

/** A window of the browser as one person opens it. */
export const openWindow = async (browser: Browser, { language = 'es', view = desktop, scheme = 'light', javaScript = true }: WindowOptions = {}): Promise<Window> => {
  const context = await browser.newContext({
    locale: localeOf[language], viewport: view, colorScheme: scheme, timezoneId: 'America/Mexico_City', javaScriptEnabled: javaScript, deviceScaleFactor: 1,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text())
  })
  return { context, page, faults }
}

/** What axe finds against WCAG 2.2 A and AA, as one line each; empty when nothing. */
export const barriers = async (page: Page): Promise<string[]> => {
  // A page just arrived at may not have its style sheet yet, and is judged as it will be seen.
  await page.waitForLoadState('load')
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)
}

/** How each screen is looked at: in Spanish on a desk by day, in English on a phone in the dark. */
export const ways = [
  { language: 'es', view: desktop, scheme: 'light', name: 'desk-es' },
  { language: 'en', view: phone, scheme: 'dark', name: 'phone-en-dark' },
] as const

export const isTooWide = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

/** Sealing takes a while on a busy machine. */
export const patience = { timeout: 30_000 }

const pictures = process.env.SIDMI_PICTURES

/** Keeps a picture when SIDMI_PICTURES names a folder: of the whole page, or of its first pixels down to a height. */
export const picture = async (page: Page, name: string, height?: number): Promise<void> => {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  const clip = height === undefined ? {} : { clip: { x: 0, y: 0, width: page.viewportSize()?.width ?? desktop.width, height } }
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, ...clip })
}
