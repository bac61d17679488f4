// Where the program of a thread lies: beside its source while developing, in the built folder otherwise.
import { existsSync } from 'node:fs'

/** The address of `name`-thread, as seen from the file that starts it (`import.meta.url`). */
export const threadAddress = (name: string, from: string): URL => {
  const candidates = [`./${name}-thread.ts`, `./${name}-thread.js`, `../${name}-thread.js`].map((path) => new URL(path, from))
  const found = candidates.find((address) => existsSync(address))
  if (!found) throw new Error(`No program for the thread ${name}: build the node again`)
  return found
}
