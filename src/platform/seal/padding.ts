// What is sealed is first brought to one of a few sizes, so that the size of a sealed text or file tells next to nothing of it.

/** The smallest sealed text, in bytes: a long page of writing. */
const smallest = 16 * 1024
/** For what is carried by hand as messages or pictures of dots, where every byte is paid for. */
const smallestCarried = 1024

const sizeFor = (bytes: number, least: number): number => {
  let size = least
  while (size < bytes) size *= 2
  return size
}

/**
 * The value as JSON, filled with blanks up to the next size (16, 32, 64 … KiB; from 1 KiB when `isCarried`).
 * JSON ignores blanks at its end: whoever opens it with the age program alone reads it as it is.
 */
export const padded = (value: unknown, isCarried = false): Uint8Array => {
  const text = new TextEncoder().encode(JSON.stringify(value))
  const bytes = new Uint8Array(sizeFor(text.length, isCarried ? smallestCarried : smallest)).fill(0x20)
  bytes.set(text)
  return bytes
}

/** The value that `padded` was given. Throws a SyntaxError when it is not JSON. */
export const unpadded = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

/** How long a file becomes, so that its size tells little: to the next 64 KiB, and above 1 MiB by no more than an eighth. */
export const filledSize = (bytes: number): number => {
  const unit = bytes <= 1024 ** 2 ? 64 * 1024 : 2 ** (Math.floor(Math.log2(bytes)) - 3)
  return Math.max(1, Math.ceil(bytes / unit)) * unit
}

/** Bytes that come one after the other, and how many there will be. */
export interface Content {
  stream: ReadableStream<Uint8Array>
  bytes: number
}

const zerosAtOnce = 64 * 1024

/** A file and then zeros, up to the size that tells little. Whoever opens it cuts it where the sealed text says that it ends. */
export const filled = ({ stream, bytes }: Content): Content => {
  const whole = filledSize(bytes)
  const reader = stream.getReader()
  let left = whole - bytes
  const filling = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await reader.read()
      if (!done) return controller.enqueue(value)
      if (left <= 0) return controller.close()
      const next = Math.min(zerosAtOnce, left)
      left -= next
      controller.enqueue(new Uint8Array(next))
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { stream: filling, bytes: whole }
}
