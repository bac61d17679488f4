// «Nothing to report»: a period without events is delivered by saying so, and said to be so.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../platform/text.ts'
import { announce, ConfirmDialog, useAct, useMay, useText } from '../kit/kit.ts'

interface DeclareButtonProps {
  obligation: string
  period: string
  name: Text
  /** Something was delivered: what is said is that there is nothing else. */
  isPart: boolean
}

const words = {
  none: { es: 'Nada que informar', en: 'Nothing to report' },
  noMore: { es: 'No hay nada más', en: 'There is nothing else' },
} satisfies Record<string, Text>

export const DeclareButton = ({ obligation, period, name, isPart }: DeclareButtonProps) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const label = isPart ? words.noMore : words.none
  const act = useAct('PUT', '/api/round/:id/:period/declaration', {
    invalidates: ['round'],
    onDone: () => {
      setOpen(false)
      announce(t({ es: 'Declarado.', en: 'Declared.' }))
    },
  })
  if (!useMay('round.declare')) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t(label)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={label} confirm={{ es: 'Declarar', en: 'Declare' }} isBusy={act.isPending} problem={act.error}
        onConfirm={() => act.mutate({ id: obligation, period, isNothing: true })}
      >
        <p>{isPart
          ? t({ es: `Su institución declara que de ${name.es} no hay nada más que lo entregado.`, en: `Your institution declares that of ${name.en} there is nothing beyond what was delivered.` })
          : t({ es: `Su institución declara que en ${name.es} no registró ningún hecho. No es lo mismo que no haber entregado.`, en: `Your institution declares that in ${name.en} it recorded no event. That is not the same as not having delivered.` })}</p>
        <p>{t({ es: 'Se puede retirar, y si después entrega cifras, valen las cifras.', en: 'It can be taken back, and if you deliver figures later, the figures count.' })}</p>
      </ConfirmDialog>
    </>
  )
}
