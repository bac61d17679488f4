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

/** Asks with the number for what it leads to. */
export const comesBack = async (page: Page, address: string, number: string): Promise<void> => {
  await page.goto(`${address}/es/report/back`)
  await page.getByLabel('Número de 16 cifras').fill(number)
  await page.keyboard.press('Enter')
}

/** A photo that tells its place, which no browser can draw. */
export const tellingPhoto = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 14]), Buffer.from('Exif GPS 14.'), Buffer.from([0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9])])

/** From now on the page has a microphone that hums, whose tracks are seen. */
export const hum = (page: Page): Promise<void> => page.evaluate(() => {
  const tracks: MediaStreamTrack[] = []
  Object.assign(window, { tracks })
  navigator.mediaDevices.getUserMedia = () => {
    const audio = new AudioContext()
    const out = audio.createMediaStreamDestination()
    const tone = audio.createOscillator()
    tone.connect(out)
    tone.start()
    tracks.push(...out.stream.getTracks())
    return Promise.resolve(out.stream)
  }
})

/** How its tracks stand. */
export const isListening = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState))
