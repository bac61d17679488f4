// SQL of the desks: a person's inbox by boxes, one desk with what belongs to it, and what officers change of it.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { InstitutionKind } from '../../accounts/model.ts'
import type { ReportState } from '../model.ts'
import { reportBoxes, type RejectionReason, type ReportBox, type ReportSummary } from '../model/inbox.ts'

export interface Unit {
  id: string
  name: string
  kind: InstitutionKind
}

export interface Desk {
  id: string
  reportId: string
  unit: Unit
  received: string
  state: ReportState
  isAside: boolean
  assigneeId: string | null
  answerBy: string
  answered: string | null
  joinedTo: string | null
  /** It was once joined to another, and both are counted once. */
  isSame: boolean
  reason: RejectionReason | null
  endedBy: string | null
  endedAt: Date | null
}

const isOver = sql`(desk.state in ('closed', 'rejected', 'withdrawn') or desk.joined_to is not null)`

/** What is in each box; a report may be in several. `mine` and `overdue` depend on who looks and when. */
const boxes = (personId: string, today: string): Record<ReportBox | 'all', RawBuilder<unknown>> => ({
  new: sql`not ${isOver} and not desk.is_aside and (desk.state = 'new' or (desk.state = 'open' and desk.assignee_id is null))`,
  mine: sql`not ${isOver} and desk.assignee_id = ${personId}::uuid`,
  waiting: sql`not ${isOver} and desk.state = 'waiting'`,
  overdue: sql`not ${isOver} and not desk.is_aside and desk.answered is null and desk.answer_by < ${today}::date`,
  aside: sql`not ${isOver} and desk.is_aside`,
  closed: isOver,
  all: sql`not ${isOver}`,
})

/** The units a person belongs to. */
export const unitsOf = async (db: Db, personId: string): Promise<Unit[]> =>
  (await sql<Unit>`select unit.id, unit.name, unit.kind from units.shared_member as member join units.shared_unit as unit on unit.id = member.unit
    where member.person = ${personId}::uuid order by unit.name, unit.id`.execute(db)).rows

export interface Wanted {
  units: readonly string[]
  personId: string
  today: string
}

/** Said by the reporter, or by the desk's own unit. */
const isSaidAt = sql`message.report_id = desk.report_id and (message.kind = 'reporter' or (message.kind = 'unit' and message.unit_id = desk.unit_id))`

const longestList = 500

/** The reports in a box, those promised first on top; at most 500. */
export const desksIn = async (db: Db, box: ReportBox | 'all', { units, personId, today }: Wanted): Promise<ReportSummary[]> =>
  (await sql<ReportSummary>`
    with chosen as (select desk.* from reports.desk where desk.unit_id = any (${[...units]}::uuid[]) and ${boxes(personId, today)[box]}
      order by desk.answer_by ${box === 'closed' ? sql`desc` : sql``}, desk.id limit ${longestList})
    select desk.id, json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind) as unit, desk.day as received, desk.state, desk.is_aside as "isAside",
      case when assignee.id is not null then json_build_object('id', assignee.id, 'name', assignee.name) end as assignee,
      desk.answer_by as "answerBy", desk.answered, desk.joined_to as "joinedTo", coding.offence,
      (select count(*) from reports.message where ${isSaidAt}) as messages,
      (select message.kind from reports.message where ${isSaidAt} order by message.seq desc limit 1) as "lastFrom",
      (select count(*) from reports.file where file.report_id = desk.report_id and file.unit_id is null) as files
    from chosen as desk join units.shared_unit as unit on unit.id = desk.unit_id
      left join accounts.shared_person as assignee on assignee.id = desk.assignee_id
      left join reports.coding on coding.desk_id = desk.id
    order by desk.answer_by ${box === 'closed' ? sql`desc` : sql``}, desk.id`.execute(db)).rows

/** How many reports are in each box. */
export const countBoxes = async (db: Db, { units, personId, today }: Wanted): Promise<Record<ReportBox, number>> => {
  const conditions = boxes(personId, today)
  const counted = reportBoxes.map((box) => sql`count(*) filter (where ${conditions[box]}) as ${sql.id(box)}`)
  return (await sql<Record<ReportBox, number>>`select ${sql.join(counted)} from reports.desk where desk.unit_id = any (${[...units]}::uuid[])`.execute(db)).rows[0]!
}

/** The desk with this id, if the transaction's person belongs to its unit. */
export const deskById = async (db: Db, id: string, personId: string | null): Promise<Desk | undefined> =>
  (await sql<Desk>`
    select desk.id, desk.report_id as "reportId", json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind) as unit, desk.day as received, desk.state,
      desk.is_aside as "isAside", desk.assignee_id as "assigneeId", desk.answer_by as "answerBy", desk.answered, desk.joined_to as "joinedTo", exists (select from reports.same where same.desk_id = desk.id) as "isSame",
      desk.reason, desk.ended_by as "endedBy", desk.ended_at as "endedAt"
    from reports.desk join units.shared_unit as unit on unit.id = desk.unit_id join units.shared_member as member on member.unit = desk.unit_id
    where desk.id = ${id}::uuid and member.person = ${personId}::uuid`.execute(db)).rows[0]

const columns = {
  state: 'state', assigneeId: 'assignee_id', isAside: 'is_aside', answered: 'answered', joinedTo: 'joined_to', reason: 'reason', endedBy: 'ended_by', endedAt: 'ended_at',
} as const

type Change = Partial<Pick<Desk, keyof typeof columns>>

/** Nobody has closed or rejected it. */
export const unended: Change = { reason: null, endedBy: null, endedAt: null }

const isColumn = (field: string): field is keyof typeof columns => field in columns

/** Changes what is given of a desk; what the reporter withdrew in the meantime stays withdrawn. */
export const changeDesk = async (db: Db, id: string, change: Change): Promise<void> => {
  const parts = Object.entries(change).flatMap(([field, value]) => (isColumn(field) ? [sql`${sql.id(columns[field])} = ${value}`] : []))
  if (parts.length > 0) await sql`update reports.desk set ${sql.join(parts)} where id = ${id}::uuid and state <> 'withdrawn'`.execute(db)
}

/** Keeps the two desks from changing until the transaction ends: always in the same order, so that two who lock them do not wait for each other. */
export const lockDesks = async (db: Db, ids: readonly string[]): Promise<void> => {
  await sql`select from reports.desk where id = any (${[...ids]}::uuid[]) order by id for update`.execute(db)
}

/** Desks joined to this one become joined to another, or to none; that they tell of the same stays. */
export const moveJoined = async (db: Db, id: string, to: string | null): Promise<void> => {
  await sql`update reports.desk set joined_to = ${to}::uuid where joined_to = ${id}::uuid`.execute(db)
}

/** Keeps that both desks' reports tell of the same. */
export const keepSame = async (db: Db, { id, unit }: Desk, other: string): Promise<void> => {
  await sql`insert into reports.same (desk_id, other_id, unit_id) values (${id}::uuid, ${other}::uuid, ${unit.id}::uuid) on conflict do nothing`.execute(db)
}

/** Forgets whatever this desk was joined to. */
export const forgetSame = async (db: Db, id: string): Promise<void> => {
  await sql`delete from reports.same where desk_id = ${id}::uuid`.execute(db)
}

/** Notes what an officer did with a desk. */
export const noteStep = async (db: Db, desk: Desk, step: { act: string; personId: string | null; now: Date }): Promise<void> => {
  await sql`insert into reports.step (desk_id, unit_id, act, person_id, at) values (${desk.id}::uuid, ${desk.unit.id}::uuid, ${step.act}, ${step.personId}::uuid, ${step.now})`.execute(db)
}

/** Names of the members of a unit. */
export const membersOfUnit = async (db: Db, unitId: string): Promise<{ id: string; name: string }[]> =>
  (await sql<{ id: string; name: string }>`select person.id, person.name from units.shared_member as member join accounts.shared_person as person on person.id = member.person
    where member.unit = ${unitId}::uuid order by person.name, person.id`.execute(db)).rows
