// What became of a file that somebody wants to attach: its clean bytes, or why it is refused.
import type { AttachmentKind } from '../../model/codes.ts'

export type FileRefusal =
  | 'empty' | 'unknownType' | 'damaged' | 'tooManyPixels' | 'activePdf' | 'lockedPdf' | 'unreadablePdf' | 'pdfTellsAuthor' | 'notText' | 'formula'

export type Cleaned = { bytes: Uint8Array } | { refusal: FileRefusal; line?: number }
export type CheckedFile = { kind: AttachmentKind; bytes: Uint8Array } | { refusal: FileRefusal; line?: number }

export const refused = (refusal: FileRefusal): { refusal: FileRefusal } => ({ refusal })

/** Pixels a picture may have: what a phone's camera takes, not what would fill a reader's memory. */
export const mostPixels = 60_000_000
