// Inviting a person: they get a link to choose a password; without mail, whoever invites hands it over.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PersonView } from '../../modules/accounts/model.ts'
import { ActForm, ButtonLink, PageFrame, useActForm, useLanguage, useText } from '../kit/kit.ts'
import { HandOver } from './hand-over.tsx'
import { PersonFields, type PersonEntries } from './person-fields.tsx'

interface Entries extends PersonEntries {
  email: string
  language: 'es' | 'en'
}

type Invited = PersonView & { link: string | null }

const up = { to: '/people', label: { es: 'Personas', en: 'People' } }

export const Invite = () => {
  const t = useText()
  const [invited, setInvited] = useState<Invited>()
  const initial: Entries = { name: '', email: '', institutionId: '', roles: [], territories: [], language: useLanguage() }
  const form = useActForm<Invited, Entries>({ method: 'POST', path: '/api/people', initial, invalidates: ['person', 'institution'], onDone: setInvited })
  if (invited) {
    return (
      <PageFrame title={{ es: 'Persona invitada', en: 'Person invited' }} up={up}>
        <HandOver name={invited.name} link={invited.link} />
        <p><ButtonLink to="/people">{t({ es: 'Volver a las personas', en: 'Back to the people' })}</ButtonLink></p>
      </PageFrame>
    )
  }
  return (
    <PageFrame title={{ es: 'Invitar a una persona', en: 'Invite a person' }} up={up}>
      <ActForm form={form} submit={{ es: 'Invitar', en: 'Invite' }}>
        <TextInput {...form.field('email')} label={t({ es: 'Correo', en: 'E-mail' })} type="email" autoComplete="off" required />
        <PersonFields form={form} />
        <Select
          {...form.field('language')} label={t({ es: 'Idioma', en: 'Language' })} allowDeselect={false}
          data={[{ value: 'es', label: 'Español' }, { value: 'en', label: 'English' }]}
        />
      </ActForm>
    </PageFrame>
  )
}
