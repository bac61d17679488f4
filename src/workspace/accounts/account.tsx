// One's own account: the second factor, the password, open sessions.
import { useState } from 'react'
import { Notice, PageFrame, Section, useSession, useText } from '../kit/kit.ts'
import { PasswordSection } from './password-section.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SessionsSection } from './sessions-section.tsx'

export const Account = () => {
  const t = useText()
  const session = useSession()
  // Shown once: kept here so that reading the account anew does not lose them.
  const [codes, setCodes] = useState<readonly string[]>([])
  if (!session?.person) return null
  const { name, email, institution } = session.person
  return (
    <PageFrame title={{ es: 'Mi cuenta', en: 'My account' }} lead={`${name} · ${email} · ${institution.name}`}>
      {session.needsSecondFactor && (
        <Notice title={{ es: 'Falta un paso', en: 'One step to go' }}>
          <p>{t({
            es: 'Para trabajar aquí hace falta un segundo factor: así, una contraseña robada no basta. Añada abajo una aplicación de autenticación o una llave de acceso.',
            en: 'To work here you need a second factor, so that a stolen password is not enough. Add an authenticator application or a passkey below.',
          })}</p>
        </Notice>
      )}
      <RecoveryCodes codes={codes} onKept={() => setCodes([])} />
      <SecondFactor onCodes={setCodes} />
      <PasswordSection />
      <Section title={{ es: 'Sesiones abiertas', en: 'Open sessions' }} lead={t({
        es: 'Cierre la que no reconozca y cambie su contraseña.', en: 'End any you do not recognise and change your password.',
      })}>
        <SessionsSection />
      </Section>
    </PageFrame>
  )
}
