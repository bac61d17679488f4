// Addresses of people who must not be traced: who asks is not looked at, neither to count nor to limit, and failures are logged without their time.
import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { AnyAct } from '../action.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    leavesNoTrace?: boolean
  }
}

/** The settings of an act's address. Limits by address would shut out everyone behind one: whole countries, and Tor. The act itself keeps its pace. */
export const quietly = ({ leavesNoTrace }: AnyAct): FastifyContextConfig => (leavesNoTrace ? { leavesNoTrace, rateLimit: false } : {})

/**
 * Whatever else the browser of somebody who reports asks for: what its pages are made of, the units, and addresses mistyped beneath those pages.
 * Beside a page that leaves no trace, its style sheet in the log would tell the minute.
 */
const quietAddress = /^\/(?:assets|report[^/?]*|api\/(?:reports|units\/public)|favicon\.ico|\.well-known|pt|fr|ht|(?:es|en)\/(?:report|who-can-read)|who-can-read)(?:[/?]|$)/i

/** Whether whoever sends this must not be traced: by its act, or by its address alone. Officers’ acts keep their trace. */
export const isQuiet = ({ routeOptions: { url, config }, url: asked }: FastifyRequest): boolean =>
  config.leavesNoTrace === true || (quietAddress.test(asked) && !(url ?? '').startsWith('/api/reports'))

const hour = 3_600_000

/** Says it now; for people who must not be traced at some time of the next hour, as nothing of theirs is kept to the minute. */
export const sayWhenever = (request: FastifyRequest, say: () => void): void => {
  if (isQuiet(request)) setTimeout(say, Math.random() * hour).unref()
  else say()
}
