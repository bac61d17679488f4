// The few things every program of the reporter's pages does with the page: finding, making, saying. What people wrote only ever becomes text.
import type { ReporterLanguage } from '../modules/reports/model/answers.ts'
import { fill, refusalWords, type Words } from '../modules/reports/rules/words.ts'

/** The page's element of that id. Throws when the page is not the one this program was built for. */
export const byId = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`No #${id}`)
  return found as T
}

let words: Words = {}

/** Takes the page's sentences, which it carries as data. */
export const learnWords = (from: Document): void => {
  words = JSON.parse(from.getElementById('words')?.textContent ?? '{}') as Words
}

export const allWords = (): Words => words
export const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => fill(words, key, values)

/** What the node refused, in the language of the page. */
export const sayRefused = ({ code }: { code: string }): string => say('sendRefused', { why: refusalWords(words, code) })

export const lang = document.body.dataset.lang as ReporterLanguage

/** An address that says nothing and is there when it is asked for again: the portal's first page speaks two of the five languages. */
export const quietAddress = lang === 'es' || lang === 'en' ? `/${lang}` : `/${lang}/report`

/** A day as people of the language write it. */
export const dayWords = (day: string): string =>
  new Intl.DateTimeFormat(lang === 'ht' ? 'fr' : lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

type Child = Node | string

/** A new element; attributes that are `true` stand alone, those that are `false` are left out. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Readonly<Record<string, string | boolean>> = {}, children: readonly Child[] = [],
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value === true ? '' : value)
  element.append(...children)
  return element
}

export const button = (label: string, act: () => unknown, isQuiet = true): HTMLButtonElement => {
  const made = make('button', { type: 'button', class: isQuiet ? 'button button-quiet' : 'button' }, [label])
  made.addEventListener('click', () => void act())
  return made
}

/** While this is on its way nothing of the area changes; a button that tries again comes later, and works. */
export const holding = async (area: HTMLElement, work: () => Promise<unknown>): Promise<void> => {
  const held = [...area.querySelectorAll<HTMLButtonElement | HTMLInputElement | HTMLTextAreaElement>('button, input, textarea')]
  for (const part of held) part.disabled = true
  await work().finally(() => held.forEach((part) => (part.disabled = false)))
}

/** Starts what ends by itself; what goes wrong is said in the place for it. */
export const attempt = (work: () => Promise<unknown>, place = 'said'): void => {
  work().catch(() => {
    const status = document.getElementById(place)
    if (status) status.textContent = say('failed')
  })
}
