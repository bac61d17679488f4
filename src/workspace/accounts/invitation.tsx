// Accepting an invitation: the link's token stays in the address's fragment, which browsers never send.
import { useEffect } from 'react'
import { ActForm, Loading, PageFrame, ProblemNotice, useAct, useActForm, useFormat, useText } from '../kit/kit.ts'
import { useArrive } from './arrival.ts'
import { NewPassword } from './password-fields.tsx'

interface Opened {
  name: string
  email: string
  institution: string
  purpose: 'join' | 'renew'
  expiresAt: string
}

const tokenHere = (): string => location.hash.slice(1)

export const Invitation = () => {
  const open = useAct<Opened>('POST', '/api/invitations/opened')
  const { mutate, data } = open
  useEffect(() => mutate({ token: tokenHere() }), [mutate])
  if (data) return <Accept invitation={data} />
  return (
    <PageFrame title={{ es: 'Invitación', en: 'Invitation' }}>
      {open.isError ? <ProblemNotice problem={open.error} /> : <Loading />}
    </PageFrame>
  )
}

const Accept = ({ invitation }: { invitation: Opened }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const form = useActForm<unknown, { password: string }>({
    method: 'POST', path: '/api/invitations/accepted', initial: { password: '' }, also: { token: tokenHere() }, onDone: useArrive(),
  })
  const { name, email, institution, purpose, expiresAt } = invitation
  const title = purpose === 'join' ? { es: `Hola, ${name}`, en: `Hello, ${name}` } : { es: 'Renovar el acceso', en: 'Renew your access' }
  return (
    <PageFrame title={title} lead={t({
      es: `Elija la contraseña con la que entrará como ${email} (${institution}). El enlace sirve una vez, hasta el ${dateTime(expiresAt)}.`,
      en: `Choose the password you will sign in with as ${email} (${institution}). The link works once, until ${dateTime(expiresAt)}.`,
    })}>
      <ActForm form={form} submit={{ es: 'Guardar y entrar', en: 'Save and sign in' }}>
        <NewPassword {...form.field('password')} />
      </ActForm>
    </PageFrame>
  )
}
