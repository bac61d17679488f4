// Sends what is sealed until it arrived or was refused: first the files, piece by piece, then what names them, under one id.
import { button, say } from './page.ts'
import { showProgress, type Place } from './progress.ts'
import { post, untilWorthAsking, type Refusal } from './talking.ts'
import { insist, insistWithWork, sendFile, type Source, type Upload } from './uploading.ts'

/** A sealed file on its way, called by its name where its progress is told. */
export interface SealedPart {
  name: string
  source: Source
  isWhole?: () => void
}

interface Delivery {
  parts: readonly SealedPart[]
  /** Where to what names the files goes, and what it is; asked for once all files are whole. */
  path: string
  body: () => Promise<object>
}

export type Delivered<T> = { ok: T } | { refused: Refusal }

/** Says that the node cannot be reached, and waits with the person. */
const waiting = (said: HTMLElement): Upload['wait'] => {
  let attempt = 0
  return async () => {
    const before = said.textContent ?? ''
    let press = (): void => undefined
    const pressed = new Promise<void>((resolve) => (press = resolve))
    said.replaceChildren(say('sendFailed'), ' ', button(say('tryAgain'), press))
    await untilWorthAsking(attempt, pressed)
    attempt += 1
    said.textContent = before
  }
}

/** Asks until the node answers, and says meanwhile that it cannot be reached. */
export const askUntilAnswered = <T>(path: string, body: unknown, said: HTMLElement): Promise<Delivered<T>> =>
  insist(() => post<T>(path, body), { wait: waiting(said) })

/** Only a refusal or the arrival ends it. */
export const deliver = async <T>({ parts, path, body }: Delivery, place: Place): Promise<Delivered<T>> => {
  const wait = waiting(place.said)
  const bytes = parts.reduce((sum, { source }) => sum + source.bytes, 0)
  const progress = showProgress(Math.max(bytes, 1), place)
  try {
    let before = 0
    for (const { name, source, isWhole } of parts) {
      const refused = await sendFile(source, { wait, progress: (sent) => progress.at(name, before + sent) })
      if (refused) return { refused }
      isWhole?.()
      before += source.bytes
    }
    const sealed = await body()
    place.said.textContent = say('proving')
    return await insistWithWork<T>(path, sealed, { wait, progress: () => undefined })
  } finally {
    progress.end()
  }
}
