// The second factor of one's account: authenticator application, passkeys, recovery codes.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Factors } from '../../modules/accounts/model.ts'
import { announce, Facts, Read, Section, StateTag, useRead, useText } from '../kit/kit.ts'
import styles from './accounts.module.css'
import { PasskeyList } from './passkey-list.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { TotpEnrolment } from './totp-enrolment.tsx'

interface CodesProps {
  onCodes: (codes: readonly string[]) => void
}

export const SecondFactor = ({ onCodes }: CodesProps) => {
  const factors = useRead<Factors>('/api/factors')
  return (
    <Section title={{ es: 'Segundo factor', en: 'Second factor' }}>
      <Read of={factors}>
        {({ hasTotp, recoveryCodesLeft, passkeys }) => (
          <>
            <Facts items={[
              { label: { es: 'Aplicación de autenticación', en: 'Authenticator application' }, value: <Totp hasTotp={hasTotp} onCodes={onCodes} /> },
              { label: { es: 'Llaves de acceso', en: 'Passkeys' }, value: <PasskeyList passkeys={passkeys} onCodes={onCodes} /> },
              ...(hasTotp || passkeys.length > 0
                ? [{ label: { es: 'Códigos de recuperación', en: 'Recovery codes' }, value: <Recovery left={recoveryCodesLeft} onCodes={onCodes} /> }]
                : []),
            ]} />
          </>
        )}
      </Read>
    </Section>
  )
}

const Totp = ({ hasTotp, onCodes }: CodesProps & { hasTotp: boolean }) => {
  const t = useText()
  const [isRemoving, setRemoving] = useState(false)
  if (!hasTotp) return <TotpEnrolment onCodes={onCodes} />
  return (
    <div className={styles.row}>
      <StateTag kind="done" label={{ es: 'Activa', en: 'Active' }} />
      <Button variant="default" onClick={() => setRemoving(true)}>{t({ es: 'Quitar', en: 'Remove' })}</Button>
      <PasswordDialog
        isOpen={isRemoving} onClose={() => setRemoving(false)} path="/api/factors/totp/removal"
        title={{ es: 'Quitar la aplicación de autenticación', en: 'Remove the authenticator application' }} submit={{ es: 'Quitar', en: 'Remove' }}
        onDone={() => {
          setRemoving(false)
          announce(t({ es: 'Aplicación retirada.', en: 'Application removed.' }))
        }}
      />
    </div>
  )
}

const Recovery = ({ left, onCodes }: CodesProps & { left: number }) => {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className={styles.row}>
      <span>{t({ es: `Quedan ${String(left)}.`, en: `${String(left)} left.` })}</span>
      <Button variant="default" onClick={() => setAsking(true)}>{t({ es: 'Obtener códigos nuevos', en: 'Get new codes' })}</Button>
      <PasswordDialog<{ codes: string[] }>
        isOpen={isAsking} onClose={() => setAsking(false)} path="/api/factors/recovery-codes"
        title={{ es: 'Códigos de recuperación nuevos', en: 'New recovery codes' }} submit={{ es: 'Sustituir los anteriores', en: 'Replace the old ones' }}
        onDone={({ codes }) => {
          setAsking(false)
          onCodes(codes)
        }}
      />
    </div>
  )
}
