// What is saved on a computer is whole or not there.
import { afterEach, expect, test, vi } from 'vitest'
import { saveFile } from './saving.ts'

afterEach(() => vi.unstubAllGlobals())

const disk = { held: undefined as string | undefined }

/** A place on the disk as browsers give it: empty once chosen, written when closed. */
const place = (canBeTakenAway: boolean) => {
  disk.held = ''
  let written = ''
  return {
    createWritable: () => Promise.resolve(new WritableStream<Uint8Array>({
      write: (octets) => void (written += new TextDecoder().decode(octets)),
      close: () => void (disk.held = written),
      abort: () => void (written = ''),
    })),
    ...(canBeTakenAway && { remove: () => Promise.resolve(void (disk.held = undefined)) }),
  }
}

const choosing = (canBeTakenAway = true): void => {
  vi.stubGlobal('window', { showSaveFilePicker: () => Promise.resolve(place(canBeTakenAway)) })
}

const broken = (): ReadableStream<Uint8Array> => {
  const parts = [new TextEncoder().encode('lo que pasó')]
  return new ReadableStream({
    pull(controller) {
      const part = parts.pop()
      if (part) controller.enqueue(part)
      else controller.error(new Error('altered'))
    },
  }, { highWaterMark: 0 })
}

test('it is written whole', async () => {
  choosing()
  expect(await saveFile(() => Promise.resolve(new Blob(['lo que pasó']).stream()), 'foto.jpg')).toBe(true)
  expect(disk.held).toBe('lo que pasó')
})

test.each([
  ['breaks on the way', () => Promise.resolve(broken())],
  ['does not open at all', () => Promise.reject(new Error('no key'))],
])('what %s is taken away again', async (_name, open) => {
  choosing()
  await expect(saveFile(open, 'foto.jpg')).rejects.toThrow()
  expect(disk.held).toBeUndefined()
})

test('where the browser cannot take it away, nothing opened is left in it', async () => {
  choosing(false)
  await expect(saveFile(() => Promise.resolve(broken()), 'foto.jpg')).rejects.toThrow('altered')
  expect(disk.held).toBe('')
})
