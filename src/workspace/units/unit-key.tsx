// The unit's own key: making it, replacing it when somebody who held it is gone, and taking it out.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { UnitView } from '../../modules/units/model.ts'
import { announce, Notice, refresh, useSession, useText, type Reply } from '../kit/kit.ts'
import { useVault } from '../vault/vault.ts'
import { ExportIdentity } from './export-identity.tsx'
import { Rotation } from './rotation.tsx'
import { giveNewKey } from './sealing.ts'
import styles from './units.module.css'

/** The first key, for whoever makes it: others are given it afterwards. */
const useMaking = (unit: UnitView) => {
  const t = useText()
  const client = useQueryClient()
  const me = useSession()?.person?.id
  const { prove } = useVault()
  return useMutation({
    mutationFn: () => giveNewKey(unit, 'key', { members: unit.members.filter(({ person }) => person === me), custodians: undefined, prove }),
    onSuccess: async () => {
      announce(t({ es: 'Llave hecha. Ahora désela a otra persona.', en: 'Key made. Now give it to another person.' }))
      await refresh(client, ['unit', 'key'])
    },
  })
}

export const UnitKey = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const { identitiesOf } = useVault()
  const making = useMaking(unit)
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
      <div className={styles.actions}>
        <Rotation unit={unit} />
        <ExportIdentity unit={unit} />
      </div>
    </>
  )
}
