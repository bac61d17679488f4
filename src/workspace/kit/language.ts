// The language of the interface: one value for the whole page, kept in this browser, changed without losing anything.
import { useSyncExternalStore } from 'react'
import { isLanguage, preferredLanguage, type Language, type Text } from '../../platform/text.ts'

const place = 'sidmi.language'
const listeners = new Set<() => void>()

const remembered = (): Language => {
  const kept = localStorage.getItem(place)
  return isLanguage(kept) ? kept : preferredLanguage(navigator.language)
}

let language: Language | undefined

/** The language now, for code outside components. */
export const currentLanguage = (): Language => (language ??= remembered())

/** Shows the interface in this language from the next paint on. */
export const showLanguage = (next: Language): void => {
  language = next
  localStorage.setItem(place, next)
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language now; the component is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage)

/** `const t = useText()`, then `t({ es: '…', en: '…' })`. */
export const useText = (): ((text: Text) => string) => {
  const now = useLanguage()
  return (text) => text[now]
}
