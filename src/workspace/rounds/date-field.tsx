// A date, by the browser's own field.
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import { useText } from '../kit/kit.ts'

interface DateFieldProps {
  label: Text
  hint?: Text
  value: string
  onChange: (day: string) => void
  error?: ReactNode
}

export const DateField = ({ label, hint, value, onChange, error }: DateFieldProps) => {
  const t = useText()
  return <TextInput type="date" label={t(label)} value={value} onChange={(event) => onChange(event.currentTarget.value)} maw={240} {...(hint && { description: t(hint) })} {...(error !== undefined && { error })} />
}
