// The conversation with the reporter: each message opened here, and the answer that is sealed before it leaves.
import type { ReportMessage, ReportView } from '../../modules/reports/model/inbox.ts'
import { Empty, Notice, Section, useFormat, useText, type Reply } from '../kit/kit.ts'
import { AnswerForm } from './answer-form.tsx'
import { Opened } from './opened.tsx'
import { SaidMessage } from './plaintext.ts'
import styles from './reports.module.css'
import { NoCurrentKey, useRecipient } from './recipient.tsx'
import { SealedFiles } from './sealed-file.tsx'

interface ConversationProps {
  report: Reply<ReportView>
  /** Of the reporter, as said inside. */
  language: string
  /** The envelope names another reader than what was sealed. */
  isReaderOther: boolean
}

export const Conversation = ({ report, language, isReaderOther }: ConversationProps) => {
  const t = useText()
  const recipient = useRecipient(report.unit.id)
  return (
    <Section title={{ es: 'Conversación', en: 'Conversation' }} lead={t({ es: 'Sellada para la persona y para su unidad. La persona la lee al volver con su número.', en: 'Sealed to the person and to your unit. The person reads it when coming back with their number.' })}>
      {report.conversation.length === 0 && <Empty title={{ es: 'Todavía nadie ha escrito', en: 'Nobody has written yet' }}>{t({ es: 'La primera respuesta es la que más importa: diga que lo leyó y qué pasará.', en: 'The first answer matters most: say that you read it and what will happen.' })}</Empty>}
      <ol className={styles.messages}>{report.conversation.map((message) => <OneMessage key={message.id} message={message} report={report} />)}</ol>
      {report.allowed.includes('conversation.answer') && (isReaderOther ? <ReaderOther /> : recipient ? <AnswerForm key={report.id} report={report} recipient={recipient} language={language} /> : <NoCurrentKey />)}
    </Section>
  )
}

const ReaderOther = () => {
  const t = useText()
  return (
    <div role="alert">
      <Notice title={{ es: 'No responda aquí: alguien cambió el sobre en el camino', en: 'Do not answer here: somebody changed the envelope on its way' }}>
        <p>{t({
          es: 'La respuesta se abriría con una llave que no es la que la persona selló dentro. Lo que contó está como lo selló; use los otros medios de contacto que haya permitido y avise a quien administra el nodo.',
          en: 'The answer would open with a key that is not the one the person sealed inside. What was told stands as it was sealed; use other means of contact the person agreed to, and tell whoever runs the node.',
        })}</p>
      </Notice>
    </div>
  )
}

const OneMessage = ({ message, report }: { message: ReportMessage; report: ReportView }) => {
  const t = useText()
  const { date } = useFormat()
  const who = message.from === 'reporter' ? t({ es: 'La persona', en: 'The person' }) : message.by?.name ?? t({ es: 'Su unidad', en: 'Your unit' })
  return (
    <li data-from={message.from}>
      <p><strong>{who}</strong> <span>{date(message.day)}</span></p>
      <Opened unit={report.unit.id} sealed={message.body} as={SaidMessage}>
        {({ text, language, files }) => (
          <>
            <SaidText text={text} language={language} />
            <SealedFiles report={report} files={files} />
          </>
        )}
      </Opened>
    </li>
  )
}

/** Words as they were written, in any script, marked with their language for whoever listens. */
export const SaidText = ({ text, language }: { text: string; language: string }) =>
  <div className={styles.said} dir="auto" lang={/^[a-z]{2}$/.test(language) ? language : undefined} translate="no">{text}</div>
