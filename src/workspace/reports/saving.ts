// Saves an opened file on this computer: straight to the disk as it opens where the browser can, else gathered by the browser first.

interface Place {
  createWritable: () => Promise<WritableStream<Uint8Array>>
  /** Not every browser that writes can take away again. */
  remove?: () => Promise<void>
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
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

const writeTo = async (place: Place, open: () => Promise<ReadableStream<Uint8Array>>): Promise<void> => {
  const writable = await place.createWritable()
  try {
    await (await open()).pipeTo(writable)
  } catch (error) {
    await writable.abort(error).catch(() => undefined)
    throw error
  }
}

/**
 * Asks where, then opens and saves under that name unless the person gives another; `false` when they chose no place.
 * What does not open to its end is taken away again. To be called from a click: browsers ask for a place only then.
 */
export const saveFile = async (open: () => Promise<ReadableStream<Uint8Array>>, name: string): Promise<boolean> => {
  const ask = picker()
  if (!ask) {
    await saveGathered(await open(), name)
    return true
  }
  const place = await ask({ suggestedName: name }).catch((error: unknown) => {
    if (isNoChoice(error)) return undefined
    throw error
  })
  if (!place) return false
  try {
    await writeTo(place, open)
  } catch (error) {
    await place.remove?.().catch(() => undefined)
    throw error
  }
  return true
}
