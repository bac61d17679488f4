// Making one's own key: the first one, or another when the passphrase is lost.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyRing } from '../../modules/units/model.ts'
import { announce, callAct, Notice, ProblemNotice, Progress, refresh, useSession, useText } from '../kit/kit.ts'
import { useNewPassphrase } from './passphrase-fields.tsx'
import styles from './vault.module.css'

const useMaking = (replaces: boolean, onDone: () => void) => {
  const t = useText()
  const client = useQueryClient()
  const person = useSession()?.person?.id ?? ''
  return useMutation({
    gcTime: 0,
    mutationFn: async (passphrase: string) => {
      const { makeOwnKey, openMade } = await import('./opening.ts')
      const made = await makeOwnKey(passphrase)
      const ring = await callAct<KeyRing>('POST', '/api/keys', { recipient: made.recipient, lock: made.lock, replaces })
      await openMade(ring, person, made)
    },
    onSuccess: async () => {
      announce(t({ es: 'Su llave está hecha y abierta.', en: 'Your key is made and open.' }))
      onDone()
      await refresh(client, ['key', 'unit'])
    },
  })
}

/** `replaces`: retires the key there is. */
export const MakeKey = ({ replaces = false, onDone = () => undefined }: { replaces?: boolean; onDone?: () => void }) => {
  const t = useText()
  const [isChecked, setChecked] = useState(false)
  const { passphrase, isReady, fields } = useNewPassphrase(isChecked)
  const making = useMaking(replaces, onDone)
  return (
    <form noValidate className={styles.form} onSubmit={(event) => {
      event.preventDefault()
      setChecked(true)
      if (isReady && !making.isPending) making.mutate(passphrase)
    }}>
      <ProblemNotice problem={making.error} />
      <Notice title={{ es: 'Esta frase no sale de su navegador', en: 'This passphrase never leaves your browser' }}>
        <p>{t({
          es: 'El nodo no la conoce y nadie la puede restablecer. Escríbala en papel y guárdelo bajo llave. Si la pierde, otra persona de su unidad le da acceso de nuevo.',
          en: 'The node does not know it and nobody can reset it. Write it on paper and lock the paper away. If you lose it, another person of your unit gives you access again.',
        })}</p>
      </Notice>
      {fields}
      {making.isPending
        ? <Progress label={{ es: 'Sellando su llave; tarda unos segundos a propósito', en: 'Sealing your key; it takes a few seconds on purpose' }} />
        : <Button type="submit">{t(replaces ? { es: 'Hacer una llave nueva', en: 'Make a new key' } : { es: 'Hacer mi llave', en: 'Make my key' })}</Button>}
    </form>
  )
}
