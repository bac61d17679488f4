// The files of an alert as CAP 1.2 names them: what each is, its size, where it is and its SHA-1 digest.
import { element, type Element } from '../../../platform/xml.ts'

/** One file; `url` asks for the reader's own rights when the alert is not public. */
export interface CapResource {
  name: string
  mediaType: string
  bytes: number
  url: string
  sha1: string
}

export const resourceElement = ({ name, mediaType, bytes, url, sha1 }: CapResource): Element =>
  element('resource', [
    element('resourceDesc', name), element('mimeType', mediaType.split(';')[0]!), element('size', String(bytes)), element('uri', url), element('digest', sha1),
  ])
