// A file on its way into an alert: what it really is, by its first bytes and not by its name, and its clean form.
import type { AttachmentKind } from '../../model/codes.ts'
import { cleanCsv, isTable } from './csv.ts'
import { cleanJpeg, isJpeg } from './jpeg.ts'
import { refused, type CheckedFile, type Cleaned } from './outcome.ts'
import { cleanPdf, isPdf } from './pdf.ts'
import { cleanPng, isPng } from './png.ts'

interface Reading {
  kind: AttachmentKind
  is: (bytes: Uint8Array) => boolean
  clean: (bytes: Uint8Array) => Cleaned
}

const readings: readonly Reading[] = [
  { kind: 'pdf', is: isPdf, clean: cleanPdf },
  { kind: 'png', is: isPng, clean: cleanPng },
  { kind: 'jpeg', is: isJpeg, clean: cleanJpeg },
  { kind: 'csv', is: isTable, clean: cleanCsv },
]

/** The file's kind and clean bytes, or why it is refused. */
export const checkFile = (bytes: Uint8Array): CheckedFile => {
  if (bytes.byteLength === 0) return refused('empty')
  const reading = readings.find(({ is }) => is(bytes))
  if (!reading) return refused('unknownType')
  const cleaned = reading.clean(bytes)
  return 'refusal' in cleaned ? cleaned : { kind: reading.kind, bytes: cleaned.bytes }
}

const extensions: Record<AttachmentKind, string> = { pdf: 'pdf', png: 'png', jpeg: 'jpg', csv: 'csv' }
const mostLetters = 80

/**
 * A name fit to be shown and saved: the last part of a path, without control, invisible or direction-changing characters, and with
 * the ending of what the file is.
 */
export const safeFileName = (name: string, kind: AttachmentKind): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const stem = last.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/[\p{C}<>:"|?*]/gu, '').replace(/\s+/g, ' ').replace(/^[.\s]+/, '').trim()
  return `${[...stem].slice(0, mostLetters).join('') || 'archivo'}.${extensions[kind]}`
}

export const mediaTypes: Record<AttachmentKind, string> = {
  pdf: 'application/pdf', png: 'image/png', jpeg: 'image/jpeg', csv: 'text/csv; charset=utf-8',
}
