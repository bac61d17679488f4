// Passwords kept as argon2id in PHC strings, with the parameters OWASP recommends, by Node's own implementation.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

interface Cost {
  memory: number
  passes: number
  parallelism: number
}

const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

const derive = promisify(argon2)

const bare = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

// The same letter can be typed composed or decomposed on different keyboards.
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'))

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: bytesOf(password), nonce, tagLength, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

// What an unknown address is compared with, so that it takes as long as a known one.
const noOne = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(Buffer.alloc(16))}$${bare(Buffer.alloc(tagLength))}`

/** Whether the password made this hash. Without a hash it works just as long and says no. */
export const verifyPassword = async (password: string, stored: string | undefined): Promise<boolean> => {
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = phc.exec(stored ?? noOne) ?? []
  const expected = Buffer.from(tag, 'base64')
  const made = await derive('argon2id', {
    message: bytesOf(password), nonce: Buffer.from(salt, 'base64'), tagLength: expected.length,
    memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism),
  })
  return timingSafeEqual(made, expected) && stored !== undefined
}

/** Whether a stored hash was made with other parameters than today's and should be made anew at the next sign-in. */
export const isOutdated = (stored: string): boolean =>
  !stored.startsWith(`$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`)
