// Asks for the password before something that changes how the account opens.
import { PasswordInput } from '@mantine/core'
import type { Text } from '../../platform/text.ts'
import { ActForm, Dialog, useActForm, useText, type Reply } from '../kit/kit.ts'

interface PasswordDialogProps<T> {
  isOpen: boolean
  onClose: () => void
  title: Text
  submit: Text
  path: string
  onDone: (output: Reply<T>) => void
}

export const PasswordDialog = <T,>({ isOpen, onClose, title, ...rest }: PasswordDialogProps<T>) => (
  <Dialog isOpen={isOpen} onClose={onClose} title={title}><Proof {...rest} /></Dialog>
)

const Proof = <T,>({ submit, path, onDone }: Pick<PasswordDialogProps<T>, 'submit' | 'path' | 'onDone'>) => {
  const t = useText()
  const form = useActForm<T, { password: string }>({ method: 'POST', path, initial: { password: '' }, onDone })
  return (
    <ActForm form={form} submit={submit}>
      <PasswordInput {...form.field('password')} label={t({ es: 'Su contraseña actual', en: 'Your current password' })} autoComplete="current-password" required />
    </ActForm>
  )
}
