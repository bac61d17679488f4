// A receipt to print and keep: what was handed in, by whom, what came of it, and how anyone can check that it is genuine.
import { Button } from '@mantine/core'
import type { DeliveryReceipt } from '../../modules/collection/model/delivery.ts'
import { Facts, Notice, PageFrame, Read, Section, useFormat, useParameter, useRead, useText } from '../kit/kit.ts'
import styles from './rounds.module.css'

export const PaperReceipt = () => {
  const id = useParameter('id')
  const receipt = useRead<DeliveryReceipt>('/api/deliveries/:id', { id })
  return <Read of={receipt} what={{ es: 'Cargando el recibo…', en: 'Loading the receipt…' }}>{(delivery) => <Paper delivery={delivery} />}</Read>
}

const addressOfCheck = ({ id, fileSha256 }: DeliveryReceipt): string => `${location.origin}/receipts?id=${id}&sha256=${fileSha256}`

const Paper = ({ delivery }: { delivery: DeliveryReceipt }) => {
  const t = useText()
  return (
    <PageFrame
      title={{ es: 'Recibo de entrega', en: 'Receipt of a delivery' }} up={{ to: `/deliveries/${delivery.id}`, label: { es: 'La entrega', en: 'The delivery' } }}
      actions={<><Button onClick={() => print()}>{t({ es: 'Imprimir', en: 'Print' })}</Button><SaveAsText delivery={delivery} /></>}
    >
      <div className={styles.paper}>
        {delivery.state === 'received' && <Notice>{t({ es: 'El archivo llegó entero y todavía se está leyendo; las cuentas aparecen al terminar.', en: 'The file arrived whole and is still being read; the counts appear when it ends.' })}</Notice>}
        <Facts items={useLines(delivery).map(({ label, value, isCode }) => ({ label, value: isCode ? <code>{value}</code> : value }))} />
      </div>
      <Section title={{ es: 'Cómo comprobarlo', en: 'How to check it' }}>
        <p className={styles.paper}>{t({
          es: 'Cualquiera puede comprobar que este recibo es auténtico, con el número y la huella, en:',
          en: 'Anyone can check that this receipt is genuine, with the number and the fingerprint, at:',
        })}<br /><a href={addressOfCheck(delivery)}><code>{addressOfCheck(delivery)}</code></a></p>
      </Section>
    </PageFrame>
  )
}

interface Line {
  label: { es: string; en: string }
  value: string
  isCode?: boolean
}

const useLines = (delivery: DeliveryReceipt): Line[] => {
  const t = useText()
  const { dateTime, number, bytes } = useFormat()
  const { counts } = delivery
  const by = [delivery.person, delivery.institution].filter(Boolean).join(', ')
  const release = delivery.release === null ? t({ es: 'ninguna: no cambió ninguna cifra', en: 'none: no figure changed' }) : String(delivery.release)
  return [
    { label: { es: 'Número de la entrega', en: 'Number of the delivery' }, value: delivery.id, isCode: true },
    { label: { es: 'Archivo', en: 'File' }, value: `${delivery.fileName} (${bytes(delivery.fileBytes)})` },
    { label: { es: 'Huella SHA-256', en: 'SHA-256' }, value: delivery.fileSha256, isCode: true },
    { label: { es: 'Fuente', en: 'Source' }, value: t(delivery.sourceName) },
    { label: { es: 'Entregó', en: 'Delivered by' }, value: by || t({ es: 'El nodo', en: 'The node' }) },
    { label: { es: 'Recibida', en: 'Received' }, value: `${dateTime(delivery.receivedAt)} (${delivery.receivedAt})` },
    ...(counts ? [
      { label: { es: 'Filas leídas', en: 'Rows read' }, value: number(counts.read) },
      { label: { es: 'Aceptadas', en: 'Accepted' }, value: number(counts.accepted) },
      { label: { es: 'Rechazadas', en: 'Refused' }, value: number(counts.refused) },
      { label: { es: 'Dejadas fuera', en: 'Left out' }, value: number(counts.leftOut) },
      { label: { es: 'Versión de la fuente que formó', en: 'Release of the source it made' }, value: release },
    ] : []),
    ...(delivery.problem ? [{ label: { es: 'No se pudo leer', en: 'It could not be read' }, value: t(delivery.problem) }] : []),
  ]
}

/** The same as plain text, made here: nothing is asked of the node. */
const SaveAsText = ({ delivery }: { delivery: DeliveryReceipt }) => {
  const t = useText()
  const lines = useLines(delivery)
  const save = (): void => {
    const text = [t({ es: 'SIDMI · Recibo de entrega', en: 'SIDMI · Receipt of a delivery' }), '', ...lines.map(({ label, value }) => `${t(label)}: ${value}`), '', addressOfCheck(delivery), ''].join('\n')
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
    link.download = `sidmi-${delivery.id}.txt`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return <Button variant="default" onClick={save}>{t({ es: 'Guardar como texto', en: 'Save as text' })}</Button>
}
