// The life of a node seen from outside: set up, port taken, stopped, killed, started again.
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { barriers, freePort, newDataFolder, openBrowser, openNode, openWindow, picture, type OpenNode } from './place.ts'

let browser: Browser
const dataFolder = newDataFolder()

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** A node that is stopped when the test ends, however it ends. */
const nodeUntilTheEnd = async (options: Parameters<typeof openNode>[0]): Promise<OpenNode> => {
  const node = await openNode(options)
  onTestFinished(node.interrupt)
  return node
}

const orNothing = (read: () => string): string => {
  try {
    return read()
  } catch {
    return '' // it ended meanwhile, or it is not ours to look at
  }
}

/** Processes that work in a folder or were told of it: the database's own, each with what it was called with. */
const processesOf = (folder: string): string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).flatMap((id) => {
    const place = join('/proc', id)
    const called = orNothing(() => readFileSync(join(place, 'cmdline'), 'utf8'))
    return called.includes(folder) || orNothing(() => readlinkSync(join(place, 'cwd'))).startsWith(folder) ? [called] : []
  })

const taken = async (port: number): Promise<Server> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, resolve))
  return server
}

const administrator = { email: 'ada@secretaria.example', password: 'cinco lunas sobre el estrecho' }

const fillSetUp = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel(/^Código de puesta en marcha/).fill(code)
  await page.getByRole('group', { name: 'Institución' }).getByLabel(/^Nombre/).fill('Secretaría de prueba')
  await page.getByRole('group', { name: 'Quien administra' }).getByLabel(/^Nombre/).fill('Administración de prueba')
  await page.getByLabel(/^Correo/).fill(administrator.email)
  await page.getByLabel(/^Contraseña/).fill(administrator.password)
}

/** Adds the authenticator with the key that the page shows. */
const enrol = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Añadir una aplicación' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Su contraseña actual/).fill(administrator.password)
  await dialog.getByRole('button', { name: 'Seguir' }).click()
  const told = await page.getByText('O escriba esta clave a mano:').textContent()
  const secret = (told ?? '').split(':')[1]?.replaceAll(' ', '') ?? ''
  await page.getByLabel(/^Código que muestra ahora/).fill(new TOTP({ secret }).generate())
  await page.getByRole('button', { name: 'Confirmar' }).click()
}

test('an empty node hands out a set-up code; its first administrator must add a second factor before anything else', async () => {
  const node = await nodeUntilTheEnd({ words: ['--empty'], dataFolder })
  const code = /\/app\/set-up \S+ \S+ \S+ (\S+)/.exec(node.printed())?.[1] ?? ''
  const { page, context, faults } = await openWindow(browser)
  await page.goto(`${node.address}/app`)
  await page.getByRole('heading', { name: 'Poner en marcha el nodo' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await fillSetUp(page, 'otro-codigo')
  await page.getByRole('button', { name: 'Crear la cuenta' }).click()
  await page.getByRole('alert').waitFor()
  await fillSetUp(page, code)
  await picture(page, 'puesta-en-marcha')
  await page.getByRole('button', { name: 'Crear la cuenta' }).click()
  await page.getByText('Falta un paso').waitFor()
  await page.goto(`${node.address}/app/people`)
  await page.getByText('Falta un paso').waitFor()
  await enrol(page)
  await page.getByRole('heading', { name: 'Sus códigos de recuperación' }).waitFor()
  await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Personas' }).click()
  await page.getByRole('table').getByText('Administración de prueba').waitFor()
  expect(await page.getByText('Datos de demostración').count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
  await node.interrupt()
  expect(processesOf(dataFolder)).toEqual([])
})

/** A power cut, then the same folder once more. */
const killedAndAgain = async (node: OpenNode): Promise<void> => {
  await node.kill()
  const again = await nodeUntilTheEnd({ words: ['--empty'], dataFolder })
  expect((await fetch(`${again.address}/ready`)).status).toBe(200)
  await again.interrupt()
  expect(processesOf(dataFolder)).toEqual([])
}

test('started again on a port that is taken it says so and takes another; it is still the same real node, without a set-up code; a power cut does not hurt it', async () => {
  const port = await freePort()
  const neighbour = await taken(port)
  const node = await nodeUntilTheEnd({ words: ['--empty'], dataFolder, port })
  expect(node.printed()).toMatch(new RegExp(`${port} (está ocupado|is taken)`))
  expect(new URL(node.address).port).not.toBe(String(port))
  expect(node.printed()).not.toContain('set-up')
  const reply = await fetch(`${node.address}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(administrator),
  })
  expect(await reply.json()).toMatchObject({ code: 'session.codeNeeded' })
  neighbour.close()
  await killedAndAgain(node)
})

test('a demonstration says who can sign in; its second start loads nothing again', async () => {
  const folder = newDataFolder()
  const first = await nodeUntilTheEnd({ dataFolder: folder })
  expect(first.printed()).toMatch(/analista@demo\.sidmi\.example\s+demostracion-sidmi/)
  await first.interrupt()
  expect(processesOf(folder)).toEqual([])
  const second = await nodeUntilTheEnd({ dataFolder: folder })
  expect(second.printed()).not.toMatch(/Cargando|Loading/)
  await second.stop()
})
