// Saves an opened file on this computer: straight to the disk as it opens where the browser can, else gathered by the browser first.
import { safeName } from './shown-kind.ts'

interface Place {
  createWritable: () => Promise<WritableStream<Uint8Array>>
}
type Picker = (options: { suggestedName: string }) => Promise<Place>

const picker = (): Picker | undefined => (window as { showSaveFilePicker?: Picker }).showSaveFilePicker

/** Whether the browser writes to the disk as it opens. */
export const savesAsItOpens = (): boolean => picker() !== undefined

const isNoChoice = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

/** Hands it to the browser to be saved, as octets that no program is tied to. */
const saveGathered = async (opened: ReadableStream<Uint8Array>, name: string): Promise<void> => {
  const address = URL.createObjectURL(await new Response(opened as BodyInit, { headers: { 'content-type': 'application/octet-stream' } }).blob())
  const link = document.createElement('a')
  link.href = address
  link.download = safeName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

/**
 * Asks where, then opens and saves; `false` when the person chose no place. What does not open to its end is not left there by halves.
 * To be called from a click: browsers ask for a place only then.
 */
export const saveFile = async (open: () => Promise<ReadableStream<Uint8Array>>, name: string): Promise<boolean> => {
  const ask = picker()
  if (!ask) {
    await saveGathered(await open(), name)
    return true
  }
  const place = await ask({ suggestedName: safeName(name) }).catch((error: unknown) => {
    if (isNoChoice(error)) return undefined
    throw error
  })
  if (!place) return false
  const opened = await open()
  await opened.pipeTo(await place.createWritable())
  return true
}
