// What is inside a sealed report or message, read with mistrust: anybody may have written it, so what does not fit is let fall, never run.
import { z } from 'zod'

const words = z.string().catch('')
const optionalWords = z.string().optional().catch(undefined)

const SaidFile = z.object({ id: z.string(), name: words, type: words, bytes: z.number().nonnegative().catch(0) })
/** A file as its sender described it; its name and type are claims. */
export type SaidFile = z.infer<typeof SaidFile>

const files = z.array(z.unknown()).catch([]).transform((all) => all.flatMap((each) => {
  const file = SaidFile.safeParse(each)
  return file.success ? [file.data] : []
}))

const Answers = z.object({
  what: z.array(z.string()).optional().catch(undefined),
  where: z.object({ country: optionalWords, territory: optionalWords, place: optionalWords }).optional().catch(undefined),
  when: optionalWords,
  whenWords: optionalWords,
  who: optionalWords,
  danger: z.boolean().optional().catch(undefined),
  about: z.object({ who: optionalWords, age: optionalWords, nationality: optionalWords }).optional().catch(undefined),
})
export type Answers = z.infer<typeof Answers>

const Agreed = z.object({ contact: z.boolean(), count: z.boolean(), passOn: z.array(z.string()) })

export const Said = z.object({
  language: words, sent: words, carried: z.boolean().optional().catch(undefined), text: words, answers: Answers.catch({}), contact: optionalWords, files,
  /** To be held against what stands in the open. */
  reader: optionalWords, consents: Agreed.optional().catch(undefined),
})
/** What a reporter said at first. */
export type Said = z.infer<typeof Said>

export const SaidMessage = z.object({ language: words, text: words, files })
/** What was said in one message of the conversation, or in a note. */
export type SaidMessage = z.infer<typeof SaidMessage>
