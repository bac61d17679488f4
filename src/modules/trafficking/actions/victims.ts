// The acts on trafficking records: a file in, a file out, the records and the intakes of one's own institution.
import type { z } from 'zod'
import { action, downloadAction } from '../../../platform/action.ts'
import type { Actor } from '../../../platform/access.ts'
import { Problem } from '../../../platform/problem.ts'
import { ById, Done, IntakeList, IntakeView, PageChoice, RecordList, VictimExport, VictimImport } from '../model/acts.ts'
import { units, type Coded, type Standard } from '../model/fields.ts'
import { victimProblems } from '../problems.ts'
import { faultSentence } from '../rules/coding.ts'
import { keptField, keptFields } from '../rules/content.ts'
import { codesIn, ctdcOf, factsOf } from '../rules/crosswalk.ts'
import { doorFor, repeatedField, type Door } from '../rules/door.ts'
import { csvLine, linesOf, type Line } from '../rules/table.ts'
import { intakeById, intakesOf, removeIntake, type Intake } from '../store/intakes.ts'
import { everyRecord, recordsOf, removeRecordsOf, type StoredRecord } from '../store/records.ts'
import { recordKeys } from '../store/secret.ts'
import { countryName, namedPlace, places } from './codebook.ts'
import { takeIn } from './intake.ts'

const ownOnly = {
  es: 'solo los registros de la propia institución; nadie de control migratorio, tenga el papel que tenga',
  en: 'only the records of one’s own institution; nobody of migration control, whatever the role',
}

/** Said here again, beside the table of roles: migration control never reads nor brings victims. */
const isTrusted = ({ institution }: Actor): boolean => institution !== null && institution.kind !== 'migration'

const mayHandle = (actor: Actor, intake: Pick<Intake, 'institutionId'>): boolean => isTrusted(actor) && actor.institution?.id === intake.institutionId

const mostRows = 200_000

async function* bounded(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let count = 0
  for await (const line of lines) {
    count += 1
    if (count > mostRows) throw victimProblems.tooMany({ most: mostRows })
    yield line
  }
}

const openDoor = (standard: Standard, header: readonly string[] | undefined): Door => {
  const door = doorFor(standard, header ?? [])
  const repeated = repeatedField(door)
  if (repeated !== undefined) throw victimProblems.repeated({ field: repeated })
  if (door.kept.length === 0) throw victimProblems.noColumns({ standard })
  return door
}

/** csv-parse's errors repeat the file: they become a sentence of ours. */
const withoutContents = (error: unknown): never => {
  if (error instanceof Problem || !(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error
  throw victimProblems.unreadable()
}

const viewOf = ({ left, faults, receivedAt, formId, ...intake }: Omit<Intake, 'institutionId' | 'columns'>): z.input<typeof IntakeView> => ({
  id: intake.id, standard: intake.standard, institution: intake.institution, counts: intake.counts, left,
  channel: formId === null ? 'file' : 'form', form: formId, receivedAt: receivedAt.toISOString(),
  faults: faults.map((fault) => ({ line: fault.line, field: fault.field, sentence: faultSentence(fault, keptField(fault.field)?.values ?? []) })),
})

export const importVictims = action({
  name: 'victim.import',
  summary: { es: 'Traer un archivo HTCDS o CTDC; lo que identifica queda fuera y no se escribe en ningún lugar', en: 'Bring in an HTCDS or CTDC file; what identifies stays outside and is written nowhere' },
  input: VictimImport,
  output: IntakeView,
  may: isTrusted,
  condition: ownOnly,
  async run({ input: { standard, body }, actor, db, now, node, announce }) {
    const lines = bounded(linesOf(body))
    const keyOf = recordKeys(node.config.dataFolder)
    const sender = { institutionId: actor.institution?.id ?? '', personId: actor.id, deviceId: null }
    try {
      const door = openDoor(standard, (await lines.next()).value?.cells)
      const taken = await takeIn(db, lines, { standard, door, sender, formId: null, isForgiving: false, keyOf, now })
      const intake = await intakeById(db, taken.id)
      if (!intake) throw new Error('the intake just written is gone')
      announce({ topic: 'victim', to: 'all' })
      return viewOf({ ...intake, left: taken.left })
    } catch (error) {
      return withoutContents(error)
    }
  },
  remember: ({ output }) => ({ subject: output.id }),
})

const mostIntakes = 50

export const listIntakes = action({
  name: 'victim.listIntakes',
  summary: { es: 'Ver qué archivos y formularios se trajeron, y qué quedó fuera de cada uno', en: 'See which files and forms were brought in, and what stayed outside of each' },
  input: PageChoice.omit({ page: true }),
  output: IntakeList,
  may: isTrusted,
  condition: ownOnly,
  run: async ({ actor, db }) => ({ items: (await intakesOf(db, actor.institution?.id ?? '', mostIntakes)).map(viewOf) }),
  remember: () => ({ nothing: 'Counts of what the reader’s own institution sent.' }),
})

export const withdrawIntake = action({
  name: 'victim.withdraw',
  summary: { es: 'Retirar los registros que trajo un archivo o formulario', en: 'Withdraw the records a file or form brought' },
  input: ById,
  output: Done,
  on: ({ id }, db) => intakeById(db, id),
  may: mayHandle,
  condition: ownOnly,
  async run({ subject, db, announce }) {
    await removeRecordsOf(db, subject.id)
    await removeIntake(db, subject.id)
    announce({ topic: 'victim', to: 'all' })
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

const label = (field: string, code: string) => {
  const { kind, values } = keptField(field) ?? { kind: 'code', values: [] }
  if (kind === 'country' || kind === 'countries' || kind === 'alpha3') return countryName(code)
  return kind === 'territory' ? namedPlace(code) : values.find((value) => value.code === code)?.names ?? { es: code, en: code }
}

const recordView = ({ id, standard, receivedAt, coded }: StoredRecord) => ({
  id, standard, receivedAt: receivedAt.toISOString(),
  units: units.map((unit) => ({
    unit,
    facts: Object.entries(coded[unit]).map(([field, value]) => ({
      field, names: keptField(field)?.names ?? { es: field, en: field }, values: codesIn(value).map((code) => label(field, code)),
    })),
  })).filter(({ facts }) => facts.length > 0),
})

const pageSize = 50

export const listVictims = action({
  name: 'victim.list',
  summary: { es: 'Ver los registros codificados de la propia institución', en: 'See the coded records of one’s own institution' },
  input: PageChoice,
  output: RecordList,
  may: isTrusted,
  condition: ownOnly,
  async run({ input: { page }, actor, db }) {
    const { records, total } = await recordsOf(db, actor.institution?.id ?? '', { limit: pageSize, offset: (page - 1) * pageSize })
    return { items: records.map(recordView), total, page, pages: Math.max(1, Math.ceil(total / pageSize)) }
  },
  remember: ({ input, actor }) => ({ subject: actor.institution?.id ?? null, changed: [`page ${String(input.page)}`] }),
})

interface Layout {
  header: string[]
  row: (coded: Coded) => string[]
}

const htcdsLayout = (intake: Intake | undefined): Layout => {
  const fields = intake === undefined
    ? keptFields.htcds.map(({ name }) => ({ name, column: name }))
    : doorFor('htcds', intake.columns).kept.map(({ column, field }) => ({ name: field.name, column }))
  return { header: fields.map(({ column }) => column), row: (coded) => {
    const facts = factsOf(coded)
    return fields.map(({ name }) => facts[name] ?? '')
  } }
}

const ctdcLayout = (): Layout => {
  const names = keptFields.ctdc.map(({ name }) => name)
  return {
    header: names,
    row: (coded) => {
      const variables = ctdcOf(factsOf(coded), places)
      return names.map((name) => variables[name] ?? '')
    },
  }
}

async function* fileOf({ header, row }: Layout, records: AsyncIterable<Coded>): AsyncGenerator<string> {
  yield csvLine(header)
  for await (const coded of records) yield csvLine(row(coded))
}

export const exportVictims = downloadAction({
  name: 'victim.export',
  summary: { es: 'Descargar los registros de la propia institución como HTCDS o como CTDC', en: 'Download the records of one’s own institution as HTCDS or as CTDC' },
  input: VictimExport,
  on: async ({ intake }, db) => (intake === undefined ? { intake: undefined } : await intakeById(db, intake).then((found) => found && { intake: found })),
  may: (actor, { intake }: { intake: Intake | undefined }) => (intake === undefined ? isTrusted(actor) : mayHandle(actor, intake)),
  condition: ownOnly,
  run: ({ input: { standard }, subject: { intake }, actor, db, now }) => {
    const layout = standard === 'htcds' ? htcdsLayout(intake?.standard === 'htcds' ? intake : undefined) : ctdcLayout()
    // Words of CTDC cannot be turned back into those of HTCDS: several codes were merged into one.
    const wanted = { institutionId: actor.institution?.id ?? '', standard: standard === 'htcds' ? standard : undefined, intake: intake?.id }
    return Promise.resolve({
      name: `${standard}-${now.toISOString().slice(0, 10)}.csv`, mediaType: 'text/csv; charset=utf-8', body: fileOf(layout, everyRecord(db, wanted)),
    })
  },
  remember: ({ subject, actor }) => ({ subject: subject.intake?.id ?? actor.institution?.id ?? null }),
})
