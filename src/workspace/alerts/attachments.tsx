// The files of an alert: read by those it is for; attached and taken off by those who prepare it.
import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AlertView, Attachment } from '../../modules/alerts/model/views.ts'
import {
  addressOf, announce, ConfirmDialog, DownloadLinks, FileDrop, ProblemNotice, Progress, refresh, Section, uploadFile, useAct, useFormat, useText, type Reply,
} from '../kit/kit.ts'

export const Attachments = ({ alert }: { alert: Reply<AlertView> }) => {
  const t = useText()
  const mayAttach = alert.allowed.includes('alert.attach')
  if (alert.attachments.length === 0 && !mayAttach) return null
  return (
    <Section
      title={{ es: 'Archivos', en: 'Files' }}
      {...(mayAttach && { lead: t({
        es: 'Cada archivo se revisa y se le quita lo que diga de su autor o del lugar. Añadir o quitar uno guarda una versión nueva.',
        en: 'Each file is checked and loses what it says of its author or place. Adding or removing one saves a new version.',
      }) })}
    >
      <Files alert={alert} />
      {alert.allowed.includes('alert.detach') && alert.attachments.map((file) => <Detach key={file.id} alert={alert} file={file} />)}
      {mayAttach && <Attach alert={alert} />}
    </Section>
  )
}

const Files = ({ alert }: { alert: AlertView }) => {
  const { bytes } = useFormat()
  if (alert.attachments.length === 0) return null
  return (
    <DownloadLinks files={alert.attachments.map(({ id, name, kind, bytes: size }) => ({
      href: addressOf('/alerts/:id/attachments/:attachment', { id: alert.id, attachment: id }), label: { es: name, en: name }, format: `${kind.toUpperCase()}, ${bytes(size)}`,
    }))} />
  )
}

/** A file's name may be longer than a phone is wide. */
const wrapping = { label: { whiteSpace: 'normal', overflowWrap: 'anywhere', textAlign: 'start' } } as const

const Detach = ({ alert, file }: { alert: AlertView; file: Attachment }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const act = useAct('POST', '/api/alerts/:id/detachment', {
    onDone: () => {
      setOpen(false)
      announce(t({ es: 'Archivo quitado.', en: 'File removed.' }))
    },
  })
  const remove = { es: `Quitar ${file.name}`, en: `Remove ${file.name}` }
  return (
    <div>
      <Button variant="subtle" size="compact-sm" h="auto" styles={wrapping} onClick={() => setOpen(true)}>{t(remove)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={remove} confirm={{ es: 'Quitar', en: 'Remove' }} isBusy={act.isPending} problem={act.error}
        onConfirm={() => act.mutate({ id: alert.id, basedOn: alert.version, attachment: file.id })}
      >
        <p>{t({ es: 'La versión nueva no lo llevará. Quien ya recibió una versión con él la conserva.', en: 'The new version will not carry it. Those who received a version with it keep that one.' })}</p>
      </ConfirmDialog>
    </div>
  )
}

/** Sending one file: how far it got and what was wrong with it. */
const useAttaching = (alert: AlertView) => {
  const t = useText()
  const client = useQueryClient()
  const [sent, setSent] = useState<number>()
  const [problem, setProblem] = useState<unknown>()
  const send = async (file: File): Promise<boolean> => {
    setProblem(undefined)
    setSent(0)
    try {
      await uploadFile<AlertView>('/api/alerts/:id/attachments', file, { query: { id: alert.id, basedOn: alert.version }, onProgress: setSent })
      await refresh(client, ['alert'])
      announce(t({ es: 'Archivo añadido.', en: 'File added.' }))
      return true
    } catch (error) {
      setProblem(error)
      return false
    } finally {
      setSent(undefined)
    }
  }
  return { send, sent, problem }
}

const Attach = ({ alert }: { alert: AlertView }) => {
  const t = useText()
  const [file, setFile] = useState<File | null>(null)
  const { send, sent, problem } = useAttaching(alert)
  return (
    <div>
      <ProblemNotice problem={problem} />
      <FileDrop
        label={{ es: 'Añadir un archivo', en: 'Add a file' }} file={file} onFile={setFile} accept=".pdf,.png,.jpg,.jpeg,.csv"
        hint={{ es: 'PDF, PNG, JPEG o CSV en UTF-8, de hasta 10 MB.', en: 'PDF, PNG, JPEG or UTF-8 CSV, of up to 10 MB.' }}
      />
      {sent !== undefined && file && <Progress label={{ es: 'Enviando el archivo', en: 'Sending the file' }} share={sent / file.size} />}
      {file && sent === undefined && (
        <Group mt="sm"><Button variant="default" onClick={() => void send(file).then((isDone) => isDone && setFile(null))}>{t({ es: 'Adjuntar', en: 'Attach' })}</Button></Group>
      )}
    </div>
  )
}
