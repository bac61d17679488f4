// Handing in what another person sealed: pasted, opened or read with the camera, put together and sent as it is.
import { gather, unpacked, type Gathered } from '../modules/reports/rules/carried.ts'
import { attempt, byId, button, dayWords, holding, make, say, sayRefused } from './page.ts'
import { codes } from './programs.ts'
import { sendWaiting } from './sending.ts'

const box = (): HTMLTextAreaElement => byId<HTMLTextAreaElement>('f-carried')

const sentence = ({ envelope, broken, missing, have, of, isMixed }: Gathered): string => {
  if (isMixed) return say('carryMixed')
  if (envelope !== undefined) return say('carryAll')
  if (broken.length > 0) return say('carryBroken', { parts: broken.join(', ') })
  return of > 0 ? say('carryGot', { n: have, of, missing: missing.join(', ') }) : ''
}

const look = async (): Promise<Gathered> => {
  const gathered = await gather(box().value)
  byId('gathered').textContent = sentence(gathered)
  return gathered
}

/** Adds a piece once; says whether it was new. */
const add = async (piece: string): Promise<Gathered | undefined> => {
  if (box().value.includes(piece)) return undefined
  box().value += `${box().value === '' ? '' : '\n'}${piece}`
  return look()
}

const everyMs = 250

interface Watching {
  video: HTMLVideoElement
  isDone: () => boolean
}

/** Looks at the camera's picture until everything is there or the person stops. */
const watch = async ({ video, isDone }: Watching): Promise<void> => {
  const { readCode } = await codes()
  const canvas = document.createElement('canvas')
  while (!isDone()) {
    await new Promise((resolve) => setTimeout(resolve, everyMs))
    if (video.videoWidth === 0) continue
    Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight })
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    pen?.drawImage(video, 0, 0)
    const read = pen && readCode(pen.getImageData(0, 0, canvas.width, canvas.height))
    const gathered = read ? await add(read) : undefined
    if (gathered?.envelope !== undefined) return
  }
}

const scan = async (): Promise<void> => {
  let isOver = false
  const stop = button(say('carryStop'), () => (isOver = true))
  const video = make('video', { playsinline: true, muted: true })
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    video.srcObject = stream
    byId('camera').replaceChildren(video, stop)
    await video.play()
    await watch({ video, isDone: () => isOver })
    for (const track of stream.getTracks()) track.stop()
    byId('camera').replaceChildren()
  } catch {
    byId('camera').textContent = say('cameraNo')
  }
}

const handIn = async (): Promise<void> => {
  const { envelope, ...gathered } = await look()
  if (envelope === undefined) return void (byId('gathered').textContent = sentence(gathered) || say('carryBad'))
  const sent = await sendWaiting({ report: { ...unpacked(envelope), files: [] }, files: [] }, byId('gathered'))
  if ('refused' in sent) return void (byId('gathered').textContent = sayRefused(sent.refused))
  box().value = ''
  byId('gathered').textContent = say('carryDone', { day: dayWords(sent.ok.day) })
}

const openFile = async ({ currentTarget }: Event): Promise<void> => {
  const chosen = (currentTarget as HTMLInputElement).files?.[0]
  if (chosen) await add(await chosen.text())
}

/** Takes the form over. */
export const beginCarry = (): void => {
  box().addEventListener('input', () => attempt(look, 'gathered'))
  byId('choose-carried').addEventListener('change', (event) => attempt(() => openFile(event), 'gathered'))
  byId('scan').addEventListener('click', () => attempt(scan, 'gathered'))
  byId('carry').addEventListener('submit', (event) => {
    event.preventDefault()
    attempt(() => holding(byId('carry'), handIn), 'gathered')
  })
}
