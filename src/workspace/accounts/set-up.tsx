// The first set-up of an empty node: who looks after it, and the institution it belongs to.
import { Select, TextInput } from '@mantine/core'
import { institutionKindNames, institutionKinds, type InstitutionKind } from '../../modules/accounts/model.ts'
import { ActForm, AppLink, FieldGroup, PageFrame, useActForm, useLanguage, useSession, useText } from '../kit/kit.ts'
import { useArrive } from './arrival.ts'
import { useCountries } from './countries.ts'
import { NewPassword } from './password-fields.tsx'

interface Entries extends Record<string, unknown> {
  code: string
  institution: { name: string; kind: InstitutionKind; country: string }
  name: string
  email: string
  password: string
}

const blank: Entries = { code: '', institution: { name: '', kind: 'secretariat', country: 'MX' }, name: '', email: '', password: '' }

export const SetUp = () => {
  const t = useText()
  const session = useSession()
  if (session && !session.needsSetUp) {
    return (
      <PageFrame title={{ es: 'Este nodo ya está en marcha', en: 'This node is already set up' }}>
        <p><AppLink to="/sign-in">{t({ es: 'Entrar', en: 'Sign in' })}</AppLink></p>
      </PageFrame>
    )
  }
  return (
    <PageFrame title={{ es: 'Poner en marcha el nodo', en: 'Set up the node' }} lead={t({
      es: 'Cree la primera cuenta: la de quien administra. Después podrá invitar a las demás personas.',
      en: 'Create the first account: the administrator’s. Afterwards you can invite everyone else.',
    })}>
      <SetUpForm />
    </PageFrame>
  )
}

const SetUpForm = () => {
  const t = useText()
  const { options } = useCountries()
  const form = useActForm<unknown, Entries>({ method: 'POST', path: '/api/set-up', initial: blank, also: { language: useLanguage() }, onDone: useArrive() })
  return (
    <ActForm form={form} submit={{ es: 'Crear la cuenta', en: 'Create the account' }}>
      <TextInput
        {...form.field('code')} label={t({ es: 'Código de puesta en marcha', en: 'Set-up code' })} autoComplete="off" required
        description={t({ es: 'Está en la terminal donde arrancó el nodo.', en: 'It is in the terminal where the node was started.' })}
      />
      <FieldGroup title={{ es: 'Institución', en: 'Institution' }}>
        <TextInput {...form.field('institution.name')} label={t({ es: 'Nombre', en: 'Name' })} autoComplete="organization" required />
        <Select
          {...form.field('institution.kind')} label={t({ es: 'Clase', en: 'Kind' })} allowDeselect={false}
          data={institutionKinds.map((kind) => ({ value: kind, label: t(institutionKindNames[kind]) }))}
        />
        <Select {...form.field('institution.country')} label={t({ es: 'País', en: 'Country' })} data={options} searchable allowDeselect={false} />
      </FieldGroup>
      <FieldGroup title={{ es: 'Quien administra', en: 'Administrator' }}>
        <TextInput {...form.field('name')} label={t({ es: 'Nombre', en: 'Name' })} autoComplete="name" required />
        <TextInput {...form.field('email')} label={t({ es: 'Correo', en: 'E-mail' })} type="email" autoComplete="username" required />
        <NewPassword {...form.field('password')} />
      </FieldGroup>
    </ActForm>
  )
}
