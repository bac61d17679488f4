// A tiny module that exists only in tests: notes in a table of their own, to try every promise of the act on.
import { sql } from 'kysely'
import { z } from 'zod'
import { anyoneGranted, type Actor } from '../../src/platform/access.ts'
import { action, downloadAction, uploadAction } from '../../src/platform/action.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { module } from '../../src/platform/module.ts'
import { problems } from '../../src/platform/problem.ts'

interface Note {
  id: string
  owner: string | null
  words: string
  is_closed: boolean
}

const noteProblems = problems('note', { closed: { status: 409, say: () => ({ es: 'La nota está cerrada.', en: 'The note is closed.' }) } })

const noteById = async (db: Db, id: string): Promise<Note | undefined> =>
  (await sql<Note>`select id::text, owner::text, words, is_closed from notes.note where id = ${id}::uuid`.execute(db)).rows[0]

const ById = z.object({ id: z.uuid() })
const NoteView = z.object({ id: z.string(), words: z.string() })
const owns = (actor: Actor, note: Note): boolean => note.owner === actor.id
const text = (words: string) => ({ es: words, en: words })

export const writeNote = action({
  name: 'note.write', summary: text('write'),
  input: z.object({ words: z.string().min(1).max(20) }), output: NoteView,
  may: anyoneGranted,
  async run({ input, actor, db }) {
    const { rows } = await sql<{ id: string }>`insert into notes.note (owner, words) values (${actor.id}::uuid, ${input.words}) returning id::text`.execute(db)
    return { id: rows[0]!.id, words: input.words, secret: 'never declared, so never sent' }
  },
  remember: ({ output }) => ({ subject: output.id, changed: ['words'] }),
})

export const closeNote = action({
  name: 'note.close', summary: text('close'), input: ById, output: NoteView,
  on: ({ id }, db) => noteById(db, id),
  may: owns,
  ready: (note) => (note.is_closed ? noteProblems.closed() : undefined),
  offers: () => ['note.close', 'note.read'],
  async run({ subject, db, later, announce }) {
    await sql`update notes.note set is_closed = true where id = ${subject.id}::uuid`.execute(db)
    await later('note.count', { id: subject.id })
    announce({ topic: 'note', to: [subject.owner!] })
    return subject
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['is_closed'] }),
})

export const readNote = action({
  name: 'note.read', summary: text('read'), input: ById, output: NoteView,
  on: ({ id }, db) => noteById(db, id), may: owns,
  run: ({ subject }) => Promise.resolve(subject),
  remember: () => ({ nothing: 'one reads one’s own note' }),
})

export const breakNote = action({
  name: 'note.break', summary: text('break'), input: ById, output: NoteView,
  on: ({ id }, db) => noteById(db, id), may: owns,
  async run({ subject, db }) {
    await sql`update notes.note set words = 'half done' where id = ${subject.id}::uuid`.execute(db)
    throw new Error('a plain failure')
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

export const countNote = action({
  name: 'note.count', summary: text('count'), input: ById, output: z.object({}), may: anyoneGranted,
  async run({ input, db }) {
    await sql`update notes.note set times = times + 1 where id = ${input.id}::uuid`.execute(db)
    return {}
  },
  remember: ({ input }) => ({ subject: input.id }),
})

export const attachNote = uploadAction({
  name: 'note.attach', summary: text('attach'), input: z.object({ name: z.string().default('file') }),
  output: z.object({ sha256: z.string(), bytes: z.number() }), may: anyoneGranted,
  run: ({ file }) => Promise.resolve(file),
  remember: () => ({ subject: null }),
})

export const exportNotes = downloadAction({
  name: 'note.export', summary: text('export'), input: z.object({}), may: anyoneGranted,
  run: ({ db }) => Promise.resolve({
    name: 'notes.csv', mediaType: 'text/csv; charset=utf-8',
    body: (async function* () {
      for (const { words } of (await sql<Note>`select words from notes.note order by words`.execute(db)).rows) yield `${words}\n`
    })(),
  }),
  remember: () => ({ subject: null }),
})

export const notes = module({
  name: 'notes',
  actions: [writeNote, closeNote, readNote, breakNote, countNote, attachNote, exportNotes],
  routes: [
    { method: 'POST', path: '/api/notes', act: writeNote, status: 201 },
    { method: 'GET', path: '/api/notes/:id', act: readNote },
    { method: 'POST', path: '/api/notes/:id/closing', act: closeNote },
    { method: 'POST', path: '/api/notes/:id/breaking', act: breakNote },
    { method: 'POST', path: '/api/notes/attachments', act: attachNote },
    { method: 'GET', path: '/api/notes.csv', act: exportNotes },
  ],
  reactions: [{ name: 'notes.count', on: 'note.write', react: ({ subject, perform }) => perform(countNote, { id: subject! }).then(() => undefined) }],
})

export const notesSchema = `
  create schema notes;
  create table notes.note (id uuid primary key default gen_random_uuid(), owner uuid, words text not null, is_closed boolean not null default false, times int not null default 0);
  grant usage on schema notes to sidmi_app;
  grant select, insert, update on notes.note to sidmi_app;`
