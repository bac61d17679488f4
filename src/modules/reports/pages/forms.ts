// What a form brought, held in memory and nowhere else: its fields and its files.
import type { FastifyRequest } from 'fastify'
import { platformProblems } from '../../../platform/problems.ts'
import type { System } from '../../../platform/system.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { fieldsOf, type Fields } from '../rules/steps.ts'

export interface Form {
  /** Any field by its name, once. */
  one: (name: string) => string
  /** The fields of the report’s questions. */
  fields: Fields
  /** More came than the page takes: what is here are the fields before it. */
  isCut: boolean
  /** Files with something in them. */
  files: readonly File[]
}

/** More parts or fields than this no form of ours has: 20 files, and every question answered with all it offers. */
const mostParts = 500

/** Whether the body has no more parts than a form of ours, counted without reading them: each becomes an object of its own. */
const isBearable = (body: Uint8Array, type: string): boolean => {
  const divider = /^\s*multipart\//i.test(type) ? /content-disposition/gi : /&/g
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  for (let count = 0; count <= mostParts; count += 1) if (!divider.test(text)) return true
  return false
}

const boundaryIn = (type: string): string => /(?:^|;)\s*boundary="?([^";]+)/i.exec(type)?.[1]?.trim() ?? ''

/** A body whose end was dropped, ended behind its last whole part. */
const ended = (body: Uint8Array, type: string): Uint8Array => {
  const mark = `\r\n--${boundaryIn(type)}`
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return Buffer.concat([bytes.subarray(0, Math.max(0, bytes.lastIndexOf(mark))), Buffer.from(`${mark}--\r\n`)])
}

/** Reads an urlencoded or multipart body. */
export const readForm = async (request: FastifyRequest, input: Record<string, unknown>): Promise<Form> => {
  const type = request.headers['content-type'] ?? ''
  const isCut = input.isCut === true
  const given = input.body instanceof Uint8Array ? input.body : new Uint8Array()
  const body = isCut ? ended(given, type) : given
  if (isCut && boundaryIn(type) === '') throw platformProblems.tooLarge({ limit: '1 MB' })
  if (!isBearable(body, type)) throw platformProblems.unreadable()
  try {
    const data = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
    const one = (name: string): string => {
      const value = data.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    return { one, isCut, fields: fieldsOf(data), files: data.getAll('files').filter((each): each is File => each instanceof File && each.name !== '') }
  } catch {
    throw platformProblems.unreadable()
  }
}

/** What every page needs to know of the node. */
export const around = ({ node }: System, lang: ReporterLanguage) => ({ lang, exit: node.config.neutralPage, isDemonstration: node.isDemonstration })
