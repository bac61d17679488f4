// The unit's own key: making it, and replacing it when somebody who held it is gone.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitView } from '../../modules/units/model.ts'
import { announce, ConfirmDialog, Notice, refresh, useText, type Reply } from '../kit/kit.ts'
import { useVault } from '../vault/vault.ts'
import { ExportIdentity } from './export-identity.tsx'
import { giveNewKey, type Custodians } from './sealing.ts'
import styles from './units.module.css'

/** The custodians of the key there is, as long as both can still do their part. */
const custodiansOf = (unit: UnitView): Custodians | undefined => {
  const named = unit.keys.find(({ isCurrent }) => isCurrent)?.custodians
  const [first, second] = [named?.first.id, named?.second.id].map((id) => unit.receivers.find(({ person }) => person === id))
  return first && second ? { first, second } : undefined
}

const useNewKey = (unit: UnitView, address: 'key' | 'rotation', onDone: () => void) => {
  const t = useText()
  const client = useQueryClient()
  const { prove } = useVault()
  return useMutation({
    mutationFn: () => giveNewKey(unit, address, { custodians: custodiansOf(unit), prove }),
    onSuccess: async () => {
      announce(address === 'key' ? t({ es: 'Llave hecha. Ahora désela a otra persona.', en: 'Key made. Now give it to another person.' }) : t({ es: 'Llave cambiada.', en: 'Key replaced.' }))
      onDone()
      await refresh(client, ['unit', 'key'])
    },
  })
}

/** Members who have no key of their own yet get none of a new one. */
const Without = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const names = unit.members.filter(({ isEntitled, recipient }) => isEntitled && recipient === null).map(({ name }) => name)
  if (names.length === 0) return null
  return <p>{t({ es: `Todavía no tienen llave propia y no la recibirán: ${names.join(', ')}.`, en: `They have no key of their own yet and will not receive it: ${names.join(', ')}.` })}</p>
}

export const UnitKey = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const { identitiesOf } = useVault()
  const [isAsking, setAsking] = useState(false)
  const making = useNewKey(unit, 'key', () => undefined)
  const rotating = useNewKey(unit, 'rotation', () => setAsking(false))
  if (unit.allowed.includes('key.make')) {
    return (
      <Notice title={{ es: 'Haga la llave de la unidad', en: 'Make the unit’s key' }}>
        <p>{t({ es: 'Se hace en su navegador y se guarda sellada para usted. Después désela a otra persona: con una sola no recibe.', en: 'It is made in your browser and kept sealed for you. Then give it to another person: with one alone it does not receive.' })}</p>
        {making.isError && <p role="alert">{making.error.message}</p>}
        <Button aria-busy={making.isPending} onClick={() => making.mutate()}>{t({ es: 'Hacer la llave', en: 'Make the key' })}</Button>
      </Notice>
    )
  }
  return (
    <>
      {identitiesOf(unit.id).length === 0 && unit.members.some(({ isEntitled }) => isEntitled) && (
        <Notice>{t({ es: 'Usted no tiene la llave de esta unidad. Pida a quien la tenga que se la dé desde esta página.', en: 'You do not hold this unit’s key. Ask somebody who does to give it to you from this page.' })}</Notice>
      )}
      <p className={styles.actions}>
        {unit.allowed.includes('key.rotate') && <Button variant={unit.rotation ? 'filled' : 'default'} onClick={() => setAsking(true)}>{t({ es: 'Cambiar la llave', en: 'Replace the key' })}</Button>}
        <ExportIdentity unit={unit} />
      </p>
      <ConfirmDialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={{ es: 'Cambiar la llave de la unidad', en: 'Replace the unit’s key' }}
        confirm={{ es: 'Cambiar la llave', en: 'Replace the key' }} onConfirm={() => rotating.mutate()} isBusy={rotating.isPending} problem={rotating.error}
      >
        <p>{t({
          es: 'Desde ahora los reportes se sellan a una llave nueva, que reciben las personas de la lista con llave propia. Los anteriores se siguen abriendo con la de antes.',
          en: 'From now on reports are sealed to a new key, given to the people on the list who have a key of their own. Earlier ones still open with the key of then.',
        })}</p>
        <Without unit={unit} />
        {custodiansOf(unit) && <p>{t({ es: 'Los custodios siguen siendo los mismos.', en: 'The custodians stay the same.' })}</p>}
      </ConfirmDialog>
    </>
  )
}
