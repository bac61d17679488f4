// Fetches the larger programs when they are needed, each against the fingerprint this one was built with.
import type * as Codes from './codes.ts'
import type * as Sealing from './sealing.ts'

interface Program {
  file: string
  integrity: string
}

/** Put in by the build: what the other programs are called and their fingerprints. */
declare const builtPrograms: Record<'sealing' | 'codes', Program>

const fetched = new Map<string, Promise<unknown>>()

/** A browser remembers an address that failed: each new attempt asks at an address of its own. */
let attempts = 0

const addressOf = ({ file }: Program): string => `/assets/reporter/${file}${attempts > 0 ? `?${String(attempts)}` : ''}`

/** The script element holds the fingerprint; the import that follows takes what it fetched. */
const fetchProgram = async (program: Program): Promise<unknown> => {
  const script = document.createElement('script')
  const address = addressOf(program)
  Object.assign(script, { type: 'module', src: address, integrity: program.integrity, crossOrigin: 'anonymous' })
  try {
    await new Promise((resolve, reject) => {
      script.addEventListener('load', resolve)
      script.addEventListener('error', reject)
      document.head.append(script)
    })
    return await import(address)
  } finally {
    script.remove()
  }
}

const once = (name: 'sealing' | 'codes'): Promise<unknown> => {
  const known = fetched.get(name)
  if (known) return known
  const fresh = fetchProgram(builtPrograms[name]).catch((error: unknown) => {
    fetched.delete(name)
    attempts += 1
    throw error
  })
  fetched.set(name, fresh)
  return fresh
}

/** What seals: age, receipts, proof of work. */
export const sealing = (): Promise<typeof Sealing> => once('sealing') as Promise<typeof Sealing>
/** What draws and reads QR codes. */
export const codes = (): Promise<typeof Codes> => once('codes') as Promise<typeof Codes>

/** Addresses to keep for use without network. */
export const programAddresses = (): string[] => Object.values(builtPrograms).map(({ file }) => `/assets/reporter/${file}`)
