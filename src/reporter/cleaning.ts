// Photos drawn anew and videos without their place, before they are sealed; where that cannot be done, the person is told what may remain.
import { isHeif } from '../modules/reports/rules/heif.ts'
import { cleanedPhoto, videoPatches, type Cleaning } from '../modules/reports/rules/metadata.ts'

export interface Cleaned {
  file: Blob
  how: Cleaning
}

const drawable = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif', 'image/bmp']
/** Larger pictures are drawn no larger than this, which an old phone can hold. */
const longestSide = 4096

const canvasOf = (width: number, height: number): HTMLCanvasElement => Object.assign(document.createElement('canvas'), { width, height })

/** Some browsers (Tor's) hand back noise instead of what was drawn: there a picture must not be drawn anew. */
const isDrawingTrue = (): boolean => {
  const pen = canvasOf(2, 2).getContext('2d')
  if (!pen) return false
  pen.fillStyle = '#10c040'
  pen.fillRect(0, 0, 2, 2)
  const { data } = pen.getImageData(0, 0, 2, 2)
  return data.every((value, index) => value === [0x10, 0xc0, 0x40, 0xff][index % 4])
}

const drawn = async (file: Blob): Promise<Blob | null> => {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = canvasOf(Math.round(picture.width * scale), Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, file.type === 'image/png' ? 'image/png' : 'image/jpeg', 0.9))
}

const redrawn = async (file: Blob): Promise<Blob | null> => {
  if (!drawable.includes(file.type) || !isDrawingTrue()) return null
  try {
    return await drawn(file)
  } catch {
    return null
  }
}

/** Not every browser knows the newer kinds by their names. */
const isPhoto = async (file: Blob): Promise<boolean> => file.type.startsWith('image/') || isHeif(new Uint8Array(await file.slice(0, 12).arrayBuffer()))

/** A photo that cannot be drawn is at least rid of what stands beside the picture. */
const strippedPhoto = async (file: Blob): Promise<Blob | null> => {
  if (!(await isPhoto(file))) return null
  const bytes = cleanedPhoto(new Uint8Array(await file.arrayBuffer()))
  return bytes ? new Blob([Uint8Array.from(bytes)], { type: file.type }) : null
}

const patchedVideo = async (file: Blob): Promise<Blob | null> => {
  const patches = await videoPatches(async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()), file.size)
  if (!patches) return null
  const parts: BlobPart[] = []
  let at = 0
  for (const patch of patches) {
    parts.push(file.slice(at, patch.at), patch.bytes)
    at = patch.at + patch.bytes.length
  }
  return new Blob([...parts, file.slice(at)], { type: file.type })
}

/** The file as it will be sealed, and what can be said of it. */
export const clean = async (file: Blob): Promise<Cleaned> => {
  const photo = (await redrawn(file)) ?? (await strippedPhoto(file))
  if (photo) return { file: photo, how: 'clean' }
  const video = await patchedVideo(file)
  return video ? { file: video, how: 'video' } : { file, how: 'as-is' }
}
