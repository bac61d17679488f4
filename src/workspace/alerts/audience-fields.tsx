// Choosing whom an alert is for and how far it may travel, with how many people it would reach shown while one chooses.
import { Checkbox, Group, MultiSelect, Radio } from '@mantine/core'
import { institutionKindNames, institutionKinds, roleNames, roles, type InstitutionView } from '../../modules/accounts/model.ts'
import { tlpLevels, tlpMeanings, type Audience } from '../../modules/alerts/model/content.ts'
import { CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { FieldGroup, Notice, Read, TlpTag, useRead, useText } from '../kit/kit.ts'
import type { AlertFormState } from './alert-form.tsx'
import { CorridorFields } from './corridor-fields.tsx'
import { PeoplePicker } from './people-picker.tsx'
import { nameOfField, useChoices } from './words.tsx'

export const AudienceFields = ({ form }: { form: AlertFormState }) => {
  const t = useText()
  const choices = useChoices()
  const institutions = useRead<{ items: InstitutionView[] }>('/api/institutions')
  const { content } = form.values
  const { audience } = content
  const change = (some: Partial<Audience>): void => form.set({ content: { ...content, audience: { ...audience, ...some } } })
  return (
    <>
      <Handling form={form} />
      <FieldGroup
        title={{ es: '8. Para quién es', en: '8. Whom it is for' }}
        hint={{
          es: 'La recibe quien cumple todas las listas que llene; en cada lista basta una coincidencia. Institución y tipo cuentan como una sola lista; territorios, corredores y pasos, también. Las personas que nombre la reciben además.',
          en: 'It is received by whoever matches every list you fill in; within a list one match is enough. Institution and kind count as one list; so do territories, corridors and crossings. The people you name receive it besides.',
        }}
      >
        <Choices form={form} name="audience.roles" choices={choices(roles, roleNames)} />
        <MultiSelect
          label={t(nameOfField('audience.institutions'))} searchable clearable
          data={(institutions.data?.items ?? []).map(({ id, name, country }) => ({ value: id, label: `${name} (${country})` }))}
          {...form.field('content.audience.institutions')}
        />
        <Choices form={form} name="audience.institutionKinds" choices={choices(institutionKinds, institutionKindNames)} />
        <CataloguesPicker
          label={nameOfField('audience.territories')} kinds={['territory', 'country']} id={form.idOf('content.audience.territories')}
          value={audience.territories} onChange={(territories) => change({ territories })}
        />
        <CataloguesPicker
          label={nameOfField('audience.borderPoints')} hint={{ es: 'Quien responde por los territorios que se tocan en el paso.', en: 'Those who answer for the territories that meet at the crossing.' }}
          kinds={['border-point']} id={form.idOf('content.audience.borderPoints')} value={audience.borderPoints} onChange={(borderPoints) => change({ borderPoints })}
        />
        <CorridorFields
          label={nameOfField('audience.corridors')} hint={{ es: 'Quien responde por los territorios que cruza, o por su origen y su destino.', en: 'Those who answer for the territories it crosses, or for its origin and destination.' }}
          id={form.idOf('content.audience.corridors')} value={audience.corridors} onChange={(corridors) => change({ corridors })}
        />
        <PeoplePicker
          label={nameOfField('audience.people')} hint={{ es: 'Por nombre o institución.', en: 'By name or institution.' }} id={form.idOf('content.audience.people')}
          value={audience.people} onChange={(people) => change({ people })}
        />
        <Reach audience={audience} />
        <Checkbox
          label={t({ es: 'También es pública: sale en la página de alertas, sin entrar al sistema', en: 'It is also public: it appears on the public page of alerts, without signing in' })}
          {...form.field('content.audience.isPublic', 'checkbox')}
        />
      </FieldGroup>
    </>
  )
}

interface ChoicesProps {
  form: AlertFormState
  name: 'audience.roles' | 'audience.institutionKinds'
  choices: readonly { value: string; label: string }[]
}

/** A short list shown whole: nothing to open, every choice one key away. */
const Choices = ({ form, name, choices }: ChoicesProps) => (
  <Checkbox.Group label={useText()(nameOfField(name))} {...form.field(`content.${name}`)}>
    <Group gap="md" mt={4}>{choices.map(({ value, label }) => <Checkbox key={value} value={value} label={label} />)}</Group>
  </Checkbox.Group>
)

const Handling = ({ form }: { form: AlertFormState }) => {
  const t = useText()
  const { content } = form.values
  return (
    <FieldGroup title={{ es: '7. Hasta dónde puede llegar (TLP 2.0)', en: '7. How far it may travel (TLP 2.0)' }}>
      {tlpLevels.map((tlp) => (
        <Radio
          key={tlp} name="tlp" value={tlp} checked={content.tlp === tlp} onChange={() => form.set({ content: { ...content, tlp } })}
          label={<TlpTag tlp={tlp} />} description={t(tlpMeanings[tlp])}
        />
      ))}
    </FieldGroup>
  )
}

interface ReachView {
  people: number
  institutions: number
}

const Reach = ({ audience: { isPublic: _isPublic, ...named } }: { audience: Audience }) => {
  const t = useText()
  const reach = useRead<ReachView>('/api/alerts/reach', named, { keepsPrevious: true, topics: ['person'] })
  return (
    <div aria-live="polite">
      <Read of={reach}>{(now) => <Notice><strong>{t(reachInWords(now))}</strong></Notice>}</Read>
    </div>
  )
}

/** «Llegará a 12 personas de 3 instituciones.» */
export const reachInWords = ({ people, institutions }: ReachView) => {
  if (people === 0) return { es: 'Así no llegará a nadie en el sistema.', en: 'As it is, it will reach nobody in the system.' }
  const [persons, personsEn] = people === 1 ? ['1 persona', '1 person'] : [`${people} personas`, `${people} people`]
  const [places, placesEn] = institutions === 1 ? ['1 institución', '1 institution'] : [`${institutions} instituciones`, `${institutions} institutions`]
  return { es: `Llegará a ${persons} de ${places}.`, en: `It will reach ${personsEn} of ${placesEn}.` }
}
