// What was left at the door: each column, how many of its cells held something, and why it did not come in.
import type { LeftColumn } from '../../modules/trafficking/model/acts.ts'
import { DataTable, useText } from '../kit/kit.ts'
import { doorNames } from './words.ts'

export const LeftTable = ({ columns }: { columns: readonly LeftColumn[] }) => {
  const t = useText()
  return (
    <DataTable
      caption={{ es: 'Lo que quedó en la puerta', en: 'What was left at the door' }} rows={columns} rowKey={({ column }) => column} order={{ key: 'cells', isDescending: true }}
      columns={[
        { key: 'column', label: { es: 'Columna', en: 'Column' }, value: ({ column }) => column },
        { key: 'class', label: { es: 'Qué es', en: 'What it is' }, value: ({ class: kind }) => t(doorNames[kind]) },
        { key: 'cells', label: { es: 'Celdas con algo', en: 'Cells that held something' }, value: ({ cells }) => cells, isNumber: true },
        { key: 'reason', label: { es: 'Por qué', en: 'Why' }, value: ({ reason }) => t(reason), sorts: false },
      ]}
    />
  )
}
