// The part of an alert's form that holds its words, in two languages: what happens, what everyone does, and what each reader does.
import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { readerNames, readers, type Reader } from '../../modules/alerts/model/codes.ts'
import { summaryAdvice } from '../../modules/alerts/model/templates.ts'
import { FieldGroup, useText } from '../kit/kit.ts'
import type { AlertFormState } from './alert-form.tsx'
import { nameOfField, useChoices } from './words.tsx'

interface FormPart {
  form: AlertFormState
}

export const Words = ({ form }: FormPart) => {
  const t = useText()
  const advice = summaryAdvice[form.values.content.kind]
  return (
    <>
      <FieldGroup title={{ es: '2. En español', en: '2. In Spanish' }} hint={{ es: 'Frases cortas. Ningún nombre de persona.', en: 'Short sentences. No names of people.' }}>
        <TextInput label={t(nameOfField('title.es'))} maxLength={160} {...form.field('content.title.es')} />
        <Textarea label={t(nameOfField('summary.es'))} description={t(advice)} autosize minRows={3} maxLength={4000} {...form.field('content.summary.es')} />
        <Textarea label={t(nameOfField('instructions.es'))} autosize minRows={3} maxLength={4000} {...form.field('content.instructions.es')} />
      </FieldGroup>
      <FieldGroup title={{ es: '3. En inglés', en: '3. In English' }} hint={{ es: 'Obligatorio si la alerta es pública.', en: 'Required when the alert is public.' }}>
        <TextInput label={t(nameOfField('title.en'))} maxLength={160} lang="en" {...form.field('content.title.en')} />
        <Textarea label={t(nameOfField('summary.en'))} autosize minRows={3} maxLength={4000} lang="en" {...form.field('content.summary.en')} />
        <Textarea label={t(nameOfField('instructions.en'))} autosize minRows={3} maxLength={4000} lang="en" {...form.field('content.instructions.en')} />
      </FieldGroup>
      <ForEachReader form={form} />
    </>
  )
}

const ForEachReader = ({ form }: FormPart) => {
  const t = useText()
  const choices = useChoices()
  const { content } = form.values
  const told = readers.filter((reader) => content.readers[reader] !== undefined)
  const missing = readers.filter((reader) => content.readers[reader] === undefined)
  const change = (parts: AlertFormState['values']['content']['readers']): void => form.set({ content: { ...content, readers: parts } })
  const remove = (reader: Reader): void => change(Object.fromEntries(Object.entries(content.readers).filter(([each]) => each !== reader)))
  return (
    <FieldGroup
      title={{ es: '4. Qué hace cada quien', en: '4. What each reader does' }}
      hint={{ es: 'Todos leen todas las partes; la propia va primero. Quite las que no vengan al caso.', en: 'Everyone reads every part; their own comes first. Remove those that do not apply.' }}
    >
      {told.map((reader) => (
        <div key={reader} role="group" aria-label={t(readerNames[reader])}>
          <Textarea label={t(nameOfField(`readers.${reader}.es`))} autosize minRows={2} maxLength={2000} {...form.field(`content.readers.${reader}.es`)} />
          <Textarea label={t(nameOfField(`readers.${reader}.en`))} autosize minRows={2} maxLength={2000} lang="en" {...form.field(`content.readers.${reader}.en`)} />
          <Button
            variant="subtle" size="compact-sm" onClick={() => remove(reader)}
            aria-label={t({ es: `Quitar la parte: ${readerNames[reader].es}`, en: `Remove the part: ${readerNames[reader].en}` })}
          >{t({ es: 'Quitar la parte', en: 'Remove the part' })}</Button>
        </div>
      ))}
      {missing.length > 0 && (
        <Select
          label={t({ es: 'Añadir una parte para', en: 'Add a part for' })} data={choices(missing, readerNames)} value={null}
          onChange={(reader) => reader && change({ ...content.readers, [reader]: { es: '', en: '' } })}
        />
      )}
    </FieldGroup>
  )
}
