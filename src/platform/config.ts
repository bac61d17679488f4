// The node's settings: a validated file in its data folder, then the environment, which wins.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { languages } from './text.ts'

const Settings = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Where people reach the node, with no slash at the end; derived from host and port when absent. */
  publicUrl: z.url().transform((url) => url.replace(/\/+$/, '')).optional(),
  name: z.strictObject({ es: z.string(), en: z.string() }).default({ es: 'SIDMI', en: 'SIDMI' }),
  language: z.enum(languages).default('es'),
  databaseUrl: z.string().startsWith('postgres').optional(),
  mail: z.strictObject({ url: z.string().startsWith('smtp'), from: z.string() }).optional(),
  /** Requests to the world outside (webhooks, push services): further certificates to trust (a PEM file), and for trials whether private addresses may be reached. */
  outgoing: z.strictObject({ certificates: z.string().optional(), toPrivateAddresses: z.boolean().default(false) }).optional(),
  uploadLimitBytes: z.coerce.number().int().positive().default(2 * 1024 ** 3),
  /** Memory set aside for figures held as columns; 0 leaves all questions to the database. */
  columnBytes: z.coerce.number().int().min(0).default(1024 ** 3),
  /** The identifier of this node in messages that leave it (CAP sender): no spaces, commas, `<` or `&`. */
  sender: z.string().regex(/^[^\s,<&]+$/).default('sidmi.invalid'),
  logLevel: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  /** Where a reporter's quick exit leads: a page that tells nothing. */
  neutralPage: z.url().default('https://www.wikipedia.org/'),
  /** Whom to tell of a security fault, as `mailto:…`, `https://…` or `tel:…`; without it there is no security.txt. */
  securityContact: z.string().regex(/^(mailto:|https:\/\/|tel:)\S+$/).optional(),
  /** How many proxies in front of the node may be believed about where a request came from. */
  trustedProxies: z.coerce.number().int().min(0).default(0),
})

export type Config = z.output<typeof Settings> & { dataFolder: string; publicUrl: string }

const fromEnvironment = (env: NodeJS.ProcessEnv): Record<string, unknown> => {
  const given = {
    host: env.SIDMI_HOST,
    port: env.SIDMI_PORT ?? env.PORT,
    publicUrl: env.SIDMI_PUBLIC_URL,
    language: env.SIDMI_LANGUAGE,
    databaseUrl: env.DATABASE_URL,
    sender: env.SIDMI_SENDER,
    logLevel: env.SIDMI_LOG_LEVEL,
    columnBytes: env.SIDMI_COLUMN_BYTES,
    trustedProxies: env.SIDMI_TRUSTED_PROXIES,
    neutralPage: env.SIDMI_NEUTRAL_PAGE,
    securityContact: env.SIDMI_SECURITY_CONTACT,
    outgoing: env.SIDMI_OUTGOING_CERTIFICATES || env.SIDMI_OUTGOING_PRIVATE
      ? { ...(env.SIDMI_OUTGOING_CERTIFICATES && { certificates: env.SIDMI_OUTGOING_CERTIFICATES }), toPrivateAddresses: env.SIDMI_OUTGOING_PRIVATE === '1' }
      : undefined,
    mail: env.SIDMI_SMTP_URL ? { url: env.SIDMI_SMTP_URL, from: env.SIDMI_MAIL_FROM ?? 'sidmi@localhost' } : undefined,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
}

const unreadable = (file: string, why: string): Problem =>
  new Problem('config.invalid', 500, {
    es: `La configuración no es válida: ${why} (archivo ${file} o variables de entorno). Corríjala y arranque de nuevo.`,
    en: `The configuration is not valid: ${why} (file ${file} or environment variables). Correct it and start again.`,
  })

const fromFile = (file: string): Record<string, unknown> => {
  if (!existsSync(file)) return {}
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error))
  }
}

/** The node's data folder: SIDMI_DATA, or `.sidmi` where the command runs. */
export const dataFolder = (env: NodeJS.ProcessEnv = process.env): string => resolve(env.SIDMI_DATA ?? '.sidmi')

/** Passkeys need a name, not a number. */
const nameOf = (host: string): string => (host === '127.0.0.1' ? 'localhost' : host)

/** Reads and validates the settings; throws a Problem that names the setting at fault. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const folder = dataFolder(env)
  const file = join(folder, 'sidmi.config.json')
  const parsed = Settings.safeParse({ ...fromFile(file), ...fromEnvironment(env) })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw unreadable(file, `${issue.path.join('.')}: ${issue.message}`)
  }
  const settings = parsed.data
  return { ...settings, dataFolder: folder, publicUrl: settings.publicUrl ?? `http://${nameOf(settings.host)}:${settings.port}` }
}
