// ODK's own engine and a telephone for stories: it fetches blank forms from a running node, fills them in as a person would, and sends them.
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { JSDOM } from 'jsdom'
import { expect } from 'vitest'
import type { InstitutionView } from '../src/modules/accounts/model.ts'
import type { EnrolledDevice, NewDevice } from '../src/modules/trafficking/model/acts.ts'
import type { Person, TestNode } from './people.ts'

/** The browser the engine expects to run in. */
const openEngine = async () => {
  const { window } = new JSDOM('<!doctype html><html></html>')
  const here = globalThis as unknown as Record<string, unknown>
  const browser = window as unknown as Record<string, unknown>
  here.require = createRequire(import.meta.url)
  here.__dirname = import.meta.dirname
  for (const name of [
    'window', 'document', 'DOMParser', 'XMLSerializer', 'XPathEvaluator', 'XPathResult', 'XPathExpression', 'Node', 'Element', 'Attr', 'Text', 'Document', 'XMLDocument',
    'Comment', 'CDATASection', 'DocumentFragment', 'NodeFilter', 'HTMLElement', 'ProcessingInstruction', 'CharacterData', 'NamedNodeMap', 'NodeList', 'TreeWalker',
  ]) here[name] ??= browser[name]
  return import('@getodk/xforms-engine')
}

interface Question {
  nodeType: string
  currentState: { reference: string; children?: readonly Question[] | null }
  setValue?: (value: unknown) => void
  selectValue?: (value: string) => void
  selectValues?: (values: readonly string[]) => void
}

const questionsIn = (question: Question): Question[] => [question, ...(question.currentState.children ?? []).flatMap(questionsIn)]

const answer = (question: Question, value: string): void => {
  if (question.selectValues) question.selectValues(value.split(';'))
  else question.setValue?.(value)
}

const opened = async (xml: string) => {
  const engine = await openEngine()
  const form = await engine.loadForm(xml, { fetchFormAttachment: () => Promise.resolve(new Response('', { status: 404 })) })
  if (form.status === 'failure') throw new Error(`ODK's engine refused the form: ${String(form.error)}`)
  return form.createInstance().root
}

const answerAll = (under: Question, answers: Record<string, string>): void => {
  const questions = questionsIn(under)
  for (const [name, value] of Object.entries(answers)) {
    const question = questions.find(({ currentState }) => currentState.reference.endsWith(`/${name}`))
    if (!question) throw new Error(`the form has no question ${name}`)
    answer(question, value)
  }
}

interface Payload {
  status: string
  data: readonly [FormData, ...FormData[]]
}

const sealed = async (root: { prepareInstancePayload: (options: { payloadType: 'monolithic' }) => Promise<Payload> }, status: string): Promise<FormData> => {
  const payload = await root.prepareInstancePayload({ payloadType: 'monolithic' })
  expect(payload.status).toBe(status)
  return payload.data[0]
}

/** Fills a form in as a person would with ODK's engine, and gives what a device would send. */
export const filled = async (xml: string, answers: Record<string, string>): Promise<FormData> => {
  const root = await opened(xml)
  answerAll(root, answers)
  return sealed(root, 'ready')
}

interface Repeat extends Question {
  addInstances: (after?: number, count?: number) => unknown
}

const rowsIn = (root: Question): Repeat => questionsIn(root).find(({ nodeType }) => nodeType.startsWith('repeat-range')) as Repeat

/** What the rows of a form's repeat say before anybody answers, by question. */
export const preparedRows = async (xml: string): Promise<Record<string, string>[]> => {
  const data = await sealed(await opened(xml), 'pending')
  const text = await (data.get('xml_submission_file') as File).text()
  return [...text.matchAll(/<fila>(.*?)<\/fila>/gs)].map(([, row = '']) =>
    Object.fromEntries([...row.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [name, value])))
}

/** Fills in the questions outside of the repeat, and then each of its rows from the first on; what was prepared below them stays. */
export const filledRows = async (xml: string, answers: Record<string, string>, rows: readonly Record<string, string>[], status = 'ready'): Promise<FormData> => {
  const root = await opened(xml)
  answerAll(root, answers)
  const there = rowsIn(root).currentState.children?.length ?? 0
  if (rows.length > there) rowsIn(root).addInstances(there - 1, rows.length - there)
  rows.forEach((row, at) => answerAll(rowsIn(root).currentState.children![at]!, row))
  return sealed(root, status)
}

export interface Phone {
  asks: (path: string, options?: RequestInit) => Promise<Response>
  enrolled: EnrolledDevice
}

export const addressOf = async ({ app }: TestNode): Promise<string> => {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`
}

export const basic = (username: string, code: string): string => `Basic ${Buffer.from(`${username}:${code}`).toString('base64')}`

export const institution = async (client: Person, name: string): Promise<InstitutionView> =>
  (await client.sees<{ items: InstitutionView[] }>('/api/institutions')).items.find((each) => each.name === name)!

/** A telephone of an institution; with `personId` it also delivers figures in that person's name. */
export const enrols = async (elena: Person, node: TestNode, { of = 'Albergue de prueba', ...device }: { of?: string } & Partial<NewDevice> = {}): Promise<Phone> => {
  const { id } = await institution(elena, of)
  const enrolled = await elena.does<EnrolledDevice & { allowed: string[] }>('POST', '/api/devices', { name: 'Teléfono de campo', institutionId: id, ...device })
  const address = await addressOf(node)
  const asks = (path: string, options: RequestInit = {}): Promise<Response> => fetch(`${address}/openrosa/${path}`, {
    ...options, headers: { 'x-openrosa-version': '1.0', date: new Date().toUTCString(), authorization: basic(enrolled.username, enrolled.code), ...options.headers as Record<string, string> },
  })
  return { asks, enrolled }
}

export const xmlPart = (xml: string): FormData => {
  const data = new FormData()
  data.append('xml_submission_file', new File([xml], 'xml_submission_file', { type: 'text/xml' }))
  return data
}
