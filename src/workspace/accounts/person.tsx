// One person: what they may do here, and giving or withdrawing access.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PersonView } from '../../modules/accounts/model.ts'
import type { Text } from '../../platform/text.ts'
import {
  ActForm, announce, ConfirmDialog, PageFrame, Read, Section, useAct, useActForm, useParameter, useRead, useText, type Reply,
} from '../kit/kit.ts'
import styles from './accounts.module.css'
import { HandOver } from './hand-over.tsx'
import { PersonStateTag } from './people.tsx'
import { PersonFields, type PersonEntries } from './person-fields.tsx'

const nouns = ['person', 'people']

export const Person = () => {
  const id = useParameter('id')
  const person = useRead<PersonView>('/api/people/:id', { id }, { topics: nouns })
  return <Read of={person}>{(found) => <PersonScreen key={found.id} person={found} />}</Read>
}

const PersonScreen = ({ person }: { person: Reply<PersonView> }) => (
  <PageFrame
    title={person.name} lead={person.email} tags={<PersonStateTag state={person.state} />} up={{ to: '/people', label: { es: 'Personas', en: 'People' } }}
  >
    {person.allowed.includes('person.change') && <Change person={person} />}
    <Access person={person} />
  </PageFrame>
)

const Change = ({ person }: { person: PersonView }) => {
  const t = useText()
  const { id, name, institution, roles, territories } = person
  const initial: PersonEntries = { name, institutionId: institution.id, roles, territories }
  const form = useActForm<PersonView, PersonEntries>({
    method: 'PUT', path: '/api/people/:id', initial, also: { id }, invalidates: nouns,
    onDone: () => announce(t({ es: 'Cambios guardados.', en: 'Changes saved.' })),
  })
  return (
    <Section title={{ es: 'Quién es y qué puede hacer', en: 'Who they are and what they may do' }}>
      <ActForm form={form} submit={{ es: 'Guardar', en: 'Save' }}><PersonFields form={form} /></ActForm>
    </Section>
  )
}

interface Step {
  act: string
  path: string
  button: Text
  explains: Text
}

const steps: readonly Step[] = [
  {
    act: 'person.resetFactors', path: '/api/people/:id/new-access', button: { es: 'Dar acceso nuevo', en: 'Give new access' },
    explains: {
      es: 'Se retiran su contraseña, su segundo factor y sus códigos, se cierran sus sesiones y recibe un enlace nuevo. Compruebe antes, por otro medio, que es ella quien lo pide.',
      en: 'Their password, second factor and codes are withdrawn, their sessions end and they get a new link. First check by other means that it is they who ask.',
    },
  },
  {
    act: 'person.deactivate', path: '/api/people/:id/deactivation', button: { es: 'Desactivar la cuenta', en: 'Deactivate the account' },
    explains: { es: 'Sus sesiones se cierran ahora y no podrá entrar. Lo que hizo se conserva. Puede reactivarla.', en: 'Their sessions end now and they cannot sign in. What they did is kept. You can reactivate it.' },
  },
  {
    act: 'person.activate', path: '/api/people/:id/activation', button: { es: 'Reactivar la cuenta', en: 'Reactivate the account' },
    explains: { es: 'Podrá entrar de nuevo con lo que entraba.', en: 'They can sign in again as before.' },
  },
]

const Access = ({ person }: { person: Reply<PersonView> }) => {
  const [link, setLink] = useState<string | null>()
  const open = steps.filter(({ act }) => person.allowed.includes(act))
  if (open.length === 0) return null
  return (
    <Section title={{ es: 'Acceso', en: 'Access' }}>
      {link !== undefined && <HandOver name={person.name} link={link} />}
      <div className={styles.row}>{open.map((step) => <AccessStep key={step.act} step={step} id={person.id} onLink={setLink} />)}</div>
    </Section>
  )
}

const AccessStep = ({ step, id, onLink }: { step: Step; id: string; onLink: (link: string | null) => void }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const act = useAct<{ link?: string | null }>('POST', step.path, {
    invalidates: nouns,
    onDone: ({ link }) => {
      setOpen(false)
      if (link !== undefined) onLink(link)
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t(step.button)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={step.button} confirm={step.button}
        onConfirm={() => act.mutate({ id })} isBusy={act.isPending} problem={act.error}
      >
        <p>{t(step.explains)}</p>
      </ConfirmDialog>
    </>
  )
}
