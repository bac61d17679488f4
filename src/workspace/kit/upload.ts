// Sends a file in pieces, so that a cut goes on from where it was, also after the page was closed; then performs the act it is for.
import type { Upload as Transfer } from 'tus-js-client'
import { addressOf, ApiProblem, notReached, readReply, type Input, type Reply } from './api.ts'
import { currentLanguage } from './language.ts'

interface Upload {
  /** Goes into the query string, with the file's name as `name`. */
  query?: Input
  /** Bytes that have arrived, of `file.size`. */
  onProgress?: (sent: number) => void
  signal?: AbortSignal
}

const pieceBytes = 4 * 1024 ** 2
/** Milliseconds between attempts; the last is repeated for as long as the page stays open. */
const waits = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000]

const problemOf = (error: Error): unknown => {
  const response = 'originalResponse' in error ? (error.originalResponse as { getStatus: () => number; getBody: () => string } | null) : null
  if (!response) return notReached()
  try {
    return readReply(response.getStatus(), response.getBody())
  } catch (problem) {
    return problem instanceof ApiProblem ? problem : notReached()
  }
}

/** What a transfer is found again by in this browser: it tells nothing of the file. Without secure context none is. */
const markOf = async ({ name, size, lastModified }: File): Promise<string> => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${name}\n${size}\n${lastModified}`))
  return `sidmi-${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** Sends the pieces and answers with the id of the whole. Nothing of the file's name leaves with them. */
const sendPieces = async (file: File, { onProgress, signal }: Upload): Promise<string> => {
  const { Upload: Transfers } = await import('tus-js-client')
  return new Promise((resolve, reject) => {
    const transfer: Transfer = new Transfers(file, {
      endpoint: '/api/uploads', chunkSize: pieceBytes, retryDelays: waits, removeFingerprintOnSuccess: true, fingerprint: () => markOf(file),
      headers: { 'accept-language': currentLanguage() },
      onProgress: (sent) => onProgress?.(sent),
      onError: (error) => reject(problemOf(error)),
      onSuccess: () => resolve(transfer.url?.split('/').at(-1) ?? ''),
    })
    signal?.addEventListener('abort', () => {
      void transfer.abort(true)
      reject(new DOMException('', 'AbortError'))
    }, { once: true })
    void transfer.findPreviousUploads().then(([earlier]) => {
      if (earlier) transfer.resumeFromPreviousUpload(earlier)
      transfer.start()
    })
  })
}

/** Sends a file to an upload act. Throws ApiProblem, or AbortError when `signal` stops it. */
export const uploadFile = async <T>(path: string, file: File, upload: Upload = {}): Promise<Reply<T>> => {
  const id = await sendPieces(file, upload)
  const response = await fetch(addressOf(path, { ...upload.query, name: file.name }), {
    method: 'POST', headers: { 'content-type': 'application/octet-stream', 'accept-language': currentLanguage(), 'upload-id': id }, ...(upload.signal && { signal: upload.signal }),
  }).catch((error: unknown) => {
    throw error instanceof DOMException ? error : notReached()
  })
  return readReply<T>(response.status, await response.text())
}
