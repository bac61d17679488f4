// Closing a unit, and opening it again.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { UnitView } from '../../modules/units/model.ts'
import { announce, ConfirmDialog, useAct, useText, type Reply } from '../kit/kit.ts'
import styles from './units.module.css'

const closing = {
  act: 'unit.close', path: '/api/units/:id/closing', button: { es: 'Cerrar la unidad', en: 'Close the unit' },
  explains: { es: 'No se ofrece más a quien reporta. Lo recibido se sigue abriendo y contestando.', en: 'It is no longer offered to reporters. What was received still opens and can be answered.' },
  done: { es: 'Unidad cerrada.', en: 'Unit closed.' },
} as const

const reopening = {
  act: 'unit.reopen', path: '/api/units/:id/reopening', button: { es: 'Volver a abrir la unidad', en: 'Open the unit again' },
  explains: { es: 'Se ofrece de nuevo a quien reporta, si tiene llave y quien la abra.', en: 'It is offered to reporters again, if it has a key and people who can open it.' },
  done: { es: 'Unidad abierta.', en: 'Unit open.' },
} as const

export const Closing = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const step = unit.closedAt === null ? closing : reopening
  const acting = useAct('POST', step.path, {
    invalidates: ['unit'],
    onDone: () => {
      announce(t(step.done))
      setOpen(false)
    },
  })
  if (!unit.allowed.includes(step.act)) return null
  return (
    <>
      <p className={styles.actions}><Button variant="default" onClick={() => setOpen(true)}>{t(step.button)}</Button></p>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={step.button} confirm={step.button}
        onConfirm={() => acting.mutate({ id: unit.id })} isBusy={acting.isPending} problem={acting.error}
      ><p>{t(step.explains)}</p></ConfirmDialog>
    </>
  )
}
