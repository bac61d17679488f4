// The round and the web grid in a browser: what is missing, the matrix, and figures filled in without network that arrive exactly once.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn } from './people.ts'
import { barriers, isTooWide, openBrowser, openNode, type OpenNode, phone, picture, ways } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

test.each(ways)('a coordinator reads the matrix, opens a late period and reminds of it: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'coordinacion', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  await page.goto(`${node.address}/app/round`)
  await page.getByRole('table').first().waitFor()
  await picture(page, `round-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  const late = page.getByRole('row').filter({ hasText: 'Ecuador' }).getByRole('button').filter({ hasText: '✕' }).first()
  await late.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: language === 'es' ? 'Dispensar' : 'Excuse' }).waitFor()
  await picture(page, `round-cell-${name}`)
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('textbox').fill('Mudanza de la oficina.')
  await dialog.getByRole('button', { name: language === 'es' ? 'Dispensar' : 'Excuse', exact: true }).click()
  await dialog.getByText(language === 'es' ? 'dispensada' : 'excused').first().waitFor()
  await page.goto(`${node.address}/app/round/obligations`)
  await page.getByRole('table').waitFor()
  await picture(page, `obligations-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

interface Due {
  obligation: string
  period: string
}

/** A week that the person’s institution owes and that is over. */
const dueWeek = async (context: BrowserContext): Promise<Due> => {
  const { rounds } = await (await context.request.get(`${node.address}/api/round`)).json() as { rounds: { rows: { obligation: string; isOwn: boolean; cells: ({ period: string; standing: string } | null)[] }[] }[] }
  const row = rounds.flatMap(({ rows }) => rows).find(({ isOwn }) => isOwn)
  const cell = row?.cells.findLast((each) => each && each.standing !== 'open')
  return { obligation: row?.obligation ?? '', period: cell?.period ?? '' }
}

const cell = (page: Page, row: number, column: number) => page.locator(`#cell-${row}-${column}`)

const deliveriesOf = async (context: BrowserContext): Promise<string[]> =>
  (await (await context.request.get(`${node.address}/api/deliveries`)).json() as { items: { fileName: string }[] }).items.map(({ fileName }) => fileName).filter((name) => name.includes('en-linea'))

test('the start screen says what is still to be delivered, with what to do about it', async () => {
  for (const { language, view, scheme, name } of ways) {
    const { page, context, faults } = await signedIn(browser, node.address, 'punto.focal', { language, view, scheme })
    await context.request.put(`${node.address}/api/language`, { data: { language } })
    await page.goto(`${node.address}/app`)
    await page.getByRole('heading', { name: language === 'es' ? 'Le falta entregar' : 'Still to deliver' }).waitFor()
    await page.getByRole('link', { name: language === 'es' ? 'Llenar en línea' : 'Fill in on line' }).first().waitFor()
    await picture(page, `due-${name}`)
    expect(await barriers(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    expect(faults).toEqual([])
    await context.close()
  }
})

/** Opens the grid of a week and waits until the page can do without the node. */
const openGrid = async (page: Page, { obligation, period }: Due): Promise<void> => {
  await page.goto(`${node.address}/app/round/fill/${obligation}/${period}`)
  await page.getByRole('grid').waitFor()
  await page.waitForFunction(async () => {
    await navigator.serviceWorker.ready
    const kept = await (await caches.open('sidmi-shell-1')).keys()
    return kept.some(({ url }) => url.endsWith('/app')) && kept.some(({ url }) => /\/fill-[\w-]+\.js$/.test(url)) && kept.some(({ url }) => /\/index-[\w-]+\.js$/.test(url))
  })
}

/** Types a row by keyboard alone, from its first cell on. */
const typeRow = async (page: Page, row: number, cells: readonly string[]): Promise<void> => {
  await cell(page, row, 0).focus()
  for (const words of cells) {
    if (words !== '') await page.keyboard.type(words)
    await page.keyboard.press('Tab')
  }
}

test('without network figures are filled in, survive closing the page, wait, and arrive exactly once', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'punto.focal')
  const due = await dueWeek(context)
  await openGrid(page, due)
  await picture(page, 'grid-desk-es')
  expect(await barriers(page)).toEqual([])
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Una fila más' }).click()
  const row = await page.getByRole('grid').getByRole('row').count() - 2
  await typeRow(page, row, ['chiapas', 'secuestro', 'mujeres', '0-11', 'Honduras', '-7'])
  await page.getByText('La cifra es negativa y un conteo no puede serlo.').waitFor()
  expect(await page.getByRole('button', { name: /^Enviar/ }).isDisabled()).toBe(true)
  await picture(page, 'grid-fault-desk-es')
  await cell(page, row, 5).focus()
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await page.getByText('Guardado en este dispositivo, sin enviar').waitFor()
  await page.reload()
  await cell(page, row, 5).getByText('7').waitFor()
  await cell(page, row, 0).getByText('Chiapas').waitFor()
  await page.getByRole('button', { name: /^Enviar/ }).click()
  await page.getByText('Esperando la red').waitFor()
  await picture(page, 'grid-waiting-desk-es')
  await page.reload()
  await page.getByText('Esperando la red').waitFor()
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Ver el recibo' }).waitFor({ timeout: 60_000 })
  expect(await deliveriesOf(context)).toHaveLength(1)
  const leftovers = await page.evaluate(() => new Promise<string[]>((resolve) => {
    const opening = indexedDB.open('sidmi')
    opening.onsuccess = () => {
      const asking = opening.result.transaction('kept').objectStore('kept').getAllKeys()
      asking.onsuccess = () => resolve(asking.result.map(String).filter((key) => /:(draft|outbox):/.test(key)))
    }
  }))
  expect(leftovers).toEqual([])
  await page.getByRole('link', { name: 'Ver el recibo' }).click()
  await page.getByText('importada').waitFor()
  await page.goto(page.url().replace('/deliveries/', '/round/receipts/'))
  await page.getByRole('heading', { name: 'Recibo de entrega' }).waitFor()
  await picture(page, 'receipt-desk-es')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: /\/receipts\?id=/ }).click()
  await page.getByText('✓ Coincide.').waitFor()
  await picture(page, 'receipt-check-desk-es')
  expect(await barriers(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

/** What the last thing to press on the page lies under, once one has scrolled to the end; null when it can be pressed. */
const overTheLast = (page: Page): Promise<string | null> => page.evaluate(() => {
  window.scrollTo(0, document.documentElement.scrollHeight)
  const last = [...document.querySelectorAll('main a[href], main button')].at(-1)!
  const { left, top, width, height } = last.getBoundingClientRect()
  const found = document.elementFromPoint(left + width / 2, top + height / 2)
  return last.contains(found) ? null : (found?.textContent ?? '').slice(0, 60)
})

test('without network, on a phone, nothing to press lies under what says so', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'punto.focal', { view: phone })
  await openGrid(page, await dueWeek(context))
  await context.setOffline(true)
  await page.getByText('Sin conexión con el nodo.').waitFor()
  expect(await overTheLast(page)).toBeNull()
  await picture(page, 'grid-offline-phone-es')
  expect(faults).toEqual([])
  await context.close()
})

test('a reply lost on its way back makes no second delivery; cells are pasted from a spreadsheet', async () => {
  const { page, context } = await signedIn(browser, node.address, 'punto.focal.guatemala', { view: phone })
  const due = await dueWeek(context)
  await openGrid(page, due)
  await picture(page, 'grid-phone-es')
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  const before = (await deliveriesOf(context)).length
  await page.getByRole('button', { name: 'Una fila más' }).click()
  const row = await page.getByRole('grid').getByRole('row').count() - 2
  await cell(page, row, 0).focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'Petén\ttrata de personas\tmujeres\t0-11\tHonduras\t3\nIzabal\trobo\thombres\t0-11\tHonduras\t1.204\n')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await cell(page, row + 1, 5).getByText('1204').waitFor()
  let lost = 0
  await context.route('**/api/deliveries?*', async (route) => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: /^Enviar/ }).click()
  await page.getByRole('link', { name: 'Ver el recibo' }).waitFor({ timeout: 90_000 })
  expect(lost).toBe(1)
  expect(await deliveriesOf(context)).toHaveLength(before + 1)
  await context.close()
})

test('signing out with something unsent asks first, and then nothing is left on the device', async () => {
  const { page, context } = await signedIn(browser, node.address, 'punto.focal')
  await openGrid(page, await dueWeek(context))
  await page.getByRole('button', { name: 'Una fila más' }).click()
  await page.getByText('Guardado en este dispositivo, sin enviar').waitFor()
  const menu = page.getByRole('banner').getByRole('button', { name: /^Punto focal/ })
  await menu.click()
  await page.getByRole('button', { name: 'Salir', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Hay algo sin enviar' })
  await dialog.getByText('un borrador').waitFor()
  await picture(page, 'leaving-desk-es')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Salir y borrarlo' }).click()
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  const left = await page.evaluate(() => new Promise<number>((resolve) => {
    const opening = indexedDB.open('sidmi')
    opening.onsuccess = () => {
      const asking = opening.result.transaction('kept').objectStore('kept').count()
      asking.onsuccess = () => resolve(asking.result)
    }
  }))
  expect(left).toBe(0)
  await context.close()
})
