// Records a voice note with one button that says what it does; nothing of it leaves the page unsealed.
import { button, make, say } from './page.ts'

const second = 1000

const clock = (seconds: number): string => `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`

const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }
const plainType = (type: string): string => type.split(';')[0] ?? ''

const asFile = (parts: readonly Blob[], type: string): File =>
  new File([...parts], `${say('voiceName')}.${endings[plainType(type)] ?? 'audio'}`, { type: plainType(type) })

interface Recording {
  /** Ends it; the file follows through `whenDone`. */
  stop: () => void
  whenDone: Promise<File>
}

const record = async (): Promise<Recording> => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const whenDone = new Promise<File>((resolve) => {
    recorder.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop()
      resolve(asFile(parts, recorder.mimeType))
    })
  })
  recorder.start(second)
  return { stop: () => recorder.stop(), whenDone }
}

/** Makes the button record; `take` gets the note, `tell` what could not be done. */
export const offerVoice = (start: HTMLElement, { take, tell }: { take: (file: File) => void; tell: (sentence: string) => void }): void => {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) {
    start.hidden = true
    return
  }
  const begin = async (): Promise<void> => {
    const { stop, whenDone } = await record()
    const time = make('span', { class: 'recording' })
    const end = button(say('voiceStop'), stop, false)
    let seconds = 0
    const tick = (): void => {
      time.textContent = say('voiceOn', { time: clock(seconds) })
      seconds += 1
    }
    const ticking = setInterval(tick, second)
    tick()
    start.replaceWith(end)
    end.after(time)
    end.focus()
    const file = await whenDone
    clearInterval(ticking)
    time.remove()
    end.replaceWith(start)
    start.focus()
    take(file)
  }
  start.addEventListener('click', () => void begin().catch(() => tell(say('voiceNo'))))
}
