// Findings in the database: kept as long as they are the same, mended when the source no longer shows them, and what people wrote.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Candidate, CheckId, Diagnosis, EvidenceLine, Facts, FindingSeverity, FindingState, NoteKind, NoteView } from '../model.ts'

export interface Finding {
  id: string
  check: CheckId
  diagnosis: Diagnosis
  severity: FindingSeverity
  score: number
  state: FindingState
  sourceId: string
  sourceName: Text
  isDemonstration: boolean
  facts: Facts
  observations: number[]
  cells: number
  institutionId: string | null
  institution: string | null
  personId: string | null
  person: string | null
  answer: string | null
  foundAt: Date
  foundRelease: number
  mendedRelease: number | null
}

const findingsWhere = (condition: RawBuilder<unknown>): RawBuilder<Finding> => sql<Finding>`
  select finding.id, finding.check_id as check, finding.diagnosis, finding.severity, finding.score, finding.state, finding.source_id as "sourceId", source.name as "sourceName",
    source.is_demonstration as "isDemonstration", finding.facts, finding.observations, finding.cells, finding.institution_id as "institutionId", institution.name as institution,
    finding.person_id as "personId", person.name as person, finding.explanation as answer, finding.found_at as "foundAt", finding.found_release as "foundRelease",
    finding.mended_release as "mendedRelease"
  from quality.finding join collection.shared_source source on source.id = finding.source_id
    left join accounts.shared_institution institution on institution.id = finding.institution_id
    left join accounts.shared_person person on person.id = finding.person_id
  where ${condition}`

export const findingById = async (db: Db, id: string): Promise<Finding | undefined> => (await findingsWhere(sql`finding.id = ${id}::uuid`).execute(db)).rows[0]

const seesAll = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.some((role) => ['analyst', 'coordinator', 'administrator'].includes(role))

/** Analysts, coordinators and administrators see all findings; everyone else those of their institution or assigned to them. */
export const isOwn = (actor: Actor, { institutionId, personId }: Pick<Finding, 'institutionId' | 'personId'>): boolean =>
  seesAll(actor) || (institutionId !== null && institutionId === actor.institution?.id) || (personId !== null && personId === actor.id)

const mine = (actor: Actor): RawBuilder<unknown> => sql`(finding.institution_id = ${actor.institution?.id ?? null}::uuid or finding.person_id = ${actor.id}::uuid)`

export interface Wanted { state: FindingState | 'all'; check?: CheckId | undefined; severity?: FindingSeverity | undefined; source?: string | undefined; mine: boolean }

const matching = (actor: Actor, { state, check, severity, source, mine: onlyMine }: Wanted): RawBuilder<unknown> => sql`
  ${seesAll(actor) && !onlyMine ? sql`true` : mine(actor)}
  ${state === 'all' ? sql`` : sql`and finding.state = ${state}`} ${check ? sql`and finding.check_id = ${check}` : sql``}
  ${severity ? sql`and finding.severity = ${severity}` : sql``} ${source ? sql`and finding.source_id = ${source}` : sql``}`

const order = sql`order by array_position(array['severe', 'moderate', 'minor'], finding.severity), finding.score desc, finding.found_at desc, finding.key`

export const listFindings = async (db: Db, actor: Actor, wanted: Wanted, page: { limit: number; offset: number }): Promise<{ items: Finding[]; total: number }> => {
  const condition = matching(actor, wanted)
  const items = await sql<Finding>`${findingsWhere(condition)} ${order} limit ${page.limit} offset ${page.offset}`.execute(db)
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from quality.finding where ${condition}`.execute(db)
  return { items: items.rows, total: rows[0]?.total ?? 0 }
}

/** How many open findings of each check, and which sources have findings, as far as the person may see. */
export const openCounts = async (db: Db, actor: Actor): Promise<{ counts: { check: CheckId; open: number }[]; sources: { id: string; name: Text }[] }> => {
  const visible = matching(actor, { state: 'all', mine: false })
  const counts = await sql<{ check: CheckId; open: number }>`select check_id as check, count(*)::int as open from quality.finding where ${visible} and state = 'open' group by 1 order by 2 desc, 1`.execute(db)
  const sources = await sql<{ id: string; name: Text }>`select id, name from collection.shared_source where id in (select source_id from quality.finding where ${visible}) order by id`.execute(db)
  return { counts: counts.rows, sources: sources.rows }
}

interface Seen { source: string; release: number; at: Date }

const asRow = (candidate: Candidate): Record<string, unknown> => ({ ...candidate, observations: candidate.observations.slice(0, 100) })

/** Keeps what a check found: a new finding, or the same as before, opened again if it had been mended. Tells how many are new. */
export const keepFindings = async (db: Db, { source, release, at }: Seen, candidates: readonly Candidate[]): Promise<number> => {
  if (candidates.length === 0) return 0
  const back = await sql<{ id: string }>`
    update quality.finding set state = 'open', mended_release = null, explanation = null, changed_at = ${at}
    where source_id = ${source} and state = 'mended' and (check_id, key) in (select * from unnest(${candidates.map(({ check }) => check)}::text[], ${candidates.map(({ key }) => key)}::text[]))
    returning id`.execute(db)
  await noteAll(db, back.rows.map(({ id }) => id), { what: 'returned', at })
  const { rows } = await sql<{ isNew: boolean }>`
    insert into quality.finding as known (check_id, source_id, key, diagnosis, severity, score, facts, observations, cells, delivery_id, institution_id, found_release, found_at, changed_at)
    select c.check, ${source}, c.key, c.diagnosis, c.severity, c.score, c.facts, array(select jsonb_array_elements_text(c.observations)::bigint), c.cells, c.delivery, d.institution_id, ${release}, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(candidates.map(asRow))}::jsonb)
      as c ("check" text, key text, diagnosis text, severity text, score float8, facts jsonb, observations jsonb, cells int, delivery uuid)
      left join collection.shared_delivery d on d.id = c.delivery
    on conflict (check_id, source_id, key) do update set diagnosis = excluded.diagnosis, severity = excluded.severity, score = excluded.score, facts = excluded.facts,
      observations = excluded.observations, cells = excluded.cells, delivery_id = excluded.delivery_id
    returning (known.found_at = ${at} and known.xmax = 0) as "isNew"`.execute(db)
  return rows.filter(({ isNew }) => isNew).length
}

const noteAll = async (db: Db, ids: readonly string[], { what, at }: { what: NoteKind; at: Date }): Promise<void> => {
  if (ids.length === 0) return
  await sql`insert into quality.note (finding_id, at, what) select id, ${at}, ${what} from unnest(${[...ids]}::uuid[]) as id`.execute(db)
}

const mend = async (db: Db, { release, at }: Seen, which: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await sql<{ id: string }>`update quality.finding set state = 'mended', mended_release = ${release}, changed_at = ${at}
    where state <> 'mended' and ${which} returning id`.execute(db)
  await noteAll(db, rows.map(({ id }) => id), { what: 'mended', at })
  return rows.length
}

/** Marks as mended what these checks no longer find in the source. */
export const mendMissing = (db: Db, seen: Seen, checked: readonly CheckId[], candidates: readonly Candidate[]): Promise<number> =>
  mend(db, seen, sql`(source_id = ${seen.source} or facts ->> 'otherSource' = ${seen.source}) and check_id = any(${[...checked]}::text[])
    and (check_id, key) not in (select * from unnest(${candidates.map(({ check }) => check)}::text[], ${candidates.map(({ key }) => key)}::text[]))`)

/** Marks as mended the misplaced points that no standing row gives any more. */
export const mendGonePlaces = (db: Db, seen: Seen): Promise<number> =>
  mend(db, seen, sql`source_id = ${seen.source} and check_id = 'place' and not exists (select from collection.shared_observation o where o.source_id = finding.source_id
    and o.country = finding.facts ->> 'country' and o.lat = (finding.facts ->> 'lat')::float8 and o.lon = (finding.facts ->> 'lon')::float8)`)

export const countOpen = async (db: Db): Promise<Map<string, { open: number; cells: number }>> => {
  const { rows } = await sql<{ source: string; open: number; cells: number }>`
    select source_id as source, count(*)::int as open, sum(cells)::int as cells from quality.finding where state = 'open' group by 1`.execute(db)
  return new Map(rows.map(({ source, open, cells }) => [source, { open, cells }]))
}

/** The figures it was found in, as the person may see them: of public sources and of their own institution; `hidden` counts the others. */
export const linesOf = async (db: Db, { observations }: Finding, actor: Actor): Promise<{ lines: EvidenceLine[]; hidden: number }> => {
  const isVisible = seesAll(actor) ? sql`true` : sql`(source.is_public or coalesce(d.institution_id = ${actor.institution?.id ?? null}::uuid, false))`
  const { rows } = await sql<EvidenceLine & { isVisible: boolean }>`
    select o.id as observation, o.delivery, d.file_name as "fileName", o.line, o.measure, o.period_start::text as start, o.grain, o.country, o.territory, o.value, true as "isStanding", ${isVisible} as "isVisible"
    from collection.shared_observation o join collection.shared_delivery d on d.id = o.delivery join collection.shared_source source on source.id = o.source_id
    where o.id = any(${observations}::bigint[]) order by o.source_id, o.line, o.measure limit 100`.execute(db)
  const lines = rows.flatMap(({ isVisible: isShown, ...line }) => (isShown ? [line] : []))
  return { lines, hidden: rows.length - lines.length }
}

export const notesOf = async (db: Db, id: string): Promise<NoteView[]> => {
  const { rows } = await sql<Omit<NoteView, 'at'> & { at: Date }>`
    select note.id, note.at, note.what, person.name as person, note.words from quality.note left join accounts.shared_person person on person.id = note.person_id
    where finding_id = ${id}::uuid order by note.id`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export interface Note { id: string; by: string | null; at: Date; what: NoteKind; words: string | null }

export const writeNote = async (db: Db, { id, by, at, what, words }: Note): Promise<void> => {
  await sql`insert into quality.note (finding_id, at, person_id, what, words) values (${id}::uuid, ${at}, ${by}::uuid, ${what}, ${words})`.execute(db)
}

/** Explains an open finding or opens an explained one; false when somebody did before. */
export const changeState = async (db: Db, { id, from, to, words, at }: { id: string; from: FindingState; to: FindingState; words: string | null; at: Date }): Promise<boolean> => {
  const { numAffectedRows } = await sql`update quality.finding set state = ${to}, explanation = ${words}, changed_at = ${at} where id = ${id}::uuid and state = ${from}`.execute(db)
  return numAffectedRows === 1n
}

export const assignTo = async (db: Db, { id, institution, person, at }: { id: string; institution: string | null; person: string | null; at: Date }): Promise<void> => {
  await sql`update quality.finding set institution_id = ${institution}::uuid, person_id = ${person}::uuid, changed_at = ${at} where id = ${id}::uuid`.execute(db)
}

/** The person and institution named, as far as they exist; the person's own institution when none is named. */
export const ownersNamed = async (db: Db, asked: { institution: string | null; person: string | null }): Promise<{ institution: string | null; person: string | null; words: string } | undefined> => {
  const { rows } = await sql<{ institution: string | null; person: string | null; words: string }>`
    select i.id as institution, p.id as person, concat_ws(', ', p.name, i.name) as words
    from (select ${asked.person}::uuid as person, ${asked.institution}::uuid as institution) as asked
      left join accounts.shared_person p on p.id = asked.person and p.is_active
      left join accounts.shared_institution i on i.id = coalesce(asked.institution, p.institution_id)
    where (asked.person is null or p.id is not null) and (asked.institution is null or i.id is not null)`.execute(db)
  return rows[0]
}
