// How a thread sends more than can be held at once: whoever takes it says so, and the thread waits when it is too far ahead.
import type { MessagePort } from 'node:worker_threads'

/** Thrown in a thread where it finds that it was told to stop: it then ends like one that is done. */
export const stopped = new Error('The thread was told to stop')

/** What whoever takes says of what was sent. Memory given back is used for what is sent next. */
export type Told = { taken: ArrayBuffer | null } | 'stop'

export interface Sending<Message> {
  /** Is handed every `Told` that comes in. */
  told: (told: Told) => void
  /** Throws `stopped` once the thread was told to stop. */
  goOn: () => void
  /** Memory that was given back; undefined when there is none. */
  spare: () => ArrayBuffer | undefined
  /** Sends what will be taken one by one; ends when there is room for more. Throws like `goOn`. */
  send: (message: Message, moved: ArrayBuffer[]) => Promise<void>
}

/** At most `most` messages are sent and not taken. */
export const sending = <Message>(port: MessagePort, most: number): Sending<Message> => {
  const spares: ArrayBuffer[] = []
  let untaken = 0
  let isStopped = false
  let wake = (): void => undefined
  const goOn = (): void => {
    if (isStopped) throw stopped
  }
  return {
    told: (told) => {
      if (told === 'stop') isStopped = true
      else {
        untaken -= 1
        if (told.taken) spares.push(told.taken)
      }
      wake()
    },
    goOn,
    spare: () => spares.pop(),
    send: async (message, moved) => {
      untaken += 1
      port.postMessage(message, moved)
      while (untaken >= most && !isStopped) await new Promise<void>((resolve) => (wake = resolve))
      goOn()
    },
  }
}
