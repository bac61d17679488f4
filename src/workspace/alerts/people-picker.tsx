// Choosing single people by name or institution, for an audience or a closed desk.
import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import type { Recipients } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { useRead, useText } from '../kit/kit.ts'

interface PeoplePickerProps {
  label: Text
  hint: Text
  value: string[]
  onChange: (ids: string[]) => void
  id: string
  error?: ReactNode
}

type Found = Recipients['items'][number]

export const PeoplePicker = ({ label, hint, value, onChange, id, error }: PeoplePickerProps) => {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const found = useRead<Recipients>('/api/alerts/recipients', { q, ids: value.join(',') }, { keepsPrevious: true, topics: ['person'] })
  const people = found.data?.items ?? []
  const told = ({ name, institution, mayPublish }: Found): string => `${name} · ${institution}${mayPublish ? ` · ${t({ es: 'puede aprobar', en: 'may approve' })}` : ''}`
  const named = new Map(people.map((person) => [person.id, told(person)]))
  return (
    <MultiSelect
      id={id} label={t(label)} description={t(hint)} error={error} searchable clearable searchValue={typed} onSearchChange={setTyped} value={value} onChange={onChange}
      data={[...new Set([...value, ...named.keys()])].map((each) => ({ value: each, label: named.get(each) ?? '…' }))}
      filter={({ options }) => options.filter((option) => 'items' in option || !value.includes(String(option.value)))}
      nothingFoundMessage={t(found.isFetching ? { es: 'Buscando…', en: 'Searching…' } : { es: 'Nadie con ese nombre. Pruebe con otra palabra.', en: 'Nobody by that name. Try another word.' })}
    />
  )
}
