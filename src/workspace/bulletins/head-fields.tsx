// The head of a bulletin: its period, title and lead, in both languages.
import { Group, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { BulletinContent } from '../../modules/bulletins/model.ts'
import type { Text } from '../../platform/text.ts'
import { FieldGroup, useText } from '../kit/kit.ts'

interface WordsFieldsProps {
  label: Text
  value: Text
  onChange: (value: Text) => void
  isLong?: boolean
}

/** One text in Spanish and in English, side by side. */
export const WordsFields = ({ label, value, onChange, isLong }: WordsFieldsProps) => {
  const t = useText()
  const Field = isLong ? Textarea : TextInput
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {(['es', 'en'] as const).map((language) => (
        <Field
          key={language} label={`${t(label)} (${language === 'es' ? 'español' : 'English'})`} value={value[language]} lang={language}
          {...(isLong && { autosize: true, minRows: 2 })} onChange={(event: { currentTarget: { value: string } }) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  )
}

export const HeadFields = ({ content, set }: { content: BulletinContent; set: (part: Partial<BulletinContent>) => void }) => {
  const t = useText()
  return (
    <FieldGroup title={{ es: 'De qué trata', en: 'What it is about' }}>
      <Group>
        <TextInput type="date" required label={t({ es: 'Primer día', en: 'First day' })} value={content.from} onChange={(event) => set({ from: event.currentTarget.value })} />
        <TextInput type="date" required label={t({ es: 'Último día', en: 'Last day' })} value={content.to} onChange={(event) => set({ to: event.currentTarget.value })} />
      </Group>
      <WordsFields label={{ es: 'Título', en: 'Title' }} value={content.title} onChange={(title) => set({ title })} />
      <WordsFields isLong label={{ es: 'Entrada: lo más importante, en dos frases', en: 'Lead: what matters most, in two sentences' }} value={content.lead} onChange={(lead) => set({ lead })} />
    </FieldGroup>
  )
}
