// What came of a file: how many records, which rows to mend, and what was left at the door.
import type { IntakeView } from '../../modules/trafficking/model/acts.ts'
import { addressOf, DataTable, DownloadLinks, Figure, Figures, Notice, Section, useText } from '../kit/kit.ts'
import { LeftTable } from './left-table.tsx'

const records = { es: 'registros', en: 'records' }

export const IntakeResult = ({ intake }: { intake: IntakeView }) => {
  const { counts, left, faults, standard, id } = intake
  return (
    <>
      <Figures>
        <Figure label={{ es: 'Leídos', en: 'Read' }} value={counts.read} unit={records} />
        <Figure label={{ es: 'Nuevos', en: 'New' }} value={counts.added} unit={records} />
        <Figure label={{ es: 'Cambiados', en: 'Changed' }} value={counts.changed} unit={records} />
        <Figure label={{ es: 'Sin cambio', en: 'Unchanged' }} value={counts.unchanged} unit={records} />
        <Figure label={{ es: 'Rechazados', en: 'Refused' }} value={counts.refused} unit={records} />
      </Figures>
      <Section title={{ es: 'En la puerta', en: 'At the door' }}>{left.length === 0 ? <NothingLeft /> : <LeftTable columns={left} />}</Section>
      {faults.length > 0 && <Section title={{ es: 'Por corregir', en: 'To be mended' }}><Faults faults={faults} /></Section>}
      <DownloadLinks files={[{ href: addressOf('/api/victims/file', { standard, intake: id }), label: { es: 'Lo que se guardó de este archivo', en: 'What was kept of this file' }, format: 'CSV' }]} />
    </>
  )
}

const NothingLeft = () => {
  const t = useText()
  return <Notice><p>{t({ es: 'Nada quedó fuera: todas las columnas son códigos de la norma.', en: 'Nothing was left: all columns are codes of the standard.' })}</p></Notice>
}

const Faults = ({ faults }: { faults: IntakeView['faults'] }) => {
  const t = useText()
  return (
    <DataTable
      caption={{ es: 'Filas rechazadas', en: 'Refused rows' }} rows={faults} rowKey={({ line, field }) => `${String(line)} ${field}`}
      columns={[
        { key: 'line', label: { es: 'Fila', en: 'Line' }, value: ({ line }) => line, isNumber: true },
        { key: 'field', label: { es: 'Campo', en: 'Field' }, value: ({ field }) => field },
        { key: 'sentence', label: { es: 'Qué hacer', en: 'What to do' }, value: ({ sentence }) => t(sentence), sorts: false },
      ]}
    />
  )
}
