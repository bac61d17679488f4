// Choosing corridors: those of the catalogue, or an origin and a destination of one's own.
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { CatalogueEntry } from '../../modules/catalogues/model/acts.ts'
import type { Text } from '../../platform/text.ts'
import { CataloguePicker, CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { useLanguage, useRead, useText } from '../kit/kit.ts'

interface CorridorFieldsProps {
  label: Text
  hint: Text
  value: string[]
  onChange: (codes: string[]) => void
  id: string
}

const isPair = (code: string): boolean => code.includes('>')

export const CorridorFields = ({ label, hint, value, onChange, id }: CorridorFieldsProps) => {
  const pairs = value.filter(isPair)
  return (
    <div>
      <CataloguesPicker label={label} hint={hint} kinds={['corridor']} id={id} value={value.filter((code) => !isPair(code))} onChange={(codes) => onChange([...codes, ...pairs])} />
      <Pairs pairs={pairs} onRemove={(pair) => onChange(value.filter((code) => code !== pair))} />
      <NewPair label={label} onAdd={(pair) => onChange([...new Set([...value, pair])])} />
    </div>
  )
}

const Pairs = ({ pairs, onRemove }: { pairs: readonly string[]; onRemove: (pair: string) => void }) => {
  const t = useText()
  const language = useLanguage()
  const codes = pairs.flatMap((pair) => pair.split('>')).join(',')
  const found = useRead<{ items: CatalogueEntry[] }>('/api/catalogues/search', { q: '', kinds: 'territory,country', codes, limit: 1 }, { keepsPrevious: true })
  const nameOf = (code: string): string => found.data?.items.find((entry) => entry.code === code)?.names[language] ?? code
  if (pairs.length === 0) return null
  return (
    <ul>
      {pairs.map((pair) => {
        const name = pair.split('>').map(nameOf).join(' → ')
        return (
          <li key={pair}>
            {name} <Button variant="subtle" size="compact-sm" onClick={() => onRemove(pair)} aria-label={t({ es: `Quitar ${name}`, en: `Remove ${name}` })}>{t({ es: 'Quitar', en: 'Remove' })}</Button>
          </li>
        )
      })}
    </ul>
  )
}

const NewPair = ({ label, onAdd }: { label: Text; onAdd: (pair: string) => void }) => {
  const t = useText()
  const [{ from, to }, choose] = useState<{ from: string | null; to: string | null }>({ from: null, to: null })
  const isWhole = from !== null && to !== null && from !== to
  return (
    <details>
      <summary>{t({ es: `${label.es}: otro origen y destino`, en: `${label.en}: another origin and destination` })}</summary>
      <Group gap="sm" align="end" mt="xs">
        <CataloguePicker label={{ es: 'Origen', en: 'Origin' }} kinds={['territory', 'country']} value={from} onChange={(code) => choose({ from: code, to })} />
        <CataloguePicker label={{ es: 'Destino', en: 'Destination' }} kinds={['territory', 'country']} value={to} onChange={(code) => choose({ from, to: code })} />
        <Button variant="default" aria-disabled={!isWhole} onClick={() => {
          if (!isWhole) return
          onAdd(`${from}>${to}`)
          choose({ from: null, to: null })
        }}>{t({ es: 'Añadir', en: 'Add' })}</Button>
      </Group>
    </details>
  )
}
