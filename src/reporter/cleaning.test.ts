// What becomes of a photo that this browser cannot draw, whatever it calls it.
import { expect, it } from 'vitest'
import { clean } from './cleaning.ts'

const box = (type: string, content: readonly number[]): number[] => [0, 0, 0, content.length + 8, ...Buffer.from(type), ...content]
/** Of a HEIC whose items nobody can tell apart. */
const heic = Uint8Array.from([...box('ftyp', [...Buffer.from('heic'), 0, 0, 0, 0]), ...box('meta', [0, 0, 0, 0, ...box('iloc', [...Buffer.from('donde esta')])]), ...box('mdat', [...Buffer.from('la foto')])])

it.each(['', 'image/heic-sequence', 'application/octet-stream'])('a HEIC that cannot be cleaned, called %j, goes as it is and is said to', async (type) => {
  const { file, how } = await clean(new Blob([heic], { type }))
  expect([how, new Uint8Array(await file.arrayBuffer())]).toEqual(['as-is', heic])
})
