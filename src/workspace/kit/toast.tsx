// Short messages that something was done; problems stay beside what caused them instead.
import { useSyncExternalStore } from 'react'
import styles from './toast.module.css'

interface Message {
  key: number
  words: string
}

const stayMs = 6000
const listeners = new Set<() => void>()
let messages: readonly Message[] = []
let count = 0

const show = (next: readonly Message[]): void => {
  messages = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells that something was done, on screen for six seconds and read aloud: `announce(t({ es: 'Alerta publicada.', en: 'Alert published.' }))`. */
export const announce = (words: string): void => {
  count += 1
  const message = { key: count, words }
  show([...messages.slice(-2), message])
  setTimeout(() => show(messages.filter(({ key }) => key !== message.key)), stayMs)
}

/** Where the messages appear; drawn once by the shell. */
export const Toasts = () => {
  const now = useSyncExternalStore(subscribe, () => messages)
  return <div role="status" className={styles.toasts}>{now.map(({ key, words }) => <p key={key}>{words}</p>)}</div>
}
