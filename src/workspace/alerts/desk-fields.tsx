// The part of an alert's form that says who prepares and reviews it: everyone whose duty it is, or only the people named.
import { Checkbox } from '@mantine/core'
import type { AlertContent } from '../../modules/alerts/model/content.ts'
import { FieldGroup, useText } from '../kit/kit.ts'
import type { AlertFormState } from './alert-form.tsx'
import { PeoplePicker } from './people-picker.tsx'
import { nameOfField } from './words.tsx'

export const DeskFields = ({ form }: { form: AlertFormState }) => {
  const t = useText()
  const { content } = form.values
  const { desk } = content
  const change = (some: Partial<AlertContent['desk']>): void => form.set({ content: { ...content, desk: { ...desk, ...some } } })
  return (
    <FieldGroup title={{ es: '9. Quién la prepara y revisa', en: '9. Who prepares and reviews it' }}>
      <Checkbox
        label={t({ es: 'Mesa cerrada: solo quien la escribió y las personas que nombre', en: 'Closed desk: only its author and the people you name' })}
        description={t({ es: 'TLP:RED la exige. Nombre al menos a una persona que pueda aprobarla.', en: 'TLP:RED requires it. Name at least one person who may approve it.' })}
        {...form.field('content.desk.isClosed', 'checkbox')}
      />
      {desk.isClosed && (
        <PeoplePicker
          label={nameOfField('desk.people')} hint={{ es: 'Quien no redacte ni apruebe alertas no la verá, aunque la nombre.', en: 'Somebody who neither drafts nor approves alerts will not see it, even when named.' }}
          id={form.idOf('content.desk.people')} value={desk.people} onChange={(people) => change({ people })}
        />
      )}
    </FieldGroup>
  )
}
