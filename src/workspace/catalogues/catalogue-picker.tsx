// Choosing entries of the catalogues (territories, offences …) by typing what one remembers; used by the forms of every screen.
import { MultiSelect, Select, Text as Line, type ComboboxItem, type OptionsFilter } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import type { CatalogueEntry, CatalogueKind } from '../../modules/catalogues/model/acts.ts'
import type { Text } from '../../platform/text.ts'
import { useLanguage, useRead, useText } from '../kit/kit.ts'

interface PickerBasics {
  label: Text
  hint?: Text
  kinds: readonly CatalogueKind[]
  /** Only entries of this country (alpha-2). */
  country?: string
  id?: string
  name?: string
  required?: boolean
  disabled?: boolean
  error?: ReactNode
}

const words = {
  nothing: { es: 'Nada parecido. Pruebe con otra palabra.', en: 'Nothing similar. Try another word.' },
  typing: { es: 'Escriba para buscar; no importan los acentos.', en: 'Type to search; accents do not matter.' },
  searching: { es: 'Buscando…', en: 'Searching…' },
} satisfies Record<string, Text>

/** The server has ordered and chosen; what is already picked is only there to be named. */
const withoutPicked = (codes: readonly string[]): OptionsFilter => ({ options }) =>
  options.filter((option) => 'items' in option || !codes.includes(String(option.value)))

/** What both pickers share: the search as one types, and the names of what is already chosen. */
const usePicker = ({ label, hint, kinds, country, ...rest }: PickerBasics, codes: readonly string[]) => {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const language = useLanguage()
  const t = useText()
  const found = useRead<{ items: CatalogueEntry[] }>('/api/catalogues/search', { q, kinds: kinds.join(','), country, codes: codes.join(','), limit: 12 }, { keepsPrevious: true })
  const entries = new Map((found.data?.items ?? []).map((entry) => [entry.code, entry]))
  return {
    ...rest,
    label: t(label),
    description: t(hint ?? words.typing),
    data: [...new Set([...codes, ...entries.keys()])].map((code) => ({ value: code, label: entries.get(code)?.names[language] ?? code })),
    searchable: true as const,
    searchValue: typed,
    onSearchChange: setTyped,
    filter: withoutPicked(codes),
    nothingFoundMessage: t(found.isFetching ? words.searching : typed === '' ? words.typing : words.nothing),
    renderOption: ({ option }: { option: ComboboxItem }) => (
      <span>
        {option.label}
        <Line span c="dimmed" size="sm" display="block">{entries.get(option.value)?.context[language]}</Line>
      </span>
    ),
  }
}

/** One entry: `value` is its code. */
export const CataloguePicker = ({ value, onChange, ...basics }: PickerBasics & { value: string | null; onChange: (code: string | null) => void }) => (
  <Select {...usePicker(basics, value ? [value] : [])} value={value} onChange={onChange} clearable allowDeselect={false} />
)

/** Several entries: `value` holds their codes. */
export const CataloguesPicker = ({ value, onChange, ...basics }: PickerBasics & { value: string[]; onChange: (codes: string[]) => void }) => (
  <MultiSelect {...usePicker(basics, value)} value={value} onChange={onChange} clearable />
)
