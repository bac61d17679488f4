// How a person reports in a browser: the questions by their titles, answered or left, up to the number.
import type { Page } from 'playwright-core'
import type { Receiving } from './receiving.ts'

export interface Given {
  text?: string
  contact?: string
  country?: string
  place?: string
  files?: { name: string; mimeType: string; buffer: Buffer }[]
  unit: Receiving
}

const questions: Record<string, (page: Page, given: Given) => Promise<unknown>> = {
  '¿Qué pasó?': (page) => page.getByRole('checkbox', { name: /^Robaron dinero/ }).check(),
  '¿Dónde pasó?': async (page, { country = 'HN', place = '' }) => {
    await page.getByLabel('País', { exact: true }).selectOption(country)
    await page.getByLabel('Lugar, con sus palabras').fill(place)
  },
  'Cuéntelo con sus palabras': (page, { text = '' }) => page.getByLabel('Lo que pasó').fill(text),
  '¿Quiere agregar su voz, fotos o archivos?': async (page, { files = [] }) => {
    await page.locator('#choose-files').setInputFiles(files)
    for (const { name } of files.filter(({ buffer }) => buffer.length > 0)) await page.locator('#file-list').getByText(name, { exact: true }).waitFor()
  },
  '¿Quiere que le busquen?': (page, { contact = '' }) => page.getByLabel('Cómo y cuándo pueden buscarle sin peligro').fill(contact),
  '¿Quién debe leerlo?': (page, { unit }) => page.getByRole('checkbox', { name: unit.name }).check(),
}

export const titleOf = async (page: Page): Promise<string> => (await page.locator('section[data-step]:not([hidden]) h1').textContent()) ?? ''

/** From the first page to the one with the number; `look` sees every page. Gives the number. */
export const answerAll = async (page: Page, given: Given, look: (title: string) => Promise<unknown> = () => Promise.resolve()): Promise<string> => {
  await page.getByRole('button', { name: 'Empezar' }).click()
  for (let title = await titleOf(page); title !== 'Anote su número'; title = await titleOf(page)) {
    await questions[title]?.(page, given)
    await look(title)
    await page.getByRole('button', { name: 'Seguir', exact: true }).click()
    await page.locator(`section[data-step]:not([hidden]) h1:text-is("${title}")`).waitFor({ state: 'detached' }).catch(() => undefined)
  }
  await page.locator('#receipt').filter({ hasText: /\d{4}/ }).waitFor()
  await look('Anote su número')
  return ((await page.locator('#receipt').textContent()) ?? '').replaceAll(' ', '')
}

export const sends = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByRole('heading', { name: 'Llegó' }).waitFor({ timeout: 60_000 })
}
