// Looks through a file beside the node's own thread: a PDF made for it takes seconds, in which nobody else would be answered.
import { threadProgram } from '../../../platform/thread.ts'
import { openPool, type Pool } from '../../../platform/work/pool.ts'
import type { CheckedFile } from '../rules/files/outcome.ts'

/** However many attach at once: the others wait. */
const options = { threads: 2 }

interface Shared {
  pool: Pool<Uint8Array, CheckedFile>
  checks: number
}

let shared: Shared | undefined

/** The file's kind and clean bytes, or why it is refused. Checks at the same time share the threads, which end with the last of them. */
export const checkBeside = async (bytes: Uint8Array): Promise<CheckedFile> => {
  const own = (shared ??= { pool: openPool(threadProgram('checking-thread'), options), checks: 0 })
  own.checks += 1
  try {
    return await own.pool.run(bytes)
  } finally {
    own.checks -= 1
    if (own.checks === 0) {
      shared = undefined
      await own.pool.close()
    }
  }
}
