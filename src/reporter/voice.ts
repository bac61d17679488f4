// Records a voice note with one button that says what it does; nothing of it leaves the page unsealed.
import { button, make, say } from './page.ts'

const second = 1000

const clock = (seconds: number): string => `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`

const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }
const plainType = (type: string): string => type.split(';')[0] ?? ''

const asFile = (parts: readonly Blob[], type: string): File =>
  new File([...parts], `${say('voiceName')}.${endings[plainType(type)] ?? 'audio'}`, { type: plainType(type) })

const silence = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop())

/** The microphone; undefined when it was over before the person allowed it, and then it is not listened to. */
const microphone = async (isOver: Promise<void>): Promise<MediaStream | undefined> => {
  const asked = navigator.mediaDevices.getUserMedia({ audio: true })
  const stream = await Promise.race([asked, isOver.then(() => undefined)])
  if (!stream) void asked.then(silence, () => undefined)
  return stream
}

/** Records until it is over, or until the microphone goes. */
const record = (stream: MediaStream, isOver: Promise<void>): Promise<File> => {
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const whenDone = new Promise<File>((resolve) => {
    recorder.addEventListener('stop', () => resolve(asFile(parts, recorder.mimeType)))
  })
  recorder.start(second)
  void isOver.then(() => recorder.state !== 'inactive' && recorder.stop())
  return whenDone
}

/** Shows the button that ends it and how long it has been going on, in place of the one that began it, until there is a file. */
const showing = async (start: HTMLButtonElement, end: HTMLButtonElement, whenDone: Promise<File>): Promise<File> => {
  const time = make('span', { class: 'recording' })
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
  // While all of it is being sent, neither button is to be pressed.
  start.disabled = end.disabled
  end.replaceWith(start)
  start.focus()
  return file
}

interface Taking {
  take: (file: File) => void
  tell: (sentence: string) => void
}

/** Makes the button record; `take` gets the note, `tell` what could not be done. Gives what ends a recording: a promise of its being taken when one is going on. */
export const offerVoice = (start: HTMLButtonElement, { take, tell }: Taking): (() => Promise<void> | undefined) => {
  let end = (): void => undefined
  let going: Promise<void> | undefined
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) {
    start.hidden = true
    return () => undefined
  }
  const begin = async (isOver: Promise<void>): Promise<void> => {
    const stream = await microphone(isOver)
    if (!stream) return
    try {
      take(await showing(start, button(say('voiceStop'), end, false), record(stream, isOver)))
    } finally {
      silence(stream)
    }
  }
  start.addEventListener('click', () => {
    going ??= begin(new Promise<void>((resolve) => (end = resolve)))
      .catch(() => tell(say('voiceNo')))
      .finally(() => (going = undefined))
  })
  return () => {
    end()
    return going
  }
}
