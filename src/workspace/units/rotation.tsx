// Replacing a unit's key: said before is who receives the new one, by the finger prints of their own keys, and who does not.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitView } from '../../modules/units/model.ts'
import { announce, ConfirmDialog, Notice, refresh, useSession, useText, type Reply } from '../kit/kit.ts'
import { FingerPrint, useVault } from '../vault/vault.ts'
import { giveNewKey, type Custodians } from './sealing.ts'

const custodiansNow = ({ keys }: UnitView) => keys.find(({ isCurrent }) => isCurrent)?.custodians ?? undefined

/** The custodians of the key there is, as long as both can still do their part. */
const custodiansOf = (unit: UnitView): Custodians | undefined => {
  const named = custodiansNow(unit)
  const [first, second] = [named?.first.id, named?.second.id].map((id) => unit.receivers.find(({ person }) => person === id))
  return named?.isReady && first && second ? { first, second } : undefined
}

const holdersOf = ({ members }: UnitView) => members.filter(({ isEntitled, holds }) => isEntitled && holds)

const useRotating = (unit: UnitView, onDone: () => void) => {
  const t = useText()
  const client = useQueryClient()
  const { prove } = useVault()
  return useMutation({
    mutationFn: () => giveNewKey(unit, 'rotation', { members: holdersOf(unit), custodians: custodiansOf(unit), prove }),
    onSuccess: async () => {
      announce(t({ es: 'Llave cambiada.', en: 'Key replaced.' }))
      onDone()
      await refresh(client, ['unit', 'key'])
    },
  })
}

const Prints = ({ people }: { people: readonly { person: string; name: string; recipient: string | null }[] }) => (
  <ul>{people.map(({ person, name, recipient }) => <li key={person}>{name}{recipient && <> · <FingerPrint recipient={recipient} /></>}</li>)}</ul>
)

/** Members who do not hold the key there is get none of a new one: their own was never compared. */
const Without = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const names = unit.members.filter(({ isEntitled, holds }) => isEntitled && !holds).map(({ name }) => name).join(', ')
  if (names === '') return null
  return (
    <p>{t({
      es: `No la reciben, porque tampoco tienen la de hoy: ${names}. Désela después en su fila, comparando la huella por teléfono.`,
      en: `Not given to, as they do not hold today’s either: ${names}. Give it afterwards in their row, comparing the finger print by telephone.`,
    })}</p>
  )
}

const Kept = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const custodians = custodiansOf(unit)
  if (custodians) return <><p>{t({ es: 'Los custodios siguen siendo los mismos:', en: 'The custodians stay the same:' })}</p><Prints people={[custodians.first, custodians.second]} /></>
  if (!custodiansNow(unit)) return null
  return (
    <p>{t({
      es: 'Los custodios no siguen: uno hizo otra llave o dejó su puesto. Nómbrelos de nuevo después.',
      en: 'The custodians do not stay: one made another key or left the post. Name them again afterwards.',
    })}</p>
  )
}

export const Rotation = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const me = useSession()?.person?.id
  const { identitiesOf } = useVault()
  const [isAsking, setAsking] = useState(false)
  const rotating = useRotating(unit, () => setAsking(false))
  if (!unit.allowed.includes('key.rotate') || identitiesOf(unit.id).length === 0) return null
  if (!holdersOf(unit).some(({ person }) => person === me)) {
    return <Notice>{t({
      es: 'Para cambiar la llave de la unidad, dé antes la de hoy a su llave propia nueva, en su fila. Si usted no la hizo, no lo haga y avise.',
      en: 'To replace the unit’s key, give today’s to your own new key first, in your row. If you did not make that one, do not, and tell somebody.',
    })}</Notice>
  }
  return (
    <>
      <Button variant={unit.rotation ? 'filled' : 'default'} onClick={() => setAsking(true)}>{t({ es: 'Cambiar la llave', en: 'Replace the key' })}</Button>
      <ConfirmDialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={{ es: 'Cambiar la llave de la unidad', en: 'Replace the unit’s key' }}
        confirm={{ es: 'Cambiar la llave', en: 'Replace the key' }} onConfirm={() => rotating.mutate()} isBusy={rotating.isPending} problem={rotating.error}
      >
        <p>{t({
          es: 'Desde ahora los reportes se sellan a una llave nueva, que reciben quienes tienen la de hoy. Los anteriores se siguen abriendo con la de antes.',
          en: 'From now on reports are sealed to a new key, given to those who hold today’s. Earlier ones still open with the key of then.',
        })}</p>
        <Prints people={holdersOf(unit)} />
        <Without unit={unit} />
        <Kept unit={unit} />
      </ConfirmDialog>
    </>
  )
}
