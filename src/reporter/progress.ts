// Says how far the sending is and how long it may still take.
import { sizeWords, timeWords } from '../modules/reports/rules/words.ts'
import { allWords, say } from './page.ts'

export interface Progress {
  /** So many bytes of all have been sent; `name` is what is on its way. */
  at: (name: string, sent: number) => void
  end: () => void
}

/** Where it is said, and the bar where there is one. */
export interface Place {
  said: HTMLElement
  bar?: HTMLProgressElement
}

/** From now on, for so many bytes in all. */
export const showProgress = (bytes: number, { said, bar }: Place): Progress => {
  const began = performance.now()
  if (bar) Object.assign(bar, { hidden: false, value: 0 })
  return {
    at: (name, sent) => {
      if (bar) bar.value = sent / bytes
      const seconds = (performance.now() - began) / 1000
      const left = (seconds / Math.max(sent, 1)) * (bytes - sent)
      said.textContent = say('sending', { name, part: sizeWords(sent), whole: sizeWords(bytes), left: timeWords(allWords(), left) })
    },
    end: () => void (bar && (bar.hidden = true)),
  }
}
