// The receipt of a delivery: what was read, accepted and refused, why and on which line, and what it changed.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { lineWords } from '../../modules/collection/model/line.ts'
import type { ChangedCell, Counts, DeliveryReceipt, RefusalView } from '../../modules/collection/model/delivery.ts'
import { refusalsKept } from '../../modules/collection/model/reading.ts'
import type { Text } from '../../platform/text.ts'
import {
  addressOf, ButtonLink, DataTable, DownloadLinks, Facts, Figure, Figures, Notice, PageFrame, Read, refresh, Section, useFormat, useMay, useParameter, useRead, useText,
} from '../kit/kit.ts'
import { BeingRead, Stopped } from './being-read.tsx'
import { MakeReading } from './studio/make-reading.tsx'
import { ReleaseOfDelivery } from './release-words.tsx'
import { DeliveryStateTag, periodCode, undated } from './words.tsx'

export const Receipt = () => {
  const id = useParameter('id')
  const receipt = useRead<DeliveryReceipt>('/api/deliveries/:id', { id })
  useReadAgain(receipt.data?.state === 'received')
  return <Read of={receipt} what={{ es: 'Cargando el recibo…', en: 'Loading the receipt…' }}>{(delivery) => <Delivered delivery={delivery} />}</Read>
}

/** While the file is being read, how far it got is asked for every second; the end is announced by itself. */
const useReadAgain = (isBeingRead: boolean): void => {
  const client = useQueryClient()
  useEffect(() => {
    if (!isBeingRead) return
    const timer = setInterval(() => void refresh(client, ['delivery']), 1000)
    return () => clearInterval(timer)
  }, [client, isBeingRead])
}

const rowUnit: Text = { es: 'filas', en: 'rows' }

const Delivered = ({ delivery }: { delivery: DeliveryReceipt & { allowed: string[] } }) => {
  const { state, counts, problem } = delivery
  return (
    <PageFrame title={delivery.fileName} up={{ to: '/deliveries', label: { es: 'Entregas', en: 'Deliveries' } }} tags={<DeliveryStateTag state={state} />} actions={<Another />}>
      {state === 'received' && <BeingRead delivery={delivery} />}
      {state === 'cancelled' && <Stopped />}
      {problem && <Failed problem={problem} id={delivery.id} />}
      {counts && <Counted counts={counts} />}
      {counts && <Outcome delivery={delivery} counts={counts} />}
      {delivery.release !== null && <ReleaseOfDelivery source={delivery.source} number={delivery.release} />}
      {delivery.refusals.length > 0 && <Refused delivery={delivery} counts={counts} />}
      {delivery.revisions.length > 0 && <Revised cells={delivery.revisions} />}
      <HowRead delivery={delivery} />
      <Notes of={delivery} />
    </PageFrame>
  )
}

const Another = () => {
  const t = useText()
  return useMay('delivery.receive') && <ButtonLink to="/deliveries/new" variant="default">{t({ es: 'Entregar otro archivo', en: 'Deliver another file' })}</ButtonLink>
}

const Failed = ({ problem, id }: { problem: Text; id: string }) => {
  const t = useText()
  return <Notice title={{ es: 'Este archivo no se pudo leer', en: 'This file could not be read' }}><p>{t(problem)}</p><MakeReading delivery={id} /></Notice>
}

const Counted = ({ counts }: { counts: Counts }) => (
  <Figures>
    <Figure label={{ es: 'Leídas', en: 'Read' }} value={counts.read} unit={rowUnit} />
    <Figure label={{ es: 'Aceptadas', en: 'Accepted' }} value={counts.accepted} unit={rowUnit} />
    <Figure label={{ es: 'Rechazadas', en: 'Refused' }} value={counts.refused} unit={rowUnit} />
    {counts.leftOut > 0 && <Figure label={{ es: 'Dejadas fuera, por ser totales o no pedirse', en: 'Left out, as totals or not asked for' }} value={counts.leftOut} unit={rowUnit} />}
    <Figure label={{ es: 'Nuevas', en: 'New' }} value={counts.added} unit={rowUnit} />
    <Figure label={{ es: 'Revisadas', en: 'Revised' }} value={counts.revised} unit={rowUnit} />
    <Figure label={{ es: 'Sin cambio', en: 'Unchanged' }} value={counts.unchanged} unit={rowUnit} />
  </Figures>
)

const Outcome = ({ delivery: { release, reading }, counts }: { delivery: DeliveryReceipt; counts: Counts }) => {
  const t = useText()
  const { number } = useFormat()
  if (release === null) return <p>{t({ es: 'No cambió ninguna cifra: lo entregado ya estaba, o nada se aceptó.', en: 'No figure changed: what was delivered was already there, or nothing was accepted.' })}</p>
  const { added, revised, withdrawn } = counts.cells
  const told = {
    es: `Formó la versión ${release} de la fuente: ${number(added)} cifras nuevas, ${number(revised)} revisadas y ${number(withdrawn)} retiradas.`,
    en: `It made release ${release} of the source: ${number(added)} new figures, ${number(revised)} revised and ${number(withdrawn)} withdrawn.`,
  }
  return <p>{t(told)} {reading?.scope === 'partial' && t(onlyAPart)}</p>
}

const onlyAPart: Text = {
  es: 'Se tomó como una parte: lo que el archivo no menciona quedó como estaba.',
  en: 'It was taken as a part: what the file does not mention stayed as it was.',
}

const onlyFirstReasons: Text = {
  es: 'De tantas, el nodo guardó el motivo de las primeras 10 000; la descarga relee el archivo para darle el de las demás, y por eso tarda.',
  en: 'Of so many the node kept the reasons of the first 10,000; the download reads the file again to tell those of the others, which takes a while.',
}

const refusedRows: Text = { es: 'Filas rechazadas con su motivo', en: 'Refused rows with the reason' }

const Refused = ({ delivery, counts }: { delivery: DeliveryReceipt & { allowed: string[] }; counts: Counts | null }) => {
  const t = useText()
  const { number } = useFormat()
  const { id, refusals, allowed } = delivery
  const all = counts?.refused ?? refusals.length
  return (
    <Section
      title={{ es: 'Filas rechazadas', en: 'Refused rows' }}
      lead={t({
        es: 'Descárguelas, corríjalas en el mismo archivo y entréguelo: se sumarán a lo aceptado sin retirar nada.',
        en: 'Download them, mend them in that same file and deliver it: they will join what was accepted and withdraw nothing.',
      })}
    >
      {allowed.includes('delivery.refusals') && <DownloadLinks files={[{ href: addressOf('/api/deliveries/:id/refusals', { id }), label: refusedRows, format: 'CSV' }]} />}
      <RefusalTable refusals={refusals} />
      {all > refusals.length && <p>{t({ es: `Se muestran ${number(refusals.length)} de ${number(all)}; todas están en la descarga.`, en: `${number(refusals.length)} of ${number(all)} are shown; all are in the download.` })} {all > refusalsKept && t(onlyFirstReasons)}</p>}
    </Section>
  )
}

const RefusalTable = ({ refusals }: { refusals: readonly RefusalView[] }) => {
  const t = useText()
  return (
    <DataTable
      caption={refusedRows} hidesCaption rows={refusals} rowKey={({ line }) => String(line)} order={{ key: 'line', isDescending: false }}
      columns={[
        { key: 'line', label: { es: 'Línea', en: 'Line' }, value: ({ line }) => line, cell: ({ line }) => t(lineWords(line)), isNumber: true },
        { key: 'reason', label: { es: 'Motivo', en: 'Reason' }, value: ({ reason }) => t(reason) },
      ]}
    />
  )
}

const Revised = ({ cells }: { cells: readonly ChangedCell[] }) => {
  const t = useText()
  const { period, number } = useFormat()
  const change = ({ before, after }: ChangedCell): number | null => (before === null || after === null ? null : after - before)
  const difference = (cell: ChangedCell): string => number(change(cell), { signDisplay: 'exceptZero' })
  const mayOpen = useMay('observation.read')
  return (
    <Section title={{ es: 'Qué cambió desde la entrega anterior', en: 'What changed since the previous delivery' }}>
      <DataTable
        caption={{ es: 'Cifras revisadas, las de mayor cambio primero', en: 'Revised figures, the largest changes first' }} hidesCaption
        rows={cells} rowKey={({ id }) => String(id)} {...(mayOpen && { rowTo: ({ id }: ChangedCell) => `/observations/${id}` })}
        columns={[
          { key: 'label', label: { es: 'Cifra', en: 'Figure' }, value: ({ label }) => t(label) },
          { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: ({ start }) => start, cell: (cell) => period(periodCode(cell) ?? t(undated)), isShort: true },
          { key: 'before', label: { es: 'Antes', en: 'Before' }, value: ({ before }) => before, isNumber: true },
          { key: 'after', label: { es: 'Ahora', en: 'Now' }, value: ({ after }) => after, isNumber: true },
          { key: 'difference', label: { es: 'Diferencia', en: 'Difference' }, value: change, cell: difference, isNumber: true },
        ]}
      />
    </Section>
  )
}

const Notes = ({ of: { reading } }: { of: DeliveryReceipt }) => {
  const t = useText()
  const notes = reading?.notes ?? []
  if (notes.length === 0) return null
  return (
    <Section title={{ es: 'Lo que se reparó o no se usó', en: 'What was mended or not used' }}>
      <ul>{notes.map((note) => <li key={note.es}>{t(note)}</li>)}</ul>
    </Section>
  )
}

const HowRead = ({ delivery }: { delivery: DeliveryReceipt }) => {
  const t = useText()
  const { dateTime, bytes, number } = useFormat()
  const { reading } = delivery
  const seconds = (milliseconds: number): string => `${number(milliseconds / 1000, { maximumFractionDigits: 1 })} s`
  return (
    <Section
      title={{ es: 'Recibo', en: 'Receipt' }}
      actions={<ButtonLink to={`/round/receipts/${delivery.id}`} variant="default">{t({ es: 'Recibo para imprimir', en: 'Receipt to print' })}</ButtonLink>}
    >
      <Facts
        items={[
          { label: { es: 'Fuente', en: 'Source' }, value: t(delivery.sourceName) },
          { label: { es: 'Entregó', en: 'Delivered by' }, value: [delivery.person, delivery.institution].filter(Boolean).join(', ') || t({ es: 'El nodo', en: 'The node' }) },
          { label: { es: 'Recibida', en: 'Received' }, value: dateTime(delivery.receivedAt) },
          { label: { es: 'Tamaño', en: 'Size' }, value: bytes(delivery.fileBytes) },
          { label: { es: 'Huella SHA-256', en: 'SHA-256' }, value: <code>{delivery.fileSha256}</code> },
          ...(reading ? [
            { label: { es: 'Leída con', en: 'Read with' }, value: `${t(reading.profileName)} (${reading.profileId}, v${reading.profileVersion})` },
            { label: { es: 'Codificación', en: 'Encoding' }, value: reading.encoding },
            { label: { es: 'Tiempo de lectura', en: 'Time to read' }, value: seconds(reading.milliseconds) },
          ] : []),
        ]}
      />
    </Section>
  )
}
