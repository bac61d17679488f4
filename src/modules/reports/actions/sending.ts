// The acts of whoever reports: ask for work to prove, send, look with the receipt, add, change what was agreed to, withdraw.
import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { anyoneGranted } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { AddedToReport, AddToReport, ByReceipt, ChangeConsents, Received, ReporterView, SendReport, WorkChallenge } from '../model.ts'
import { AskChallenge } from '../model/files.ts'
import { conversationProblems, reportProblems } from '../problems.ts'
import { isOfFlood } from '../rules/pace.ts'
import { dayOf, daysAfter, stateFor } from '../rules/states.ts'
import { asBringer, asNode, asReporter } from '../store/asking.ts'
import { conversationOf, currentKeysOf, desksOf, emptyReport, reachOf, reopenDesks, unitsBehind, updateConsents } from '../store/receipt.ts'
import { areKeysKnown, dayOfReport, insertDecoy, insertMessage, insertReport, isDecoyKept, isMessageKnown, nameFiles, reportOfReceipt, type Found } from '../store/sending.ts'
import { beforeAsking, beforeSending, newChallenge, recently, spend } from './gate.ts'
import { hasNews } from './news.ts'

/** Answers come on whole seconds, whether the receipt leads anywhere or not. */
const second = 1000

/** Its place among events with a time would tell when somebody came: a day's reports are remembered together, by `report.settle`. */
const nothing = () => ({ nothing: 'A reporter leaves no trace but the day; whole days are remembered.' })

const untraced = { may: anyoneGranted, remember: nothing, leavesNoTrace: true } as const

export const askChallenge = action({
  name: 'report.challenge',
  summary: { es: 'Pedir el trabajo que frena los envíos en masa', en: 'Ask for the work that slows mass sending' },
  input: AskChallenge,
  output: WorkChallenge,
  ...untraced,
  run: async ({ input: { bytes } }) => {
    const { parameters, signature = '' } = await newChallenge(bytes)
    return { parameters: { ...parameters }, signature }
  },
})

/** A decoy's answer is seen so many days later at most, one at least: nobody is answered at once. */
const mostDaysToAnswer = 3

const refuseOf = async (db: Db, { keys }: SendReport): Promise<Error> =>
  (await areKeysKnown(db, keys)) ? reportProblems.taken() : reportProblems.unknownKey()

/** What was here before stays as it was: perhaps without the decoy that comes now. */
const repeated = async (db: Db, { decoy }: SendReport, day: string): Promise<z.infer<typeof Received>> =>
  ({ day, isRepeated: true, hasDecoy: decoy !== undefined && (await isDecoyKept(db, decoy)) })

/** Sent at the same moment twice, the second waits for the first and finds it here. */
const keepReport = async ({ input, db }: Pick<Context<SendReport, undefined>, 'input' | 'db'>, today: string): Promise<z.infer<typeof Received>> => {
  const level = input.proof === undefined ? null : await spend(input.proof, input.id)
  const isAside = isOfFlood({ ...recently(), level })
  const isNew = await insertReport(db, { report: input, day: today, isAside })
  if (!isNew) {
    const day = await dayOfReport(db, input.id)
    if (day === undefined) throw await refuseOf(db, input)
    return repeated(db, input, day)
  }
  const named = await nameFiles(db, input.files, { reportId: input.id, messageId: null, unitId: null })
  if (named < input.files.length) throw reportProblems.filesMissing({ count: input.files.length - named })
  const answered = daysAfter(today, randomInt(1, mostDaysToAnswer + 1))
  if (input.decoy && !(await insertDecoy(db, { ...input, decoy: input.decoy }, { today, answered }))) throw reportProblems.taken()
  return { day: today, isRepeated: false, hasDecoy: input.decoy !== undefined }
}

export const sendReport = action({
  name: 'report.send',
  summary: { es: 'Enviar un reporte sellado', en: 'Send a sealed report' },
  input: SendReport,
  output: Received,
  ...untraced,
  pace: { before: beforeSending },
  async run({ input, db, now }) {
    await asBringer(db, input.kept, input.files.map(({ secret }) => secret))
    const known = await dayOfReport(db, input.id)
    if (known !== undefined) return repeated(db, input, known)
    const received = await keepReport({ input, db }, dayOf(now))
    hasNews(input.keys)
    return received
  },
})

const byReceipt = {
  ...untraced,
  pace: { before: beforeAsking, step: second },
} as const

/** The report of the receipt, locked when it is about to change. Without one, always the same answer. */
const found = async (db: Db, lookup: string, more: { isLocked?: boolean; secrets?: readonly string[] } = {}): Promise<Found> => {
  await asReporter(db, lookup, more.secrets)
  const report = await reportOfReceipt(db, more.isLocked ?? false)
  if (!report) throw reportProblems.notFound()
  return report
}

const viewOf = async (db: Db, report: Found, today: string): Promise<ReporterView> => {
  const desks = await desksOf(db, report.id)
  const keys = await currentKeysOf(db, report.id)
  const messages = await conversationOf(db, report.id, today)
  return {
    identity: report.identity.toString('base64'),
    received: report.day,
    state: stateFor(report.isWithdrawn, desks.map(({ state }) => state), messages.map(({ from }) => from)),
    consents: { contact: report.mayContact, count: report.mayCount, passOn: report.passOn },
    keys: keys.map(({ id }) => id),
    recipients: keys.map(({ recipient }) => recipient),
    reach: await reachOf(db, report.id),
    units: await unitsBehind(db, report.id),
    messages,
  }
}

const changeable = (report: Found): Found => {
  if (report.isWithdrawn) throw reportProblems.withdrawn()
  return report
}

export const openReport = action({
  name: 'report.open',
  summary: { es: 'Ver con el recibo cómo va un reporte', en: 'See with the receipt how a report stands' },
  input: ByReceipt,
  output: ReporterView,
  ...byReceipt,
  run: async ({ input, db, now }) => viewOf(db, await found(db, input.lookup), dayOf(now)),
})

/** What no unit could ever open is not taken. Sealed to other keys than the units' of now, some of them could not open it: whoever wrote seals it again. */
const refuseOldKeys = async (db: Db, { id }: Found, sealedTo: readonly string[] | undefined): Promise<void> => {
  const keys = await currentKeysOf(db, id)
  if (keys.length === 0) throw conversationProblems.nobodyReads()
  if (sealedTo === undefined) return
  if (keys.length === new Set(sealedTo).size && keys.every((key) => sealedTo.includes(key.id))) return
  throw conversationProblems.moved({ cause: 'keys' }, { extra: { keys: keys.map((key) => key.id), recipients: keys.map(({ recipient }) => recipient) } })
}

export const addToReport = action({
  name: 'report.add',
  summary: { es: 'Añadir algo a un reporte, o contestar', en: 'Add something to a report, or answer' },
  input: AddToReport,
  output: AddedToReport,
  ...byReceipt,
  async run({ input, db, now }) {
    const report = changeable(await found(db, input.lookup, { isLocked: true, secrets: input.files.map(({ secret }) => secret) }))
    if (await isMessageKnown(db, input.id)) return { ...(await viewOf(db, report, dayOf(now))), isRepeated: true }
    await refuseOldKeys(db, report, input.keys)
    if (input.proof !== undefined) await spend(input.proof, input.id)
    const message = { id: input.id, reportId: report.id, kind: 'reporter', unitId: null, personId: null, day: dayOf(now), at: null, body: input.body } as const
    if (!(await insertMessage(db, message))) throw reportProblems.taken()
    const named = await nameFiles(db, input.files, { reportId: report.id, messageId: input.id, unitId: null })
    if (named < input.files.length) throw reportProblems.filesMissing({ count: input.files.length - named })
    await reopenDesks(db, report.id)
    hasNews((await desksOf(db, report.id)).map(({ unitId }) => unitId))
    return { ...(await viewOf(db, report, dayOf(now))), isRepeated: false }
  },
})

export const changeConsents = action({
  name: 'report.consent',
  summary: { es: 'Cambiar lo que se permitió hacer con un reporte', en: 'Change what one agreed to for a report' },
  input: ChangeConsents,
  output: ReporterView,
  ...byReceipt,
  async run({ input, db, now }) {
    const report = changeable(await found(db, input.lookup, { isLocked: true }))
    await updateConsents(db, report.id, input.consents)
    hasNews((await desksOf(db, report.id)).map(({ unitId }) => unitId))
    return viewOf(db, await found(db, input.lookup), dayOf(now))
  },
})

export const withdrawReport = action({
  name: 'report.withdraw',
  summary: { es: 'Retirar un reporte: se borra lo que se dijo', en: 'Withdraw a report: what was said is deleted' },
  input: ByReceipt,
  output: ReporterView,
  ...byReceipt,
  async run({ input, db, now }) {
    const report = await found(db, input.lookup, { isLocked: true })
    hasNews((await desksOf(db, report.id)).map(({ unitId }) => unitId))
    await asNode(db)
    await emptyReport(db, report.id)
    return viewOf(db, await found(db, input.lookup), dayOf(now))
  },
})
