// The acts about findings: list and open them, say whose they are, explain, reopen, write a note.
import { action } from '../../../platform/action.ts'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { nameOf, placeName } from '../../catalogues/index.ts'
import { AnswerFinding, AssignFinding, FindingById, FindingDetail, FindingList, ListFindings, type FindingView } from '../model.ts'
import { findingProblems } from '../problems.ts'
import { wordsOf, type Naming } from '../rules/words.ts'
import { measureNames } from '../store/examinations.ts'
import { assignTo, changeState, findingById, isOwn, linesOf, listFindings, notesOf, openCounts, ownersNamed, writeNote, type Finding } from '../store/findings.ts'

const own = { es: 'de su institución o a su cargo; análisis, coordinación y administración, todos', en: 'of their institution or assigned to them; analysts, coordinators and administrators, all' }

const namingFrom = (measures: Awaited<ReturnType<typeof measureNames>>): Naming => ({
  place: (code, language) => (code === '' ? (language === 'es' ? 'lugar no indicado' : 'place not stated') : placeName(code, language)),
  what: (code, language) => nameOf('offence', code, language),
  measure: (source, id, language) => measures.get(`${source}|${id}`)?.[language] ?? id,
})

const spoken = (finding: Finding, naming: Naming) => wordsOf({ check: finding.check, diagnosis: finding.diagnosis, facts: finding.facts, source: finding.sourceId }, naming)

const view = (finding: Finding, title: FindingView['title']): FindingView => {
  const { id, check, diagnosis, severity, state, cells, foundRelease, mendedRelease, institutionId, institution, personId, person } = finding
  return {
    id, check, diagnosis, severity, state, cells, foundRelease, mendedRelease, title, foundAt: finding.foundAt.toISOString(),
    source: { id: finding.sourceId, name: finding.sourceName, isDemonstration: finding.isDemonstration },
    institution: institutionId === null ? null : { id: institutionId, name: institution ?? '—' },
    person: personId === null ? null : { id: personId, name: person ?? '—' },
  }
}

const detail = async (db: Db, id: string, actor: Actor): Promise<FindingDetail> => {
  const finding = (await findingById(db, id))!
  const words = spoken(finding, namingFrom(await measureNames(db)))
  const { score, facts, answer } = finding
  const { lines, hidden } = await linesOf(db, finding, actor)
  return { ...view(finding, words.title), explanation: words.explanation, advice: words.advice, score, facts, answer, lines, hiddenLines: hidden, notes: await notesOf(db, id) }
}

const pageSize = 50

export const listOfFindings = action({
  name: 'finding.list',
  summary: { es: 'Ver los hallazgos de calidad', en: 'List the findings of quality' },
  input: ListFindings,
  output: FindingList,
  may: anyoneGranted,
  condition: own,
  async run({ input, actor, db }) {
    const { items, total } = await listFindings(db, actor, input, { limit: pageSize, offset: (input.page - 1) * pageSize })
    const naming = namingFrom(await measureNames(db))
    return { items: items.map((finding) => view(finding, spoken(finding, naming).title)), total, page: input.page, pageSize, ...(await openCounts(db, actor)) }
  },
  remember: () => ({ nothing: 'Doubts about coded figures of the reader’s institution or remit.' }),
})

const visible = (actor: Actor, finding: Finding): boolean => isOwn(actor, finding)

export const readFinding = action({
  name: 'finding.read',
  summary: { es: 'Abrir un hallazgo', en: 'Open a finding' },
  input: FindingById,
  output: FindingDetail,
  on: ({ id }, db) => findingById(db, id),
  may: visible,
  condition: own,
  offers: () => ['finding.explain', 'finding.reopen', 'finding.assign', 'finding.note'],
  run: ({ subject, actor, db }) => detail(db, subject.id, actor),
  remember: () => ({ nothing: 'Doubts about coded figures of the reader’s institution or remit.' }),
})

export const explainFinding = action({
  name: 'finding.explain',
  summary: { es: 'Explicar un hallazgo: por qué la cifra es buena o qué se hará', en: 'Explain a finding: why the figure is right or what will be done' },
  input: AnswerFinding,
  output: FindingDetail,
  on: ({ id }, db) => findingById(db, id),
  may: visible,
  condition: own,
  ready: ({ state }) => (state === 'open' ? undefined : findingProblems.notOpen({ state })),
  async run({ input: { words }, subject: { id, state }, actor, db, now, announce }) {
    if (!(await changeState(db, { id, from: 'open', to: 'explained', words, at: now }))) throw findingProblems.notOpen({ state })
    await writeNote(db, { id, by: actor.id, at: now, what: 'explained', words })
    announce({ topic: 'finding', to: 'all' })
    return detail(db, id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'explanation'] }),
})

export const reopenFinding = action({
  name: 'finding.reopen',
  summary: { es: 'Reabrir un hallazgo explicado, con la razón', en: 'Reopen an explained finding, with the reason' },
  input: AnswerFinding,
  output: FindingDetail,
  on: ({ id }, db) => findingById(db, id),
  may: visible,
  condition: own,
  ready: ({ state }) => (state === 'explained' ? undefined : findingProblems.notExplained({ state })),
  async run({ input: { words }, subject: { id, state }, actor, db, now, announce }) {
    if (!(await changeState(db, { id, from: 'explained', to: 'open', words: null, at: now }))) throw findingProblems.notExplained({ state })
    await writeNote(db, { id, by: actor.id, at: now, what: 'reopened', words })
    announce({ topic: 'finding', to: 'all' })
    return detail(db, id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state'] }),
})

export const assignFinding = action({
  name: 'finding.assign',
  summary: { es: 'Decir a qué institución o persona corresponde un hallazgo', en: 'Say which institution or person a finding belongs to' },
  input: AssignFinding,
  output: FindingDetail,
  on: ({ id }, db) => findingById(db, id),
  may: visible,
  condition: own,
  async run({ input, subject: { id }, actor, db, now, announce }) {
    const owners = await ownersNamed(db, input)
    if (!owners) throw findingProblems.unknownOwner()
    await assignTo(db, { id, institution: owners.institution, person: owners.person, at: now })
    await writeNote(db, { id, by: actor.id, at: now, what: 'assigned', words: owners.words || null })
    announce({ topic: 'finding', to: 'all' })
    return detail(db, id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['institution', 'person'] }),
})

export const noteOnFinding = action({
  name: 'finding.note',
  summary: { es: 'Escribir una nota en un hallazgo', en: 'Write a note on a finding' },
  input: AnswerFinding,
  output: FindingDetail,
  on: ({ id }, db) => findingById(db, id),
  may: visible,
  condition: own,
  async run({ input: { words }, subject: { id }, actor, db, now, announce }) {
    await writeNote(db, { id, by: actor.id, at: now, what: 'noted', words })
    announce({ topic: 'finding', to: 'all' })
    return detail(db, id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['notes'] }),
})
