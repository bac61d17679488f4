// Going through a page by keyboard alone, as a person looking for a place on it would.
import type { Locator, Page } from 'playwright-core'

const mostSteps = 120

/** Presses Tab until the focus is there. */
export const tabTo = async (page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  await place.waitFor()
  const focused = place.and(page.locator(':focus'))
  for (let step = 0; step < mostSteps; step += 1) {
    if (await focused.count() > 0) return
    await page.keyboard.press(key)
  }
  throw new Error(`The keyboard does not reach ${String(place)} in ${mostSteps} steps`)
}

/** Goes there and presses a key. */
export const press = async (page: Page, place: Locator, key = 'Enter'): Promise<void> => {
  await tabTo(page, place)
  await page.keyboard.press(key)
}

/** Goes there and types. */
export const write = async (page: Page, place: Locator, words: string): Promise<void> => {
  await tabTo(page, place)
  await page.keyboard.type(words)
}
