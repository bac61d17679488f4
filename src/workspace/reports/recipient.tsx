// What a unit is sealed to now; somebody who was not given its newest key can read old things but not write.
import { Notice, useText } from '../kit/kit.ts'
import { useVault } from '../vault/vault.ts'

/** Undefined when this person does not hold the unit's current key. */
export const useRecipient = (unit: string): string | undefined => {
  const { identitiesOf } = useVault()
  return identitiesOf(unit).find(({ isCurrent }) => isCurrent)?.recipient
}

export const NoCurrentKey = () => {
  const t = useText()
  return (
    <Notice title={{ es: 'Su unidad cambió de llave', en: 'Your unit changed its key' }}>
      <p>{t({ es: 'Usted puede leer lo anterior, pero no escribir hasta que quien dirige la unidad le dé la llave nueva.', en: 'You can read what came before, but not write until whoever leads the unit gives you the new key.' })}</p>
    </Notice>
  )
}
