// Downloading the unit's key, open, as a file of the standard age program: for whoever must read reports without this system.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitView } from '../../modules/units/model.ts'
import { callAct, ConfirmDialog, refresh, useText, type Reply } from '../kit/kit.ts'
import { useVault, type UnitIdentity } from '../vault/vault.ts'

/** As `age-keygen` writes it: comments, then one identity a line. */
const identityFile = (name: string, held: readonly UnitIdentity[]): string =>
  [`# ${name}`, ...held.flatMap(({ recipient, identity }) => [`# public key: ${recipient}`, identity]), ''].join('\n')

const save = (name: string, content: string): void => {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '').toLowerCase()}-age.txt`
  link.click()
  // The download has begun by then; the address would otherwise keep the key in memory.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}

export const ExportIdentity = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const client = useQueryClient()
  const { identitiesOf } = useVault()
  const [isAsking, setAsking] = useState(false)
  const exporting = useMutation({
    mutationFn: async () => {
      await callAct('POST', '/api/units/:id/export', { id: unit.id })
      save(unit.name, identityFile(unit.name, identitiesOf(unit.id)))
    },
    onSuccess: async () => {
      setAsking(false)
      await refresh(client, ['unit'])
    },
  })
  if (!unit.allowed.includes('key.export') || identitiesOf(unit.id).length === 0) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{t({ es: 'Descargar la llave abierta', en: 'Download the open key' })}</Button>
      <ConfirmDialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={{ es: 'Descargar la llave abierta', en: 'Download the open key' }}
        confirm={{ es: 'Descargar', en: 'Download' }} onConfirm={() => exporting.mutate()} isBusy={exporting.isPending} problem={exporting.error}
      >
        <p>{t({
          es: 'Quien tenga este archivo abre todo lo que la unidad ha recibido, con el programa age y sin este sistema. Guárdelo solo donde nadie más llegue, como un USB cifrado. La unidad verá que usted lo descargó.',
          en: 'Whoever has this file opens everything the unit has received, with the age program and without this system. Keep it only where nobody else can reach, such as an encrypted USB stick. The unit will see that you downloaded it.',
        })}</p>
      </ConfirmDialog>
    </>
  )
}
