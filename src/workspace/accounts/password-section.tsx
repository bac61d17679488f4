// Changing one's password; every other session ends.
import { PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ActForm, announce, renewSession, Section, useActForm, useText } from '../kit/kit.ts'
import { NewPassword } from './password-fields.tsx'

export const PasswordSection = () => {
  const t = useText()
  const client = useQueryClient()
  const form = useActForm<unknown, { current: string; next: string }>({
    method: 'PUT', path: '/api/factors/password', initial: { current: '', next: '' },
    onDone: () => {
      form.reset()
      announce(t({ es: 'Contraseña cambiada. Las demás sesiones se cerraron.', en: 'Password changed. Every other session was ended.' }))
      void renewSession(client)
    },
  })
  return (
    <Section title={{ es: 'Contraseña', en: 'Password' }}>
      <ActForm form={form} submit={{ es: 'Cambiar la contraseña', en: 'Change the password' }}>
        <PasswordInput {...form.field('current')} label={t({ es: 'Contraseña actual', en: 'Current password' })} autoComplete="current-password" required />
        <NewPassword {...form.field('next')} />
      </ActForm>
    </Section>
  )
}
