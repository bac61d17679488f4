// What the run reads besides the series: what each release said of the latest periods, combinations, and the groups behind a rise.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Evidence } from '../model.ts'
import type { GroupCount } from '../rules/drivers.ts'
import { wordsBreak } from '../rules/tasks.ts'
import { ofMeasure, periodOf, type Judgeable } from './series.ts'

/** What stood of one period between two releases; null while it stands. */
export interface Revised {
  period: number
  since: number
  until: number | null
  value: number
}

/** When each release of the source was made, the oldest first. */
export const releasesOf = async (db: Db, source: string): Promise<{ id: number; at: string }[]> =>
  (await sql<{ id: number; at: string }>`
    select id::float8 as id, to_char(released_at at time zone 'UTC', 'YYYY-MM-DD') as at from collection.shared_release where source_id = ${source} order by number`.execute(db)).rows

/** All that releases ever said of the periods from one on. */
export const revisionsOf = async (db: Db, what: Judgeable, from: number): Promise<Revised[]> => {
  const [place, dimension] = [sql.ref(what.place), sql.ref(what.dimension)]
  return (await sql<Revised>`
    select ${periodOf(what)} as period, since_release::float8 as since, until_release::float8 as until, sum(value)::float8 as value
    from collection.shared_observation_history
    where ${ofMeasure(what)} and ${place} is not null and ${dimension} is not null and value is not null and ${periodOf(what)} >= ${from}
    group by 1, 2, 3`.execute(db)).rows
}

/** A combination with its cases lately and before, its words joined by `wordsBreak`; `place` is where most of the recent ones were. */
interface StoredPattern {
  words: string
  place: string
  recent: number
  before: number
}

/** Which words a combination of the source is made of, in their order. */
export const wordsOf = ({ dimension, place, hasRoute, manner }: Judgeable): NonNullable<Evidence['words']>[number]['dimension'][] =>
  [dimension, hasRoute ? 'route' : place, ...(manner ? [manner] : [])]

/** Units in which a number is that many happenings; of people one row is one, since many may be of the same happening. */
const happenings = ['events', 'case-files', 'encounters']

/** Cases by combination, in the `recent` latest periods and up to `before` periods before them. */
export const patternsOf = async (db: Db, what: Judgeable, { recent, before, length }: { recent: number; before: number; length: number }): Promise<StoredPattern[]> => {
  const words = wordsOf(what).map((word) => sql.ref(word))
  const cases = happenings.includes(what.unit) ? sql`value` : sql`1`
  const given = sql.join(words.map((word) => sql`${word} is not null`), sql` and `)
  return (await sql<StoredPattern>`
    with cell as (
      select concat_ws(${wordsBreak}::text, ${sql.join(words)}) as words, ${sql.ref(what.place)} as place, ${periodOf(what)} >= ${length - recent} as is_recent, sum(${cases}) as cases
      from collection.shared_observation
      where ${ofMeasure(what)} and value > 0 and ${given} and ${sql.ref(what.place)} is not null and ${periodOf(what)} >= ${length - recent - before}
      group by 1, 2, 3
    )
    select words, (array_agg(place order by is_recent desc, cases desc, place))[1] as place,
      coalesce(round(sum(cases) filter (where is_recent)), 0)::float8 as recent, coalesce(round(sum(cases) filter (where not is_recent)), 0)::float8 as before
    from cell group by words order by words collate "C"`.execute(db)).rows
}

/** One rise whose groups are asked for: the places, the word, and its first day. */
export interface Rising {
  places: readonly string[]
  what: string
  since: string
}

/** Cases by sex, age and nationality of each rise, while it rises and in the year before. */
export const groupsOf = async (db: Db, what: Judgeable, rising: readonly Rising[]): Promise<(GroupCount & { rise: number })[]> => {
  const flat = rising.flatMap(({ places, what: word, since }, rise) => places.map((place) => ({ rise, place, word, since })))
  if (flat.length === 0) return []
  const [place, dimension] = [sql.ref(`o.${what.place}`), sql.ref(`o.${what.dimension}`)]
  const column = <K extends keyof (typeof flat)[number]>(key: K) => flat.map((each) => each[key])
  return (await sql<GroupCount & { rise: number }>`
    with thing as (select * from unnest(${column('rise')}::int[], ${column('place')}::text[], ${column('word')}::text[], ${column('since')}::date[]) as t(rise, place, word, since))
    select thing.rise, case when grouping(o.sex) = 0 then 'sex' when grouping(o.age_band) = 0 then 'age_band' else 'nationality' end as dimension,
      coalesce(o.sex, o.age_band, o.nationality) as code,
      coalesce(sum(o.value) filter (where o.period_start >= thing.since), 0)::float8 as recent,
      coalesce(sum(o.value) filter (where o.period_start < thing.since), 0)::float8 as before
    from collection.shared_observation o join thing on ${place} = thing.place and ${dimension} = thing.word
    where ${ofMeasure(what)} and o.period_start >= thing.since - 365
    group by grouping sets ((thing.rise, o.sex), (thing.rise, o.age_band), (thing.rise, o.nationality))
    order by 1, 2, 3`.execute(db)).rows
}
