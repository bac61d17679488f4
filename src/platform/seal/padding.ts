// What is sealed is first brought to one of a few sizes, so that the size of a sealed text tells next to nothing of it.

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
