// SQL of intakes: what each file or form brought, and how much stayed outside.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { IntakeCounts, LeftColumn } from '../model/acts.ts'
import type { Fault, Standard } from '../model/fields.ts'

export interface LineFault extends Fault {
  line: number
}

export interface NewIntake {
  institutionId: string
  personId: string | null
  deviceId: string | null
  standard: Standard
  formId: string | null
  columns: readonly string[]
  now: Date
}

export interface Intake {
  id: string
  institutionId: string
  institution: string
  standard: Standard
  formId: string | null
  columns: string[]
  receivedAt: Date
  counts: IntakeCounts
  left: LeftColumn[]
  faults: LineFault[]
}

const nothing: IntakeCounts = { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0 }

/** Opens an intake and returns its id; `finishIntake` says what came of it in the same transaction. */
export const openIntake = async (db: Db, { institutionId, personId, deviceId, standard, formId, columns, now }: NewIntake): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into trafficking.intake (institution_id, person_id, device_id, standard, form_id, received_at, columns, counts, left_at_door, faults)
    values (${institutionId}::uuid, ${personId}::uuid, ${deviceId}::uuid, ${standard}, ${formId}, ${now}, ${[...columns]}::text[],
      ${JSON.stringify(nothing)}::jsonb, '[]', '[]') returning id`.execute(db)
  return rows[0]!.id
}

interface Outcome {
  counts: IntakeCounts
  left: readonly LeftColumn[]
  faults: readonly LineFault[]
}

export const finishIntake = async (db: Db, id: string, { counts, left, faults }: Outcome): Promise<void> => {
  await sql`update trafficking.intake set counts = ${JSON.stringify(counts)}::jsonb, left_at_door = ${JSON.stringify(left)}::jsonb,
    faults = ${JSON.stringify(faults)}::jsonb where id = ${id}::uuid`.execute(db)
}

const intakesWhere = async (db: Db, condition: RawBuilder<unknown>, limit: number): Promise<Intake[]> =>
  (await sql<Intake>`select intake.id, intake.institution_id as "institutionId", institution.name as institution, intake.standard, intake.form_id as "formId",
      intake.columns, intake.received_at as "receivedAt", intake.counts, intake.left_at_door as "left", intake.faults
    from trafficking.intake join accounts.shared_institution as institution on institution.id = intake.institution_id
    where ${condition} order by intake.received_at desc, intake.id limit ${limit}`.execute(db)).rows

export const intakeById = async (db: Db, id: string): Promise<Intake | undefined> => (await intakesWhere(db, sql`intake.id = ${id}::uuid`, 1))[0]

/** The institution's newest intakes. */
export const intakesOf = (db: Db, institutionId: string, limit: number): Promise<Intake[]> =>
  intakesWhere(db, sql`intake.institution_id = ${institutionId}::uuid`, limit)

export const removeIntake = async (db: Db, id: string): Promise<void> => {
  await sql`delete from trafficking.intake where id = ${id}::uuid`.execute(db)
}
