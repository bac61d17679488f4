// The streams of a PDF and the dictionaries that describe them, read forward as a viewer reads them and with an end to its patience.

/** Marks of a PDF's words that matter here: dictionaries, strings, comments. */
const marks = (): RegExp => /<<|>>|[(<%]/g
const blanks = /[\0\t\n\f\r ]*/y
const lineEnd = /[\r\n]/g
const streamWord = /stream[\t ]*(\r\n|\n|\r)/y

/** Letters a file may make its reader go over, as a multiple of its own: honest files need each once. */
const patience = 4
const mostStreams = 20_000

/** Names may be written with #xx for any letter. */
export const spelled = (text: string): string => text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const after = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** Where the string that begins before `at` ends; parentheses inside it nest. */
const endOfString = (text: string, at: number): number | undefined => {
  const signs = /[()\\]/g
  signs.lastIndex = at
  let depth = 1
  for (let sign = signs.exec(text); sign; sign = signs.exec(text)) {
    if (sign[0] === '\\') signs.lastIndex += 1
    else depth += sign[0] === '(' ? 1 : -1
    if (depth === 0) return signs.lastIndex
  }
  return undefined
}

const endOf: Record<string, (text: string, at: number) => number | undefined> = {
  '(': endOfString,
  '<': (text, at) => after(/>/g, text, at),
  '%': (text, at) => after(lineEnd, text, at),
}

/** Past white space and comments. */
const pastBlanks = (text: string, from: number): number => {
  let at = after(blanks, text, from) ?? from
  while (text[at] === '%') {
    const end = after(lineEnd, text, at) ?? text.length
    at = after(blanks, text, end) ?? end
  }
  return at
}

interface Dictionary {
  /** Its words without strings and comments, every name spelled out. */
  words: string
  end: number
}

/** The dictionary that begins there, and where each of its strings stands; undefined when it never ends. */
const dictionaryAt = (text: string, from: number, onString: (from: number, to: number) => void = () => {}): Dictionary | undefined => {
  const mark = marks()
  mark.lastIndex = from
  let [words, depth, last] = ['', 0, from]
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const end = endOf[found[0]]?.(text, mark.lastIndex)
    if (found[0].length === 2) depth += found[0] === '<<' ? 1 : -1
    else if (end === undefined) return undefined
    else {
      if (found[0] !== '%') onString(found.index + 1, end - 1)
      words += `${text.slice(last, found.index)} `
      mark.lastIndex = last = end
    }
    if (depth === 0) return { words: spelled(words + text.slice(last, mark.lastIndex)), end: mark.lastIndex }
  }
  return undefined
}

/** Calls with the place of every string of the dictionary that begins there. */
export const stringsOf = (text: string, from: number, onString: (from: number, to: number) => void): void => void dictionaryAt(text, from, onString)

export interface Stream {
  dictionary: string
  /** Where its contents begin. */
  from: number
}

export interface Objects {
  streams: Stream[]
  /** The objects asked for, by number and generation, and where the dictionary of each begins. */
  asked: { reference: string; begin: number }[]
}

const header = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]*$/

const referenceBefore = (text: string, at: number): string => {
  const found = header.exec(text.slice(Math.max(0, at - 64), at))
  return found ? `${Number(found[1])} ${Number(found[2])}` : ''
}

type Reading = Dictionary & { begin: number; stream?: Stream }

/** What stands behind the word obj: null when it is no dictionary; undefined when it cannot be read to its end. */
const readObject = (text: string, at: number): Reading | null | undefined => {
  const begin = pastBlanks(text, at)
  if (!text.startsWith('<<', begin)) return null
  const dictionary = dictionaryAt(text, begin)
  if (!dictionary) return undefined
  const word = pastBlanks(text, dictionary.end)
  if (!text.startsWith('stream', word)) return { ...dictionary, begin }
  const from = after(streamWord, text, word)
  return from === undefined ? undefined : { ...dictionary, begin, stream: { dictionary: dictionary.words, from } }
}

/**
 * Everything that a viewer could take for an object with a dictionary, wherever the file says it begins: behind each word obj, also of
 * those in strings and in contents. Undefined when something cannot be read, or the file is made to be gone over again and again.
 */
export const objectsOf = (text: string, wanted: ReadonlySet<string>): Objects | undefined => {
  const found: Objects = { streams: [], asked: [] }
  let left = text.length * patience
  for (const { index } of text.matchAll(/(?<!end)obj/g)) {
    const object = readObject(text, index + 3)
    left -= (object?.end ?? pastBlanks(text, index + 3)) - index
    if (object === undefined || left < 0 || found.streams.length > mostStreams) return undefined
    if (object === null) continue
    if (object.stream) found.streams.push(object.stream)
    const reference = referenceBefore(text, index)
    if (wanted.has(reference)) found.asked.push({ reference, begin: object.begin })
  }
  return found
}
