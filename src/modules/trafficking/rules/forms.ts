// Forms of ODK and Kobo (XForms): what a blank one asks, and what a filled one answers.
import { createHash } from 'node:crypto'
import { isFigureFormId, periodQuestion, rowGroup, type FilledFigures } from '../../rounds/model/figure-form.ts'
import type { FormView } from '../model/acts.ts'
import { attributeOf, childrenOf, isBranch, readXml, textOf, type Branch } from './xml.ts'

export interface BlankForm {
  id: string
  version: string
  title: string
  /** Names of its questions, in its order. */
  questions: string[]
}

export interface FilledForm {
  id: string
  /** Given by the device: the same for the same form sent again. */
  instanceId: string
  answers: { name: string; text: string }[]
}

const within = (branch: Branch | undefined, name: string): Branch | undefined => {
  const found = branch && childrenOf(branch).find(([child, value]) => child === name && isBranch(value))
  return found ? (found[1] as Branch) : undefined
}

const isLeaf = (value: unknown): boolean => !isBranch(value) || childrenOf(value).length === 0

/** Every question below, whatever groups it is in; the form's own housekeeping is left out. */
const leavesOf = (branch: Branch): { name: string; text: string }[] =>
  childrenOf(branch).filter(([name]) => name !== 'meta' && name !== '__version__')
    .flatMap(([name, value]) => (isLeaf(value) ? [{ name, text: textOf(value) }] : leavesOf(value as Branch)))

const rootOf = (branch: Branch | undefined): Branch | undefined => {
  const root = branch && childrenOf(branch).find(([, value]) => isBranch(value))
  return root ? (root[1] as Branch) : undefined
}

/** A blank form; undefined when the text is no XForm with an id. */
export const readBlank = (xml: string): BlankForm | undefined => {
  const tree = readXml(xml)
  const head = within(within(tree, 'html'), 'head')
  const root = rootOf(within(within(head, 'model'), 'instance'))
  if (!head || !root) return undefined
  const id = attributeOf(root, 'id')
  const title = textOf(childrenOf(head).find(([name]) => name === 'title')?.[1])
  return id === '' ? undefined : { id, version: attributeOf(root, 'version'), title: title || id, questions: [...new Set(leavesOf(root).map(({ name }) => name))] }
}

const instanceIdOf = (root: Branch): string => textOf(childrenOf(within(root, 'meta') ?? {}).find(([name]) => name === 'instanceID')?.[1])

/** A filled form; a question answered several times (a repeat) comes once, its answers joined by `;`. */
export const readFilled = (xml: string): FilledForm | undefined => {
  const root = rootOf(readXml(xml))
  if (!root) return undefined
  const instanceId = instanceIdOf(root)
  const answers = [...Map.groupBy(leavesOf(root), ({ name }) => name)].map(([name, given]) => ({ name, text: given.map(({ text }) => text).filter(Boolean).join(';') }))
  const id = attributeOf(root, 'id')
  return id === '' || instanceId === '' ? undefined : { id, instanceId, answers }
}

const rowAnswers = (row: unknown): Record<string, string> => (isBranch(row) ? Object.fromEntries(childrenOf(row).map(([name, value]) => [name, textOf(value)])) : {})

/** A filled form of figures, its rows in their order; undefined when the text is none. */
export const readFigures = (xml: string): FilledFigures | undefined => {
  const root = rootOf(readXml(xml))
  if (!root) return undefined
  const [formId, instanceId] = [attributeOf(root, 'id'), instanceIdOf(root)]
  if (!isFigureFormId(formId) || instanceId === '') return undefined
  const answers = childrenOf(root)
  return {
    formId, instanceId, period: textOf(answers.find(([name]) => name === periodQuestion)?.[1]),
    rows: answers.filter(([name]) => name === rowGroup).map(([, row]) => rowAnswers(row)),
  }
}

/** What a list of forms says of one. */
export type ListedForm = Pick<FormView, 'id' | 'title' | 'version' | 'hash'>

/** The MD5 of a form's text, as lists of forms tell it. */
export const fingerprint = (xml: string): string => createHash('md5').update(xml).digest('hex')
