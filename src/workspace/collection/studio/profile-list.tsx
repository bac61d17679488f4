// How files are read on this node: a place to drop a file nobody has described, drafts, and every published reading.
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ProfileEntry, ProfileList } from '../../../modules/collection/model/draft.ts'
import {
  addressOf, ConfirmDialog, DataTable, DownloadLinks, Empty, FileDrop, PageFrame, ProblemNotice, Progress, Read, Section, StateTag, uploadFile, useAct, useFormat, useGo, useRead, useText,
} from '../../kit/kit.ts'
import { Adopt } from './adopt.tsx'
import styles from './studio.module.css'

export const Profiles = () => {
  const list = useRead<ProfileList>('/api/profiles')
  const t = useText()
  return (
    <PageFrame
      title={{ es: 'Cómo leer archivos', en: 'How to read files' }}
      lead={t({ es: 'Suelte un archivo que el nodo aún no conoce: verá qué se entendió, corregirá lo que haga falta y quedará listo para entregarse.', en: 'Drop a file the node does not know yet: you will see what was understood, mend what is needed, and it will be ready to deliver.' })}
    >
      <DropFile />
      <Read of={list}>{({ profiles, drafts }) => <><Drafts drafts={drafts} /><Readings profiles={profiles} /></>}</Read>
      <Adopt />
    </PageFrame>
  )
}

const useSketching = () => {
  const go = useGo()
  const stop = useRef<AbortController>(null)
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState(0)
  const [problem, setProblem] = useState<unknown>()
  const send = async (chosen: File): Promise<void> => {
    stop.current = new AbortController()
    setFile(chosen)
    setSent(0)
    setProblem(undefined)
    try {
      const { id } = await uploadFile<{ id: string }>('/api/profiles/drafts', chosen, { onProgress: setSent, signal: stop.current.signal })
      go(`/profiles/${id}`)
    } catch (error) {
      if (!(error instanceof DOMException)) setProblem(error)
      setFile(null)
    }
  }
  return { file, sent, problem, send, cancel: () => stop.current?.abort() }
}

const DropFile = () => {
  const t = useText()
  const { bytes } = useFormat()
  const { file, sent, problem, send, cancel } = useSketching()
  if (file) {
    return (
      <div className={styles.page}>
        <Progress label={{ es: 'Enviando y mirando el archivo', en: 'Sending and looking at the file' }} {...(sent < file.size && { share: file.size === 0 ? 1 : sent / file.size })} note={`${bytes(sent)} / ${bytes(file.size)}`} />
        <div><Button variant="default" onClick={cancel}>{t({ es: 'Cancelar', en: 'Cancel' })}</Button></div>
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <ProblemNotice problem={problem} />
      <FileDrop
        label={{ es: 'Archivo nuevo', en: 'New file' }} hint={{ es: 'CSV, TSV, Excel (XLSX) o JSON Lines; también en gz, bz2 o zip.', en: 'CSV, TSV, Excel (XLSX) or JSON Lines; also in gz, bz2 or zip.' }}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.gz,.bz2,.zip" file={null} onFile={(chosen) => void send(chosen)}
      />
    </div>
  )
}

const Drafts = ({ drafts }: { drafts: ProfileList['drafts'] }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const nameOf = (draft: ProfileList['drafts'][number]): string => t(draft.name) || draft.fileName
  return (
    <Section title={{ es: 'Borradores', en: 'Drafts' }}>
      <DataTable
        caption={{ es: 'Borradores', en: 'Drafts' }} hidesCaption rows={drafts} rowKey={({ id }) => id} rowTo={({ id }) => `/profiles/${id}`}
        empty={<Empty title={{ es: 'No hay borradores', en: 'There are no drafts' }}>{t({ es: 'Al soltar un archivo empieza uno.', en: 'Dropping a file begins one.' })}</Empty>}
        columns={[
          { key: 'name', label: { es: 'Fuente', en: 'Source' }, value: nameOf },
          { key: 'file', label: { es: 'Archivo', en: 'File' }, value: ({ fileName }) => fileName },
          { key: 'by', label: { es: 'Lo prepara', en: 'Prepared by' }, value: ({ draftedBy }) => draftedBy ?? 'SIDMI' },
          { key: 'at', label: { es: 'Cambiado', en: 'Changed' }, value: ({ changedAt }) => changedAt, cell: ({ changedAt }) => dateTime(changedAt), isShort: true },
        ]}
      />
    </Section>
  )
}

const Retire = ({ entry }: { entry: ProfileEntry }) => {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const act = useAct('POST', '/api/profiles/:source/:profile/retirement', { invalidates: ['profile', 'source'], onDone: () => setAsking(false) })
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>{t({ es: 'Retirar', en: 'Retire' })}</Button>
      <ConfirmDialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={{ es: `Retirar «${entry.name.es}»`, en: `Retire “${entry.name.en}”` }} confirm={{ es: 'Retirar', en: 'Retire' }}
        onConfirm={() => act.mutate({ source: entry.source, profile: entry.profile })}
      >
        <ProblemNotice problem={act.error} />
        <p>{t({ es: 'Ya no se podrán entregar archivos leídos así. Lo importado queda como está.', en: 'Files read so can no longer be delivered. What was imported stays as it is.' })}</p>
      </ConfirmDialog>
    </>
  )
}

const stateOf = ({ isShipped, retiredAt }: ProfileEntry) => {
  if (retiredAt !== null) return { kind: 'refused' as const, label: { es: 'retirada', en: 'retired' } }
  return isShipped ? { kind: 'waiting' as const, label: { es: 'viene con el programa', en: 'comes with the program' } } : { kind: 'done' as const, label: { es: 'publicada aquí', en: 'published here' } }
}

const Actions = ({ entry }: { entry: ProfileEntry }) => (
  <div className={styles.buttons}>
    <DownloadLinks files={[{ href: addressOf('/api/profiles/:source/:profile/export', { source: entry.source, profile: entry.profile }), label: { es: 'Descargar', en: 'Download' }, format: 'JSON' }]} />
    {!entry.isShipped && entry.retiredAt === null && <Retire entry={entry} />}
  </div>
)

const Readings = ({ profiles }: { profiles: readonly ProfileEntry[] }) => {
  const t = useText()
  const { date } = useFormat()
  const told = ({ publishedBy, publishedAt, draftedBy }: ProfileEntry): string => {
    if (publishedAt === null) return '—'
    const who = publishedBy ?? 'SIDMI'
    const maker = draftedBy !== null && draftedBy !== who ? t({ es: `, preparada por ${draftedBy}`, en: `, prepared by ${draftedBy}` }) : ''
    return `${who}, ${date(publishedAt)}${maker}`
  }
  return (
    <Section title={{ es: 'Lecturas que este nodo conoce', en: 'Readings this node knows' }}>
      <DataTable
        caption={{ es: 'Cómo se lee cada archivo', en: 'How each file is read' }} hidesCaption rows={profiles} rowKey={({ source, profile }) => `${source} ${profile}`}
        columns={[
          { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ sourceName }) => t(sourceName) },
          { key: 'name', label: { es: 'Lectura', en: 'Reading' }, value: ({ name, version }) => `${t(name)} (v${version})` },
          { key: 'state', label: { es: 'Estado', en: 'State' }, value: (entry) => t(stateOf(entry).label), cell: (entry) => <StateTag {...stateOf(entry)} /> },
          { key: 'by', label: { es: 'Publicada por', en: 'Published by' }, value: told },
          { key: 'do', label: { es: 'Acciones', en: 'Actions' }, value: () => null, cell: (entry) => <Actions entry={entry} />, sorts: false },
        ]}
      />
    </Section>
  )
}
