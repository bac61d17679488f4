// The coded records of one’s own institution, page by page, on the four IC-TIP units.
import { Button } from '@mantine/core'
import { units, type Unit } from '../../modules/trafficking/model/fields.ts'
import type { RecordView } from '../../modules/trafficking/model/acts.ts'
import { DataTable, Empty, PageFrame, Read, useFilters, useFormat, useRead, useText } from '../kit/kit.ts'
import { unitNames } from './words.ts'

interface Page {
  items: RecordView[]
  total: number
  page: number
  pages: number
}

export const VictimRecords = () => {
  const [filters] = useFilters()
  const page = useRead<Page>('/api/victims', { page: filters.page ?? '1' }, { keepsPrevious: true })
  return (
    <PageFrame title={{ es: 'Registros de su institución', en: 'Your institution’s records' }} up={{ to: '/victims', label: { es: 'Trata: registros', en: 'Trafficking records' } }} lead={<Lead />}>
      <Read of={page} what={{ es: 'Cargando los registros…', en: 'Loading the records…' }}>{(reply) => <Records {...reply} />}</Read>
    </PageFrame>
  )
}

const Lead = () => useText()({
  es: 'Solo su institución los ve. Cada registro está en códigos, en las cuatro unidades de la IC-TIP: suceso, víctima, quien explota y quien informa.',
  en: 'Only your institution sees them. Each record is in codes, on the four IC-TIP units: event, victim, perpetrator and reporting entity.',
})

const NothingYet = () => {
  const t = useText()
  return <Empty title={{ es: 'Todavía no hay registros', en: 'No records yet' }}>{t({ es: 'Traiga un archivo HTCDS o CTDC, o envíe un formulario desde un teléfono.', en: 'Bring in an HTCDS or CTDC file, or send a form from a phone.' })}</Empty>
}

const Facts = ({ record, unit }: { record: RecordView; unit: Unit }) => {
  const t = useText()
  const facts = record.units.find((each) => each.unit === unit)?.facts ?? []
  if (facts.length === 0) return '—'
  return <div>{facts.map(({ field, names, values }) => <div key={field}>{t(names)}: <strong>{values.map((value) => t(value)).join(', ')}</strong></div>)}</div>
}

const Records = ({ items, total, page, pages }: Page) => {
  const t = useText()
  const { dateTime, number } = useFormat()
  const [, change] = useFilters()
  return (
    <>
      {total > 0 && <p>{t({ es: `${number(total)} registros; página ${number(page)} de ${number(pages)}.`, en: `${number(total)} records; page ${number(page)} of ${number(pages)}.` })}</p>}
      <DataTable
        caption={{ es: 'Registros codificados', en: 'Coded records' }} hidesCaption rows={items} rowKey={({ id }) => id} empty={<NothingYet />}
        columns={[
          { key: 'at', label: { es: 'Recibido', en: 'Received' }, value: ({ receivedAt }) => receivedAt, cell: ({ receivedAt }) => dateTime(receivedAt), isShort: true },
          ...units.map((unit) => ({ key: unit, label: unitNames[unit], sorts: false, value: () => null, cell: (record: RecordView) => <Facts record={record} unit={unit} /> })),
        ]}
      />
      {pages > 1 && (
        <p>
          <Button variant="default" disabled={page <= 1} onClick={() => change({ page: String(page - 1) })}>{t({ es: 'Anteriores', en: 'Previous' })}</Button>{' '}
          <Button variant="default" disabled={page >= pages} onClick={() => change({ page: String(page + 1) })}>{t({ es: 'Siguientes', en: 'Next' })}</Button>
        </p>
      )}
    </>
  )
}
