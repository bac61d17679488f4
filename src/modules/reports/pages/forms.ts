// What a form brought, held in memory and nowhere else: its fields and its files; and what of it can be shown again when it cannot be read.
import type { FastifyRequest } from 'fastify'
import { platformProblems } from '../../../platform/problems.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { System } from '../../../platform/system.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { fieldsOf, isOverlong, uncut, type Fields } from '../rules/steps.ts'

export interface Form {
  /** Any field by its name, once. */
  one: (name: string) => string
  /** The fields of the report’s questions; with `isCut` as long as they came. */
  fields: Fields
  /** More came than the page takes: what is here is what fitted. */
  isCut: boolean
  /** Files with something in them. */
  files: readonly File[]
}

/** A body that is no form of ours. */
export interface Unread {
  unread: Problem
  /** What arrived, where it is text. */
  text: string | undefined
}

/** More parts or fields than this no form of ours has: 20 files, and every question answered with all it offers. */
const mostParts = 500

/** Whether the body has no more parts than a form of ours, counted without reading them: each becomes an object of its own. */
const isBearable = (body: Uint8Array, divider: RegExp): boolean => {
  const text = latin(body)
  for (let count = 0; count <= mostParts; count += 1) if (!divider.test(text)) return true
  return false
}

const latin = (body: Uint8Array): string => Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')

const boundaryIn = (type: string): string => /(?:^|;)\s*boundary="?([^";]+)/i.exec(type)?.[1]?.trim() ?? ''

/** A body whose end was dropped, ended behind its last whole part. */
const ended = (body: Uint8Array, type: string): Uint8Array => {
  const mark = `\r\n--${boundaryIn(type)}`
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return Buffer.concat([bytes.subarray(0, Math.max(0, bytes.lastIndexOf(mark))), Buffer.from(`${mark}--\r\n`)])
}

type Entries = [string, string | File][]

const multipart = async (body: Uint8Array, type: string, isCut: boolean): Promise<Entries | undefined> => {
  if (!isBearable(body, /content-disposition/gi)) return undefined
  const whole = isCut ? ended(body, type) : body
  const data = await new Response(Uint8Array.from(whole), { headers: { 'content-type': type } }).formData().catch(() => undefined)
  return data && [...data]
}

/** What was escaped in another encoding than ours is at least read in the commonest one. */
const unescaped = (coded: string): string => {
  const spaced = coded.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    const bytes = Buffer.from(spaced.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The end of a cut body may lie inside a letter, which may have four escaped bytes. */
const trimmed = (text: string): string => {
  let at = text.replace(/%[0-9a-f]?$/i, '')
  for (let turn = 0; turn < 4 && /%[0-9a-f]{2}$/i.test(at); turn += 1) {
    const isLetter = /%[0-7][0-9a-f]$/i.test(at)
    const isStart = /%[c-f][0-9a-f]$/i.test(at)
    if (isLetter) return at
    at = at.slice(0, -3)
    if (isStart) return at
  }
  return at
}

const urlencoded = (body: Uint8Array, isCut: boolean): Entries | undefined => {
  if (!isBearable(body, /&/g)) return undefined
  const text = latin(body)
  return (isCut ? trimmed(text) : text).split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [unescaped(name), unescaped(value.join('='))]
  })
}

const entriesOf = async (body: Uint8Array, type: string, isCut: boolean): Promise<Entries | undefined> => {
  if (/^\s*multipart\/form-data/i.test(type)) return multipart(body, type, isCut)
  return /^\s*application\/x-www-form-urlencoded/i.test(type) ? urlencoded(body, isCut) : undefined
}

const mostShown = 200_000

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // What lies across the end of what is shown is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length === mostShown })
    return true
  } catch {
    return false
  }
}

/** What arrived as text to be shown again; undefined when it is something else. */
const shownText = (body: Uint8Array): string | undefined => {
  const bytes = body.subarray(0, mostShown)
  const text = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes).trim()
  return text === '' || /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text
}

const isFile = (value: unknown): value is File => value instanceof File && value.name !== ''

/** Reads an urlencoded or multipart body. */
export const readForm = async (request: FastifyRequest, input: Record<string, unknown>): Promise<Form | Unread> => {
  const body = input.body instanceof Uint8Array ? input.body : new Uint8Array()
  const entries = await entriesOf(body, request.headers['content-type'] ?? '', input.isCut === true)
  if (!entries) return { unread: platformProblems.unreadable(), text: shownText(body) }
  const isCut = input.isCut === true || isOverlong(entries)
  const one = (name: string): string => {
    const value = entries.find(([each]) => each === name)?.[1]
    return typeof value === 'string' ? value.trim() : ''
  }
  return { one, isCut, fields: fieldsOf(entries, isCut ? uncut : undefined), files: entries.flatMap(([name, value]) => (name === 'files' && isFile(value) ? [value] : [])) }
}

/** What every page needs to know of the node. */
export const around = ({ node }: System, lang: ReporterLanguage) => ({ lang, exit: node.config.neutralPage, isDemonstration: node.isDemonstration })
