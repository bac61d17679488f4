// The deliveries a person may see, the newest first.
import type { DeliverySummary } from '../../modules/collection/model/delivery.ts'
import { ButtonLink, DataTable, Empty, PageFrame, Read, useFormat, useMay, useRead, useText } from '../kit/kit.ts'
import { DeliveryStateTag } from './words.tsx'

const DeliverLink = () => {
  const t = useText()
  return <ButtonLink to="/deliveries/new">{t({ es: 'Entregar un archivo', en: 'Deliver a file' })}</ButtonLink>
}

export const DeliveryList = () => {
  const mayDeliver = useMay('delivery.receive')
  const deliveries = useRead<{ items: DeliverySummary[]; hasMore: boolean }>('/api/deliveries')
  return (
    <PageFrame title={{ es: 'Entregas', en: 'Deliveries' }} actions={mayDeliver && <DeliverLink />}>
      <Read of={deliveries} what={{ es: 'Cargando las entregas…', en: 'Loading the deliveries…' }}>
        {({ items, hasMore }) => <><Table items={items} /><OnlyNewest isCut={hasMore} /></>}
      </Read>
    </PageFrame>
  )
}

const OnlyNewest = ({ isCut }: { isCut: boolean }) => {
  const t = useText()
  return isCut && <p>{t({ es: 'Se muestran las 50 más recientes.', en: 'The 50 most recent are shown.' })}</p>
}

const NothingYet = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Todavía no hay entregas', en: 'No deliveries yet' }}>
      {t({ es: 'Cuando su institución entregue un archivo, aquí verá su recibo.', en: 'When your institution delivers a file, its receipt is shown here.' })}
    </Empty>
  )
}

const Table = ({ items }: { items: readonly DeliverySummary[] }) => {
  const t = useText()
  const { dateTime } = useFormat()
  return (
    <DataTable
      caption={{ es: 'Archivos entregados', en: 'Delivered files' }} hidesCaption empty={<NothingYet />}
      rows={items} rowKey={({ id }) => id} rowTo={({ id }) => `/deliveries/${id}`} order={{ key: 'at', isDescending: true }}
      columns={[
        { key: 'file', label: { es: 'Archivo', en: 'File' }, value: ({ fileName }) => fileName },
        { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ sourceName }) => t(sourceName) },
        { key: 'by', label: { es: 'Entregó', en: 'Delivered by' }, value: ({ institution, person }) => institution ?? person ?? t({ es: 'El nodo', en: 'The node' }) },
        { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ state }) => state, cell: ({ state }) => <DeliveryStateTag state={state} />, isShort: true },
        { key: 'accepted', label: { es: 'Aceptadas', en: 'Accepted' }, value: ({ counts }) => counts?.accepted ?? null, isNumber: true },
        { key: 'refused', label: { es: 'Rechazadas', en: 'Refused' }, value: ({ counts }) => counts?.refused ?? null, isNumber: true },
        { key: 'revised', label: { es: 'Revisadas', en: 'Revised' }, value: ({ counts }) => counts?.revised ?? null, isNumber: true },
        { key: 'at', label: { es: 'Recibida', en: 'Received' }, value: ({ receivedAt }) => receivedAt, cell: ({ receivedAt }) => dateTime(receivedAt), isShort: true },
      ]}
    />
  )
}
