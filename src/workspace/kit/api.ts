// The workspace's only way to the server: same-origin JSON, problems thrown as ApiProblem, files sent with progress.
import { currentLanguage } from './language.ts'
import { noteSessionEnded } from './session-end.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Input = Record<string, unknown>

/** Every JSON reply: what the act returned, and the acts this person may now perform on it. */
export type Reply<T> = T & { allowed: string[] }

/** A refusal (RFC 9457) in the reader's language; status 0 means the server was not reached. `document` is all of it. */
export class ApiProblem extends Error {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly status: number
  readonly fields: Record<string, string>
  readonly document: Record<string, unknown>

  constructor(status: number, document: Record<string, unknown>) {
    super(String(document['title'] ?? status))
    this.status = status
    this.document = document
    this.code = String(document['code'] ?? 'unknown')
    this.title = String(document['title'] ?? '')
    this.detail = String(document['detail'] ?? '')
    this.fields = (document['fields'] ?? {}) as Record<string, string>
  }
}

const unreachable = {
  es: 'No se pudo llegar al nodo. Lo que escribió sigue aquí; revise la conexión y repita.',
  en: 'The node could not be reached. What you wrote is still here; check the connection and try again.',
}

const unexpected = {
  es: 'El nodo respondió algo inesperado. Repita en un momento.',
  en: 'The node gave an unexpected answer. Try again in a moment.',
}

export const notReached = (): ApiProblem =>
  new ApiProblem(0, { code: 'connection.lost', title: unreachable[currentLanguage()] })

const queryOf = (input: Input): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
    }
  }
  return query.size > 0 ? `?${query}` : ''
}

/** Fills `:id` from the input and returns the address with what is left of the input. */
const fillPath = (path: string, input: Input): [address: string, rest: Input] => {
  const rest = { ...input }
  const address = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  return [address, rest]
}

/** The address of a read or download with its input in path and query; for links (`<a href download>`). */
export const addressOf = (path: string, input: Input = {}): string => {
  const [address, rest] = fillPath(path, input)
  return address + queryOf(rest)
}

/** What a reply's text means: the output, or a thrown ApiProblem. */
export const readReply = <T>(status: number, text: string): Reply<T> => {
  const body = parseJson(text)
  if (status >= 200 && status < 300 && body) return body as Reply<T>
  if (status === 401) noteSessionEnded()
  throw new ApiProblem(status, body ?? { title: unexpected[currentLanguage()] })
}

const parseJson = (text: string): Record<string, unknown> | undefined => {
  if (text === '') return {}
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

interface Asking {
  signal?: AbortSignal | undefined
  /** It arrives even if the page is left meanwhile; only for what is small. */
  keepalive?: boolean
}

/**
 * Performs the act behind an address of a module's routes, such as `callAct('POST', '/api/alerts/:id/publication', { id })`.
 * Throws ApiProblem; an aborted call throws the browser's AbortError.
 */
export const callAct = async <T>(method: Method, path: string, input: Input = {}, { signal, keepalive = false }: Asking = {}): Promise<Reply<T>> => {
  const [address, rest] = fillPath(path, input)
  const isRead = method === 'GET' || method === 'DELETE'
  const response = await fetch(isRead ? address + queryOf(rest) : address, {
    method,
    keepalive,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': currentLanguage(),
      ...(!isRead && { 'content-type': 'application/json' }),
    },
    ...(!isRead && { body: JSON.stringify(rest) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    throw cause instanceof DOMException && cause.name === 'AbortError' ? cause : notReached()
  })
  return readReply<T>(response.status, await response.text())
}
