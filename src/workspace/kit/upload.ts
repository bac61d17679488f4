// Sends a file as the body of a request, telling how far it got; fetch cannot report that, XMLHttpRequest can.
import { addressOf, notReached, readReply, type Input, type Reply } from './api.ts'
import { currentLanguage } from './language.ts'

interface Upload {
  /** Goes into the query string, with the file's name as `name`. */
  query?: Input
  /** Bytes sent so far, of `file.size`. */
  onProgress?: (sent: number) => void
  signal?: AbortSignal
}

/** POSTs a file to an upload act. Throws ApiProblem, or AbortError when `signal` stops it. */
export const uploadFile = <T>(path: string, file: File, { query = {}, onProgress, signal }: Upload = {}): Promise<Reply<T>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path, { ...query, name: file.name }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', currentLanguage())
    request.upload.onprogress = ({ loaded }) => onProgress?.(loaded)
    request.onerror = () => reject(notReached())
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    request.onload = () => {
      try {
        resolve(readReply<T>(request.status, request.responseText))
      } catch (problem) {
        reject(problem)
      }
    }
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
