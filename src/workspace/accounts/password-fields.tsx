// Choosing a password: one field that can be shown, and what makes a good one.
import { PasswordInput } from '@mantine/core'
import type { ComponentProps } from 'react'
import { passwordMinimum } from '../../modules/accounts/model.ts'
import { useText } from '../kit/kit.ts'

export const NewPassword = (field: ComponentProps<typeof PasswordInput>) => {
  const t = useText()
  return (
    <PasswordInput
      {...field} autoComplete="new-password" required
      label={t({ es: 'Contraseña nueva', en: 'New password' })}
      description={t({
        es: `Al menos ${String(passwordMinimum)} caracteres. Tres o cuatro palabras al azar son seguras y fáciles de recordar.`,
        en: `At least ${String(passwordMinimum)} characters. Three or four random words are safe and easy to remember.`,
      })}
    />
  )
}
