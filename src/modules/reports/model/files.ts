// The words of sealed files on their way: begun, sent in pieces, asked how much arrived, read by the receipt's holder.
import { z } from 'zod'
import { Id } from '../../../platform/schema.ts'
import { ByReceipt, SentFile } from '../model.ts'
import { mostFileBytes } from './file-sizes.ts'

/** The largest piece, in bytes. */
export const filePieceBytes = 4 * 1024 ** 2
/** Days a file that no report names is kept; where such files crowd the disk, the fewer. */
export const daysUnused = 7
export const daysUnusedCrowded = 1

/** All sealed files on their way under one owner: who sends is not known. */
export const nobody = '00000000-0000-4000-8000-000000000000'

const Whole = z.coerce.number().int().nonnegative()

/** For what the work is asked: a sealed file of so many bytes; 0 for words. */
export const AskChallenge = z.object({ bytes: Whole.max(mostFileBytes).default(0) })
/** `bytes`: the size of the sealed file. */
export const BeginFile = z.object({ ...SentFile.shape, bytes: Whole.max(mostFileBytes), proof: ByReceipt.shape.proof })
export const AppendFile = z.object({ ...SentFile.shape, offset: Whole, body: z.instanceof(Uint8Array) })
/** How much of the file has arrived. */
export const FileOffset = z.object({ offset: z.int(), bytes: z.int() })
export const ReadFile = z.object({ id: Id, ...ByReceipt.shape })
