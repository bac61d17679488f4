// Delivering a file: which source it is for, the file, and how far it got; then its receipt.
import { Button, Select, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { DeliverySummary, SourceView } from '../../modules/collection/model/delivery.ts'
import { announce, DownloadLinks, FieldGroup, FileDrop, Notice, PageFrame, ProblemNotice, Read, refresh, uploadFile, useFilters, useGo, useLanguage, useRead, useText } from '../kit/kit.ts'
import { Sending } from './sending.tsx'

export const Deliver = () => {
  const sources = useRead<{ items: SourceView[] }>('/api/sources')
  return (
    <PageFrame title={{ es: 'Entregar un archivo', en: 'Deliver a file' }} up={{ to: '/deliveries', label: { es: 'Entregas', en: 'Deliveries' } }} lead={<Lead />}>
      <Read of={sources}>{({ items }) => <DeliverForm sources={items.filter(({ mayDeliver }) => mayDeliver)} />}</Read>
    </PageFrame>
  )
}

const Lead = () => {
  const t = useText()
  return t({
    es: 'Envíe el archivo tal como lo tiene. Enseguida verá cuántas filas se aceptaron, cuáles no y por qué. Enviar dos veces el mismo no cambia nada.',
    en: 'Send the file as you have it. At once you will see how many rows were accepted, which were not and why. Sending the same one twice changes nothing.',
  })
}

/** Sending one file: how far it got, what went wrong, and a way to stop it. */
const useSending = () => {
  const go = useGo()
  const client = useQueryClient()
  const stop = useRef<AbortController>(null)
  const [sent, setSent] = useState<number>()
  const [problem, setProblem] = useState<unknown>()
  const [wasCancelled, setCancelled] = useState(false)
  const send = async (source: string, file: File): Promise<void> => {
    stop.current = new AbortController()
    setProblem(undefined)
    setCancelled(false)
    setSent(0)
    try {
      const { id } = await uploadFile<DeliverySummary>('/api/deliveries', file, { query: { source }, onProgress: setSent, signal: stop.current.signal })
      await refresh(client, ['delivery'])
      go(`/deliveries/${id}`)
    } catch (error) {
      const isStopped = error instanceof DOMException
      if (!isStopped) setProblem(error)
      setCancelled(isStopped)
      setSent(undefined)
    }
  }
  return { send, sent, problem, wasCancelled, cancel: () => stop.current?.abort() }
}

const stoppedSending = { es: 'Se canceló el envío; no se guardó nada del archivo.', en: 'Sending was cancelled; nothing of the file was kept.' }

/** After a cancelled sending the keyboard is where it can be begun again. */
const useBackToStart = (wasCancelled: boolean) => {
  const t = useText()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!wasCancelled) return
    button.current?.focus()
    announce(t(stoppedSending))
    // Told once for each cancelled sending, not again when the language changes.
  }, [wasCancelled])
  return button
}

const missing = { es: 'Elija un archivo.', en: 'Choose a file.' }

const DeliverForm = ({ sources }: { sources: readonly SourceView[] }) => {
  const t = useText()
  const language = useLanguage()
  const [filters] = useFilters()
  const [chosen, setChosen] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [wasTried, setTried] = useState(false)
  const { send, sent, problem, wasCancelled, cancel } = useSending()
  const button = useBackToStart(wasCancelled)
  const source = sources.find(({ id }) => id === (chosen ?? filters.source)) ?? sources.find(({ isDemonstration }) => isDemonstration) ?? sources[0]
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (file && source) void send(source.id, file)
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg" maw={720}>
        <ProblemNotice problem={problem} />
        <FieldGroup title={{ es: 'Qué entrega', en: 'What you deliver' }}>
          <Select
            label={t({ es: 'Fuente', en: 'Source' })} value={source?.id ?? null} onChange={setChosen} allowDeselect={false} searchable maxDropdownHeight={360}
            data={sources.map(({ id, name }) => ({ value: id, label: t(name) })).toSorted((a, b) => a.label.localeCompare(b.label, language))}
          />
          {source && <SourceNote source={source} />}
          <FileDrop
            label={{ es: 'Archivo', en: 'File' }} hint={{ es: 'Excel (.xlsx), CSV o JSON, también comprimido (.gz, .bz2, .zip).', en: 'Excel (.xlsx), CSV or JSON, also compressed (.gz, .bz2, .zip).' }}
            accept=".csv,.tsv,.tab,.txt,.xlsx,.json,.jsonl,.ndjson,.gz,.bz2,.zip" file={file} onFile={setFile} {...(wasTried && !file && { error: t(missing) })}
          />
        </FieldGroup>
        {sent === undefined || !file
          ? <div><Button type="submit" ref={button}>{t({ es: 'Entregar', en: 'Deliver' })}</Button></div>
          : <Sending file={file} sent={sent} onCancel={cancel} />}
      </Stack>
    </form>
  )
}

const ownOnly = {
  es: 'La entregan varias instituciones, cada una por sus territorios: su archivo retira solo lo que entregó su propia institución.',
  en: 'Several institutions deliver it, each for its territories: your file withdraws only what your own institution delivered.',
}
const knownWhole = {
  es: 'Cada fila se reconoce por todo lo que dice. Si una se rechaza, la cifra que traía antes queda en vigor mientras se sepa cuál era; el recibo dice qué quedó y qué se retiró.',
  en: 'Each row is known by all it says. If one is refused, the figure it brought before stays as long as it can be told which it was; the receipt says what stayed and what was withdrawn.',
}

const SourceNote = ({ source }: { source: SourceView }) => {
  const t = useText()
  return (
    <Notice>
      <p>{t(source.note)}</p>
      <p>{t({ es: 'Columnas que debe tener: ', en: 'Columns it must have: ' })}{source.columns.map((columns) => columns.join(', ')).join(t({ es: ' — o bien: ', en: ' — or: ' }))}.</p>
      {source.isByTerritory && <p>{t(ownOnly)}</p>}
      {source.isKeyedByContent && <p>{t(knownWhole)}</p>}
      {source.isDemonstration && <DownloadLinks files={[sample]} />}
    </Notice>
  )
}

const sample = { href: '/api/demonstration/sample', label: { es: 'Descargar un archivo de ejemplo para entregarlo', en: 'Download an example file to deliver' }, format: 'CSV' }
