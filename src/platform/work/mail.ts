// E-mail through the SMTP server of the settings; without one, nothing is sent and callers are told.
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import type { Mail } from '../node.ts'

/** How many letters are on their way at a time; as many workers send what is urgent. */
export const lettersAtOnce = 4

/**
 * Letters that follow one another share connections, which are let go soon after the last. A server that closed one meanwhile is asked
 * anew once: the letter keeps its name, so that a mailbox that got it twice shows it once.
 */
const sharing = { pool: true, maxConnections: lettersAtOnce, idleTimeout: 2000, maxRequeues: 1 } as const

/** Plain-text letters only: nothing in them is fetched or tracked. */
export const openMail = (config: Pick<Config, 'mail'>): Mail => {
  if (!config.mail) return { isConfigured: false, send: () => Promise.reject(new Error('No mail server is configured')) }
  const { url, from } = config.mail
  const transport = createTransport({ url, ...sharing, connectionTimeout: 10_000, socketTimeout: 20_000 })
  return {
    isConfigured: true,
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text, ...(id && { messageId: `<${id}@sidmi>` }), disableFileAccess: true, disableUrlAccess: true })
    },
  }
}
