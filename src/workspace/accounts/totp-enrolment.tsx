// Adding an authenticator application: password, QR code, first code.
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TotpOffer } from '../../modules/accounts/model.ts'
import { ActForm, announce, QrCode, renewSession, useActForm, useText } from '../kit/kit.ts'
import styles from './accounts.module.css'
import { PasswordDialog } from './password-dialog.tsx'

interface EnrolmentProps {
  onCodes: (codes: readonly string[]) => void
}

export const TotpEnrolment = ({ onCodes }: EnrolmentProps) => {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const [offer, setOffer] = useState<TotpOffer>()
  if (offer) return <Confirmation offer={offer} onCodes={onCodes} />
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t({ es: 'Añadir una aplicación', en: 'Add an application' })}</Button>
      <PasswordDialog<TotpOffer>
        isOpen={isAsking} onClose={() => setAsking(false)} path="/api/factors/totp"
        title={{ es: 'Añadir una aplicación de autenticación', en: 'Add an authenticator application' }} submit={{ es: 'Seguir', en: 'Continue' }}
        onDone={setOffer}
      />
    </>
  )
}

const Confirmation = ({ offer, onCodes }: EnrolmentProps & { offer: TotpOffer }) => {
  const t = useText()
  const client = useQueryClient()
  const form = useActForm<{ codes: string[] }, { code: string }>({
    method: 'POST', path: '/api/factors/totp/confirmation', initial: { code: '' },
    onDone: ({ codes }) => {
      onCodes(codes)
      announce(t({ es: 'Aplicación añadida.', en: 'Application added.' }))
      void renewSession(client)
    },
  })
  return (
    <div>
      <p>{t({
        es: 'Abra en su teléfono una aplicación de autenticación (Aegis, FreeOTP, Google Authenticator…) y lea este código:',
        en: 'Open an authenticator application on your phone (Aegis, FreeOTP, Google Authenticator…) and scan this code:',
      })}</p>
      <QrCode qr={offer.qr} label={{ es: 'Código QR para su aplicación de autenticación', en: 'QR code for your authenticator application' }} />
      <p>{t({ es: 'O escriba esta clave a mano: ', en: 'Or type this key by hand: ' })}<span className={styles.secret}>{offer.secret.replace(/(.{4})/g, '$1 ')}</span></p>
      <ActForm form={form} submit={{ es: 'Confirmar', en: 'Confirm' }}>
        <TextInput {...form.field('code')} label={t({ es: 'Código que muestra ahora', en: 'Code it shows now' })} inputMode="numeric" autoComplete="one-time-code" required />
      </ActForm>
    </div>
  )
}
