// The words of sending a file in pieces (tus 1.0.0): its length, how much of it has arrived, and the next piece.
import { z } from 'zod'
import { Id } from '../../platform/schema.ts'

export const tusVersion = '1.0.0'
/** The largest piece, in bytes. */
export const pieceBytes = 8 * 1024 ** 2
/** Files a person may have on their way at once. */
export const mostUploads = 20
/** Hours a file may rest unfinished. */
export const restHours = 48

const Whole = z.coerce.number().int().nonnegative()

export const BeginUpload = z.object({ bytes: Whole })
export const AppendToUpload = z.object({ id: Id, offset: Whole, body: z.instanceof(Uint8Array) })
export const UploadById = z.object({ id: Id })
export const UploadView = z.object({ id: Id, offset: Whole, bytes: Whole })
export type UploadView = z.infer<typeof UploadView>
