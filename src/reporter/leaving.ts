// The way out: at once, to a page that tells nothing, leaving nothing to read in the fields, the storage or the history.
import { forgetAll } from './keeping.ts'

const twiceMs = 1500
/** How long forgetting may hold up the leaving, in ms; the page is empty meanwhile. */
const patience = 1000

const empty = (): void => {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) field.value = ''
  document.body.replaceChildren()
  document.title = 'SIDMI'
}

let isLeaving = false

/** Empties the page, forgets what was kept, and puts the neutral page in this one's place. */
export const leave = (): void => {
  if (isLeaving) return
  isLeaving = true
  const { exit = '/' } = document.body.dataset
  empty()
  const go = (): void => location.replace(exit)
  setTimeout(go, patience)
  void forgetAll().then(go, go)
}

/** The button, and Esc twice. A page that comes back from the browser's memory begins anew. */
export const offerLeaving = (): void => {
  let before = -twiceMs
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape') return
    if (timeStamp - before < twiceMs) leave()
    before = timeStamp
  })
  document.getElementById('exit')?.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
