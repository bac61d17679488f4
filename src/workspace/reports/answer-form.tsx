// Answering a reporter: in their language, with sentences to adapt, never over a colleague's answer that was not read.
import { Button, Group, Select, Textarea } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { reporterLanguages, type ReporterLanguage } from '../../modules/reports/model/answers.ts'
import type { ReportMessage, ReportView } from '../../modules/reports/model/inbox.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ApiProblem, callAct, Notice, ProblemNotice, useSession, useText, type Reply } from '../kit/kit.ts'
import { Attachments, type Attachment } from './attachments.tsx'
import { useDoing } from './doing.ts'
import { useOnline } from './online.ts'
import { readySentences, unreviewed } from './ready-sentences.ts'
import styles from './reports.module.css'
import { sayings } from './sayings.ts'
import { sealedFor, sendOwnFile } from './sealing.ts'
import { useSealedDraft } from './use-sealed-draft.ts'
import { knownLanguage, languageNames } from './words.tsx'

interface AnswerFormProps {
  report: Reply<ReportView>
  /** What the unit reads by. */
  recipient: string
  /** Of the reporter, as said inside. */
  language: string
}

/** The last message that was on the screen when this person began to write; what comes later must be read first. */
const useSeen = (last: string | null, isWriting: boolean) => {
  const [seen, setSeen] = useState(last)
  useEffect(() => {
    if (!isWriting) setSeen(last)
  }, [last, isWriting])
  return { seen, hasMoved: isWriting && seen !== last, haveRead: () => setSeen(last) }
}

const useAnswer = ({ report, recipient, language }: { report: ReportView; recipient: string; language: ReporterLanguage }) => {
  const t = useText()
  const [text, setText, forget] = useSealedDraft(`${report.id}:answer`, { unit: report.unit.id, recipient })
  const [attachments, setAttachments] = useState<readonly Attachment[]>([])
  const [saying] = useState(sayings)
  const doing = useDoing()
  const { seen, hasMoved, haveRead } = useSeen(report.conversation.at(-1)?.id ?? null, text !== '' || attachments.length > 0)
  const send = (): Promise<boolean> => doing.run(async () => {
    const message = saying(text, language, ...attachments.map(({ file }) => file))
    const recipients = [report.reader.recipient, recipient]
    const sent = await sendAttachments(attachments, recipients, setAttachments)
    const files = sent.map(({ file, sent: { id } }) => ({ id, name: file.name, type: file.type, bytes: file.size }))
    await callAct('POST', '/api/reports/:id/answer', {
      id: report.id, message, seen, body: await sealedFor(recipients, { version: 1, language, text, files }), files: sent.map((each) => each.sent),
    }).catch((problem: unknown) => {
      if (areGone(problem)) setAttachments(sent.map(({ file }) => ({ file })))
      throw problem
    })
    forget()
    setAttachments([])
    announce(t({ es: 'Respuesta sellada y enviada.', en: 'Answer sealed and sent.' }))
  })
  const goOn = (): void => {
    haveRead()
    doing.forget()
  }
  return { text, setText, attachments, setAttachments, hasMoved, goOn, send, isBusy: doing.isBusy, problem: doing.problem }
}

/** Files that went with an answer before, or were swept away meanwhile, are sealed and sent anew. */
const areGone = (problem: unknown): boolean => problem instanceof ApiProblem && problem.code === 'report.filesMissing'

type Sent = Required<Attachment>

/** Those that have arrived already are not sent again after a cut. */
const sendAttachments = async (attachments: readonly Attachment[], recipients: readonly string[], tell: (all: readonly Attachment[]) => void): Promise<Sent[]> => {
  const sent: Sent[] = []
  for (const [at, attachment] of attachments.entries()) {
    sent.push({ file: attachment.file, sent: attachment.sent ?? await sendOwnFile(recipients, attachment.file) })
    tell([...sent, ...attachments.slice(at + 1)])
  }
  return sent
}

export const AnswerForm = ({ report, recipient, language }: AnswerFormProps) => {
  const t = useText()
  const id = useId()
  const [chosen, setChosen] = useState(knownLanguage(language))
  const answer = useAnswer({ report, recipient, language: chosen })
  const isBlocked = answer.hasMoved || (answer.text.trim() === '' && answer.attachments.length === 0)
  return (
    <form noValidate className={styles.answer} aria-labelledby={id} onSubmit={(event) => {
      event.preventDefault()
      if (!answer.isBusy && !isBlocked) void answer.send()
    }}>
      <h3 id={id}>{t({ es: 'Responder', en: 'Answer' })}</h3>
      <ReporterLanguage language={language} />
      <Group gap="sm" align="end">
        <Select label={t({ es: 'Idioma de su respuesta', en: 'Language of your answer' })} allowDeselect={false} value={chosen} onChange={(value) => setChosen(knownLanguage(value ?? ''))}
          data={reporterLanguages.map((value) => ({ value, label: t(languageNames[value]) }))} />
        <ReadySentences language={chosen} onChoose={(words) => answer.setText([answer.text.trimEnd(), words].filter(Boolean).join('\n\n'))} />
      </Group>
      <Textarea
        label={t({ es: 'Su respuesta', en: 'Your answer' })} autosize minRows={4} maxLength={20_000} lang={chosen} dir="auto" autoComplete="off" spellCheck={false}
        description={t({ es: 'Palabras cortas y claras. Diga quién es usted, qué hará y para cuándo. No pida que prueben nada.', en: 'Short, plain words. Say who you are, what you will do and by when. Do not ask for proof.' })}
        value={answer.text} onChange={(event) => answer.setText(event.currentTarget.value)}
      />
      <Attachments attachments={answer.attachments} onChange={answer.setAttachments} />
      <Offline />
      <ProblemNotice problem={answer.problem} />
      {answer.hasMoved && <Moved by={report.conversation.at(-1)} onRead={answer.goOn} />}
      <div><Button type="submit" aria-busy={answer.isBusy} disabled={isBlocked}>{answer.isBusy ? t({ es: 'Sellando y enviando…', en: 'Sealing and sending…' }) : t({ es: 'Sellar y enviar', en: 'Seal and send' })}</Button></div>
    </form>
  )
}

const ReporterLanguage = ({ language }: { language: string }) => {
  const t = useText()
  if (!(language in languageNames)) return null
  const name = languageNames[knownLanguage(language)]
  return <p>{t({ es: `La persona escribe en ${name.es}. Respóndale en ${name.es} si puede, o con frases sencillas.`, en: `The person writes in ${name.en}. Answer in ${name.en} if you can, or in simple sentences.` })}</p>
}

const ReadySentences = ({ language, onChoose }: { language: ReporterLanguage; onChoose: (words: string) => void }) => {
  const t = useText()
  return (
    <Select
      label={t({ es: 'Añadir una frase lista', en: 'Add a ready sentence' })} placeholder={t({ es: 'Elija y adáptela', en: 'Choose and adapt it' })} value={null}
      description={unreviewed.has(language) ? t({ es: 'Sin revisar por una persona hablante nativa.', en: 'Not reviewed by a native speaker.' }) : undefined}
      onChange={(at) => at !== null && onChoose(readySentences[Number(at)]?.words[language] ?? '')}
      data={readySentences.map(({ name }, at) => ({ value: String(at), label: t(name) }))}
    />
  )
}

const unsent: Text = { es: 'Léalo arriba; su texto sigue aquí y no se ha enviado.', en: 'Read it above; your text is still here and has not been sent.' }
const wroteAgain: Text = { es: `La persona volvió a escribir. ${unsent.es}`, en: `The person wrote again. ${unsent.en}` }
const earlierArrived: Text = { es: 'Lo que usted envió antes sí llegó: está arriba. Deje aquí solo lo que quiera añadir.', en: 'What you sent before did arrive: it is above. Leave here only what you want to add.' }
const answeredBy = (name: string): Text => ({ es: `${name} ya respondió a la persona. ${unsent.es}`, en: `${name} has already answered the person. ${unsent.en}` })

const whatMoved = (last: ReportMessage | undefined, me: string | undefined): Text => {
  if (last?.from !== 'unit') return wroteAgain
  return last.by?.id === me ? earlierArrived : answeredBy(last.by?.name ?? '')
}

const Moved = ({ by, onRead }: { by: ReportMessage | undefined; onRead: () => void }) => {
  const t = useText()
  const me = useSession()?.person?.id
  return (
    <div role="alert">
      <Notice title={{ es: 'Llegó algo nuevo mientras usted escribía', en: 'Something new came while you were writing' }}>
        <p>{t(whatMoved(by, me))}</p>
        <Button variant="default" onClick={onRead}>{t({ es: 'Ya lo leí, seguir con mi respuesta', en: 'I have read it, go on with my answer' })}</Button>
      </Notice>
    </div>
  )
}

const Offline = () => {
  const t = useText()
  if (useOnline()) return null
  return (
    <Notice title={{ es: 'Sin conexión', en: 'No connection' }}>
      <p>{t({ es: 'Lo que escribe queda solo en la memoria de esta ventana y no se guarda en el equipo: no la cierre. Envíelo cuando vuelva la red.', en: 'What you write stays only in the memory of this window and is not kept on the computer: do not close it. Send it when the network is back.' })}</p>
    </Notice>
  )
}
