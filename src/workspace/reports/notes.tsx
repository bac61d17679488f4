// Notes among the officers of a unit, sealed to the unit: the reporter never sees them.
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import { announce, callAct, ProblemNotice, Section, useFormat, useText, type Reply } from '../kit/kit.ts'
import { SaidText } from './conversation.tsx'
import { useDoing } from './doing.ts'
import { Opened } from './opened.tsx'
import { SaidMessage } from './plaintext.ts'
import { NoCurrentKey, useRecipient } from './recipient.tsx'
import styles from './reports.module.css'
import { sayings } from './sayings.ts'
import { sealedFor } from './sealing.ts'
import { useSealedDraft } from './use-sealed-draft.ts'

export const Notes = ({ report }: { report: Reply<ReportView> }) => {
  const t = useText()
  const recipient = useRecipient(report.unit.id)
  const { dateTime } = useFormat()
  return (
    <Section title={{ es: 'Notas internas', en: 'Internal notes' }} lead={t({ es: 'Selladas para su unidad. La persona que reportó no las ve.', en: 'Sealed to your unit. The person who reported does not see them.' })}>
      <ol className={styles.messages}>
        {report.notes.map(({ id, by, at, body }) => (
          <li key={id}>
            <p><strong>{by.name}</strong> <span>{dateTime(at)}</span></p>
            <Opened unit={report.unit.id} sealed={body} as={SaidMessage}>{({ text, language }) => <SaidText text={text} language={language} />}</Opened>
          </li>
        ))}
      </ol>
      {report.allowed.includes('conversation.note') && (recipient ? <NoteForm key={report.id} report={report} recipient={recipient} /> : <NoCurrentKey />)}
    </Section>
  )
}

const NoteForm = ({ report, recipient }: { report: ReportView; recipient: string }) => {
  const t = useText()
  const [text, setText, forget] = useSealedDraft(`${report.id}:note`, { unit: report.unit.id, recipient })
  const [saying] = useState(sayings)
  const doing = useDoing()
  const keep = () => doing.run(async () => {
    const body = await sealedFor([recipient], { version: 1, language: '', text, files: [] })
    await callAct('POST', '/api/reports/:id/note', { id: report.id, note: saying(text), body })
    forget()
    announce(t({ es: 'Nota sellada y guardada.', en: 'Note sealed and kept.' }))
  })
  return (
    <form noValidate className={styles.answer} onSubmit={(event) => {
      event.preventDefault()
      if (text.trim() !== '') void keep()
    }}>
      <ProblemNotice problem={doing.problem} />
      <Textarea label={t({ es: 'Nueva nota', en: 'New note' })} autosize minRows={2} maxLength={20_000} autoComplete="off" spellCheck={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div><Button type="submit" variant="default" aria-busy={doing.isBusy} disabled={text.trim() === ''}>{t({ es: 'Sellar y guardar la nota', en: 'Seal and keep the note' })}</Button></div>
    </form>
  )
}
