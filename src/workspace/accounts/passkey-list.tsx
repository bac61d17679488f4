// One's passkeys: which there are, adding one, removing one.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Factors } from '../../modules/accounts/model.ts'
import { announce, ApiProblem, Notice, ProblemNotice, refresh, renewSession, useFormat, useText } from '../kit/kit.ts'
import styles from './accounts.module.css'
import { PasswordDialog } from './password-dialog.tsx'
import { canUsePasskeys, registerPasskey, type PasskeyOffer } from './webauthn.ts'

interface PasskeyListProps {
  passkeys: Factors['passkeys']
  onCodes: (codes: readonly string[]) => void
}

export const PasskeyList = ({ passkeys, onCodes }: PasskeyListProps) => {
  const t = useText()
  const { dateTime } = useFormat()
  const client = useQueryClient()
  const [removed, setRemoved] = useState<string>()
  return (
    <div>
      <ul className={styles.plain}>
        {passkeys.map(({ id, name, createdAt }) => (
          <li key={id} className={styles.row}>
            <span>{name} · {dateTime(createdAt)}</span>
            <Button variant="default" onClick={() => setRemoved(id)}>
              {t({ es: 'Quitar', en: 'Remove' })}<span className="visually-hidden"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <PasswordDialog
        isOpen={removed !== undefined} onClose={() => setRemoved(undefined)} path={`/api/factors/passkeys/${removed ?? ''}/removal`}
        title={{ es: 'Quitar la llave de acceso', en: 'Remove the passkey' }} submit={{ es: 'Quitar', en: 'Remove' }}
        onDone={() => {
          setRemoved(undefined)
          void refresh(client, ['factor'])
        }}
      />
      {canUsePasskeys() ? <AddPasskey onCodes={onCodes} /> : <Notice>{t({
        es: 'Este navegador no puede usar llaves de acceso en esta dirección.', en: 'This browser cannot use passkeys at this address.',
      })}</Notice>}
    </div>
  )
}

const AddPasskey = ({ onCodes }: Pick<PasskeyListProps, 'onCodes'>) => {
  const t = useText()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [name, setName] = useState('')
  const register = useMutation({
    mutationFn: (offer: PasskeyOffer) => registerPasskey(offer, name.trim() || t({ es: 'Llave de acceso', en: 'Passkey' })),
    onSuccess: async (codes) => {
      onCodes(codes)
      setName('')
      announce(t({ es: 'Llave de acceso añadida.', en: 'Passkey added.' }))
      await renewSession(client)
    },
  })
  return (
    <>
      {register.error instanceof ApiProblem && <ProblemNotice problem={register.error} />}
      <TextInput
        label={t({ es: 'Nombre de la llave nueva', en: 'Name of the new passkey' })} value={name} maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        description={t({ es: 'Para reconocerla: «portátil», «llavero».', en: 'To recognise it: “laptop”, “key ring”.' })}
      />
      <Button variant="default" mt="sm" onClick={() => setAsking(true)}>{t({ es: 'Añadir una llave de acceso', en: 'Add a passkey' })}</Button>
      <PasswordDialog<PasskeyOffer>
        isOpen={isAsking} onClose={() => setAsking(false)} path="/api/factors/passkey-offer"
        title={{ es: 'Añadir una llave de acceso', en: 'Add a passkey' }} submit={{ es: 'Seguir', en: 'Continue' }}
        onDone={(offer) => {
          setAsking(false)
          register.mutate(offer)
        }}
      />
    </>
  )
}
