// The files and forms that were brought in before, and taking one back.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { IntakeView } from '../../modules/trafficking/model/acts.ts'
import { announce, ConfirmDialog, DataTable, Dialog, Empty, useAct, useFormat, useMay, useText } from '../kit/kit.ts'
import { IntakeResult } from './intake.tsx'

const NothingYet = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Todavía no se ha traído nada', en: 'Nothing was brought in yet' }}>
      {t({ es: 'Elija arriba un archivo HTCDS o CTDC, o pida a quien administra el nodo que dé de alta un teléfono con ODK.', en: 'Choose an HTCDS or CTDC file above, or ask the node’s administrator to enrol a phone with ODK.' })}
    </Empty>
  )
}

const leftCells = ({ left }: IntakeView): number => left.reduce((sum, { cells }) => sum + cells, 0)

export const Intakes = ({ items }: { items: readonly IntakeView[] }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const [open, setOpen] = useState<IntakeView>()
  const [leaving, setLeaving] = useState<IntakeView>()
  const mayWithdraw = useMay('victim.withdraw')
  const cameAs = ({ form, standard }: IntakeView): string => (form === null ? t({ es: `Archivo ${standard.toUpperCase()}`, en: `${standard.toUpperCase()} file` }) : t({ es: `Formulario ${form}`, en: `Form ${form}` }))
  return (
    <>
      <DataTable
        caption={{ es: 'Archivos y formularios', en: 'Files and forms' }} hidesCaption rows={items} rowKey={({ id }) => id} order={{ key: 'at', isDescending: true }} empty={<NothingYet />}
        columns={[
          { key: 'at', label: { es: 'Cuándo', en: 'When' }, value: ({ receivedAt }) => receivedAt, cell: ({ receivedAt }) => dateTime(receivedAt), isShort: true },
          { key: 'what', label: { es: 'Qué', en: 'What' }, value: cameAs },
          { key: 'added', label: { es: 'Nuevos', en: 'New' }, value: ({ counts }) => counts.added, isNumber: true },
          { key: 'changed', label: { es: 'Cambiados', en: 'Changed' }, value: ({ counts }) => counts.changed, isNumber: true },
          { key: 'refused', label: { es: 'Rechazados', en: 'Refused' }, value: ({ counts }) => counts.refused, isNumber: true },
          { key: 'left', label: { es: 'Celdas que quedaron fuera', en: 'Cells left outside' }, value: leftCells, isNumber: true },
          {
            key: 'open', label: { es: 'Acciones', en: 'Actions' }, sorts: false, value: () => null,
            cell: (row) => (
              <>
                <Button variant="subtle" onClick={() => setOpen(row)}>{t({ es: 'Ver', en: 'See' })}</Button>
                {mayWithdraw && <Button variant="subtle" onClick={() => setLeaving(row)}>{t({ es: 'Retirar', en: 'Withdraw' })}</Button>}
              </>
            ),
          },
        ]}
      />
      <Dialog isOpen={open !== undefined} onClose={() => setOpen(undefined)} title={{ es: 'Qué entró y qué quedó fuera', en: 'What came in and what stayed outside' }}>
        {open && <IntakeResult intake={open} />}
      </Dialog>
      <Withdrawal intake={leaving} onClose={() => setLeaving(undefined)} />
    </>
  )
}

const Withdrawal = ({ intake, onClose }: { intake: IntakeView | undefined; onClose: () => void }) => {
  const t = useText()
  const act = useAct('DELETE', '/api/victims/intakes/:id', {
    invalidates: ['victim'],
    onDone: () => {
      onClose()
      announce(t({ es: 'Los registros se retiraron.', en: 'The records were withdrawn.' }))
    },
  })
  return (
    <ConfirmDialog
      isOpen={intake !== undefined} onClose={onClose} isBusy={act.isPending} problem={act.error} confirm={{ es: 'Retirar los registros', en: 'Withdraw the records' }}
      title={{ es: 'Retirar lo que trajo', en: 'Withdraw what it brought' }} onConfirm={() => intake && act.mutate({ id: intake.id })}
    >
      <p>{t({
        es: 'Se borran los registros que solo llegaron por aquí, y esta línea; los que también trajo otro archivo o formulario quedan como ese los trajo. No se puede deshacer; para recuperarlos habría que traer el archivo otra vez.',
        en: 'The records that came only this way are deleted, and so is this line; those another file or form brought too stay as that one brought them. It cannot be undone; to have them again the file must be brought in again.',
      })}</p>
    </ConfirmDialog>
  )
}
