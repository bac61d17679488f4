// Signing in: password, then the code when the account has one; or a passkey; or, in a demonstration, one of its people.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { roleNames, type DemonstrationPeople } from '../../modules/accounts/model.ts'
import type { z } from 'zod'
import { ActForm, ApiProblem, DataTable, Notice, PageFrame, Section, useActForm, useRead, useSession, useText, type ActFormState } from '../kit/kit.ts'
import { useArrive } from './arrival.ts'
import { useCountries } from './countries.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'

interface Entries extends Record<string, unknown> {
  email: string
  password: string
  code: string
  recoveryCode: string
}

/** What the account still asks for after a right password. */
type Step = 'password' | 'code' | 'recovery'

const nextStep: Record<string, Step> = { 'session.codeNeeded': 'code', 'session.passkeyNeeded': 'recovery' }

const filled = ({ email, password, code, recoveryCode }: Entries): Record<string, unknown> => ({
  email, password, ...(code && { code }), ...(recoveryCode && { recoveryCode }),
})

const useSignIn = () => {
  const arrive = useArrive()
  const [step, setStep] = useState<Step>('password')
  const form = useActForm<unknown, Entries>({
    method: 'POST', path: '/api/session', initial: { email: '', password: '', code: '', recoveryCode: '' }, toInput: filled, onDone: arrive,
  })
  const { act } = form
  const next = act.error instanceof ApiProblem ? nextStep[act.error.code] : undefined
  useEffect(() => {
    if (!next) return
    setStep(next)
    act.reset()
  }, [next, act])
  return { form, step, setStep }
}

export const SignIn = () => {
  const t = useText()
  const isDemonstration = useSession()?.isDemonstration ?? false
  const { form, step, setStep } = useSignIn()
  return (
    <PageFrame title={{ es: 'Entrar', en: 'Sign in' }}>
      <ActForm form={form} submit={{ es: 'Entrar', en: 'Sign in' }} others={<PasskeySignIn />}>
        <TextInput {...form.field('email')} label={t({ es: 'Correo', en: 'E-mail' })} type="email" autoComplete="username" required />
        <PasswordInput {...form.field('password')} label={t({ es: 'Contraseña', en: 'Password' })} autoComplete="current-password" required />
        <SecondStep form={form} step={step} onStep={setStep} />
      </ActForm>
      {isDemonstration && <DemonstrationList onChoose={(email, password) => {
        form.set({ email, password })
        document.getElementById(form.idOf('email'))?.focus()
      }} />}
    </PageFrame>
  )
}

interface SecondStepProps {
  form: ActFormState<unknown, Entries>
  step: Step
  onStep: (step: Step) => void
}

const SecondStep = ({ form, step, onStep }: SecondStepProps) => {
  const t = useText()
  if (step === 'password') return null
  if (step === 'recovery') {
    return (
      <TextInput
        {...form.field('recoveryCode')} label={t({ es: 'Código de recuperación', en: 'Recovery code' })} autoFocus autoComplete="off"
        description={t({ es: 'Uno de los diez que guardó; cada uno sirve una vez.', en: 'One of the ten you kept; each works once.' })}
      />
    )
  }
  return (
    <>
      <TextInput
        {...form.field('code')} label={t({ es: 'Código', en: 'Code' })} inputMode="numeric" autoComplete="one-time-code" autoFocus
        description={t({ es: 'Las seis cifras que muestra ahora su aplicación de autenticación.', en: 'The six digits your authenticator application shows now.' })}
      />
      <p>
        <Button variant="subtle" onClick={() => {
          form.set({ code: '' })
          onStep('recovery')
        }}>{t({ es: 'No tengo el teléfono: usar un código de recuperación', en: 'I do not have the phone: use a recovery code' })}</Button>
      </p>
    </>
  )
}

type Shown = z.infer<typeof DemonstrationPeople>['items'][number]

const DemonstrationList = ({ onChoose }: { onChoose: (email: string, password: string) => void }) => {
  const t = useText()
  const { nameOf } = useCountries()
  const people = useRead<{ items: Shown[] }>('/api/demonstration-people')
  return (
    <Section title={{ es: 'Entrar como…', en: 'Sign in as…' }} lead={<Notice>{t({
      es: 'Este nodo es una demostración: las personas y los datos son inventados. Elija una y pulse «Entrar».',
      en: 'This node is a demonstration: its people and data are made up. Choose one and press “Sign in”.',
    })}</Notice>}>
      <DataTable
        caption={{ es: 'Personas de la demostración', en: 'People of the demonstration' }} hidesCaption
        rows={people.data?.items ?? []} rowKey={({ email }) => email}
        columns={[
          {
            key: 'name', label: { es: 'Persona', en: 'Person' }, value: ({ name }) => name,
            cell: ({ name, email, password }) => <Button variant="default" onClick={() => onChoose(email, password)}>{name}</Button>,
          },
          { key: 'role', label: { es: 'Papel', en: 'Role' }, value: ({ roles }) => roles.map((role) => t(roleNames[role])).join(', ') },
          { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
          { key: 'country', label: { es: 'País', en: 'Country' }, value: ({ country }) => nameOf(country) },
        ]}
      />
    </Section>
  )
}
