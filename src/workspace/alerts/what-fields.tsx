// The part of an alert's form that says what happens and where, in codes that people can watch for.
import { Checkbox, MultiSelect, Select } from '@mantine/core'
import { documentNames, documentPatterns, vehicleNames, vehicles } from '../../modules/alerts/model/codes.ts'
import { alertKinds } from '../../modules/alerts/model/content.ts'
import { kindNames } from '../../modules/alerts/model/templates.ts'
import { CataloguePicker, CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { FieldGroup, useText } from '../kit/kit.ts'
import type { AlertFields, AlertFormState } from './alert-form.tsx'
import { CorridorFields } from './corridor-fields.tsx'
import { nameOfField, useChoices } from './words.tsx'

export const WhatAndWhere = ({ form }: { form: AlertFormState }) => {
  const t = useText()
  const choices = useChoices()
  const { content } = form.values
  const change = (some: Partial<AlertFields['content']>): void => form.set({ content: { ...content, ...some } })
  return (
    <FieldGroup
      title={{ es: '1. Qué y dónde', en: '1. What and where' }}
      hint={{ es: 'Con estos códigos la encuentra quien los vigila.', en: 'By these codes those who watch for them find it.' }}
    >
      <Select label={t(nameOfField('kind'))} data={choices(alertKinds, kindNames)} allowDeselect={false} {...form.field('content.kind')} />
      <Checkbox
        label={t({ es: 'Es un ejercicio: se practica, nada de esto ocurre', en: 'It is an exercise: practised, none of it is happening' })}
        description={t({ es: 'Lo dirán la pantalla, el aviso y el mensaje CAP. Una vez publicada no se puede cambiar.', en: 'The screen, the notice and the CAP message will say so. Once published it cannot be changed.' })}
        {...form.field('content.isExercise', 'checkbox')}
      />
      <CataloguePicker label={nameOfField('offence')} kinds={['offence']} value={content.offence} onChange={(offence) => change({ offence })} id={form.idOf('content.offence')} />
      <CataloguesPicker
        label={nameOfField('territories')} kinds={['territory', 'country']} id={form.idOf('content.territories')}
        value={content.territories} onChange={(territories) => change({ territories })}
      />
      <CataloguesPicker
        label={nameOfField('borderPoints')} hint={{ es: 'Si se conoce el paso exacto.', en: 'When the exact crossing is known.' }} kinds={['border-point']} id={form.idOf('content.borderPoints')}
        value={content.borderPoints} onChange={(borderPoints) => change({ borderPoints })}
      />
      <CorridorFields
        label={nameOfField('corridors')} hint={{ es: 'La ruta, si la hay.', en: 'The route, if there is one.' }} id={form.idOf('content.corridors')}
        value={content.corridors} onChange={(corridors) => change({ corridors })}
      />
      <MultiSelect label={t(nameOfField('vehicles'))} data={choices(vehicles, vehicleNames)} searchable clearable {...form.field('content.vehicles')} />
      <MultiSelect label={t(nameOfField('documents'))} data={choices(documentPatterns, documentNames)} searchable clearable {...form.field('content.documents')} />
    </FieldGroup>
  )
}
