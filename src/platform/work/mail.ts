// E-mail through the SMTP server of the settings; without one, nothing is sent and callers are told.
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import type { Mail } from '../node.ts'

/** Plain-text letters only: nothing in them is fetched or tracked. */
export const openMail = (config: Pick<Config, 'mail'>): Mail => {
  if (!config.mail) return { isConfigured: false, send: () => Promise.reject(new Error('No mail server is configured')) }
  const { url, from } = config.mail
  const transport = createTransport({ url, connectionTimeout: 10_000, socketTimeout: 20_000 })
  return {
    isConfigured: true,
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text, ...(id && { messageId: `<${id}@sidmi>` }), disableFileAccess: true, disableUrlAccess: true })
    },
  }
}
