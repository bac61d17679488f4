// A sealed file: fetched and opened as a stream in the browser, shown from memory when it is harmless to show, saved only when asked for.
import { Button, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import { announce, ConfirmDialog, Notice, ProblemNotice, Progress, useFormat, useText } from '../kit/kit.ts'
import { openedStream, openFile, type OpenedFile, type Opening } from './file-opening.ts'
import { PictureShown } from './picture-shown.tsx'
import type { SaidFile } from './plaintext.ts'
import styles from './reports.module.css'
import { saveFile, savesAsItOpens } from './saving.ts'
import { nameToSave } from './shown-kind.ts'
import { useDoing } from './doing.ts'
import { useVault } from '../vault/vault.ts'

interface SealedFileProps {
  report: string
  unit: string
  file: SaidFile
}

/** Files that something sealed names, each under the id it has for this unit. */
export const SealedFiles = ({ report, files }: { report: ReportView; files: readonly SaidFile[] }) => {
  const here = ({ id }: SaidFile): string => report.sealedFiles.find(({ replaces }) => replaces === id)?.id ?? id
  if (files.length === 0) return null
  return <ul className={styles.files}>{files.map((file) => <li key={file.id}><SealedFile report={report.id} unit={report.unit.id} file={{ ...file, id: here(file) }} /></li>)}</ul>
}

/** From this size on, saving is offered first: what is shown is held in the browser whole. */
const largeBytes = 32 * 1024 ** 2

const SealedFile = ({ report, unit, file }: SealedFileProps) => {
  const t = useText()
  const { bytes } = useFormat()
  const { openSealedStream } = useVault()
  const [opened, setOpened] = useState<OpenedFile>()
  const [read, setRead] = useState(0)
  const doing = useDoing([])
  const opening: Opening = { report, file, onRead: setRead, openStream: (sealed) => openSealedStream(unit, sealed) }
  const open = () => doing.run(async () => {
    setRead(0)
    setOpened(await openFile(opening))
  })
  const name = file.name || t({ es: 'Archivo sin nombre', en: 'Unnamed file' })
  const content = (): Promise<ReadableStream<Uint8Array>> => (opened ? Promise.resolve(opened.content.stream()) : openedStream(opening))
  return (
    <>
      <p><strong dir="auto">{name}</strong> <span>{file.bytes > 0 && bytes(file.bytes)}</span></p>
      <ProblemNotice problem={doing.problem} />
      {doing.isBusy && <Progress label={{ es: 'Abriendo en su navegador', en: 'Opening in your browser' }} {...(file.bytes > 0 && { share: Math.min(1, read / file.bytes) })} note={bytes(read)} />}
      {opened && <ShownFile file={opened} name={name} />}
      {!opened && file.bytes >= largeBytes && <p>{t({
        es: 'Es grande: si solo quiere guardarlo, guárdelo sin abrirlo aquí.',
        en: 'It is large: if you only want to keep it, save it without opening it here.',
      })}</p>}
      {!doing.isBusy && (
        <Group gap="sm">
          {opened
            ? <Button variant="default" onClick={() => setOpened(undefined)}>{t({ es: 'Quitar de la pantalla', en: 'Take off the screen' })}</Button>
            : <Button variant="default" onClick={() => void open()}>{t({ es: 'Abrir', en: 'Open' })}<span className="visually-hidden"> {name}</span></Button>}
          <Saving open={content} read={read} bytes={file.bytes} name={name} />
        </Group>
      )}
    </>
  )
}

const ShownFile = ({ file, name }: { file: OpenedFile; name: string }) => {
  const t = useText()
  return file.shown === undefined
    ? <Notice><p>{t({ es: 'Este tipo de archivo no se muestra aquí, porque podría ejecutar algo. Puede guardarlo.', en: 'This kind of file is not shown here, since it might run something. You can save it.' })}</p></Notice>
    : <Shown file={file} kind={file.shown.kind} name={name} />
}

const Shown = ({ file, kind, name }: { file: OpenedFile; kind: 'image' | 'sound' | 'video'; name: string }) =>
  kind === 'image' ? <PictureShown picture={file.content} name={name} /> : <Played file={file} kind={kind} name={name} />

/** Played from an address that only this page knows, gone as soon as it is off the screen. */
const Played = ({ file, kind, name }: { file: OpenedFile; kind: 'sound' | 'video'; name: string }) => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file.content)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file.content])
  const Player = kind === 'sound' ? 'audio' : 'video'
  return address === undefined ? null : <Player className={styles.player} src={address} controls preload="metadata" aria-label={name} controlsList="nodownload" disableRemotePlayback />
}

interface SavingProps {
  open: () => Promise<ReadableStream<Uint8Array>>
  read: number
  bytes: number
  name: string
}

const Saving = ({ open, read, bytes, name }: SavingProps) => {
  const t = useText()
  const { bytes: inWords } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const doing = useDoing([])
  const verb = { es: 'Guardar en este equipo', en: 'Save on this computer' }
  const save = async (): Promise<void> => {
    let isSaved = false
    const isDone = await doing.run(async () => {
      isSaved = await saveFile(open, nameToSave(t({ es: 'archivo', en: 'file' }), name))
    })
    if (!isDone || !isSaved) return
    announce(t({ es: 'Archivo guardado sin sello en este equipo.', en: 'File saved unsealed on this computer.' }))
    setOpen(false)
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t(verb)}…<span className="visually-hidden"> {name}</span></Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: '¿Guardarlo sin sello?', en: 'Save it unsealed?' }} confirm={verb} isBusy={doing.isBusy} problem={doing.problem} onConfirm={() => void save()}>
        <p>{t({
          es: 'Quedará en este equipo sin sello: cualquiera que lo use podrá abrirlo, y SIDMI ya no podrá borrarlo. Hágalo solo si hace falta como prueba, en un equipo de la unidad.',
          en: 'It will be on this computer unsealed: anyone who uses it can open it, and SIDMI can no longer delete it. Do so only if it is needed as evidence, on a computer of the unit.',
        })}</p>
        <p>{t({
          es: 'Lo envió una persona desconocida y podría contener un programa dañino. No lo abra con otro programa sin revisarlo antes.',
          en: 'A stranger sent it and it could hold a harmful program. Do not open it with another program without checking it first.',
        })}</p>
        {bytes >= largeBytes && !savesAsItOpens() && <p>{t({
          es: 'Su navegador no escribe en el disco mientras abre: juntará antes el archivo entero. Con Chrome o Edge no hace falta.',
          en: 'Your browser does not write to the disk while it opens: it will first gather the whole file. Chrome and Edge need not.',
        })}</p>}
        {doing.isBusy && <div className={styles.progress}><Progress label={{ es: 'Abriendo y guardando', en: 'Opening and saving' }} {...(bytes > 0 && { share: Math.min(1, read / bytes) })} note={inWords(read)} /></div>}
      </ConfirmDialog>
    </>
  )
}
