// Two versions of an alert side by side, field by field: all of them to those behind it, those received to everyone else.
import { Select } from '@mantine/core'
import { useState } from 'react'
import type { AlertView, Comparison } from '../../modules/alerts/model/views.ts'
import { DiffTable, FilterBar, Read, Section, useRead, useText } from '../kit/kit.ts'
import { nameOfField, useValueInWords } from './words.tsx'

/** Nothing while there is only one. */
export const Versions = ({ alert }: { alert: AlertView }) => (alert.comparable.length > 1 ? <TwoVersions alert={alert} /> : null)

const TwoVersions = ({ alert }: { alert: AlertView }) => {
  const t = useText()
  const numbers = alert.comparable
  const [chosen, choose] = useState<{ before: number; after: number }>()
  const { before, after } = chosen ?? { before: numbers.at(-2)!, after: numbers.at(-1)! }
  const choices = numbers.map((number) => ({ value: String(number), label: t({ es: `Versión ${number}`, en: `Version ${number}` }) }))
  return (
    <Section title={alert.workshop ? { es: 'Comparar versiones', en: 'Compare versions' } : { es: 'Qué cambió', en: 'What changed' }}>
      <FilterBar label={{ es: 'Versiones que se comparan', en: 'Versions compared' }}>
        <Select label={t({ es: 'De', en: 'From' })} data={choices} value={String(before)} allowDeselect={false} onChange={(value) => choose({ before: Number(value), after })} />
        <Select label={t({ es: 'A', en: 'To' })} data={choices} value={String(after)} allowDeselect={false} onChange={(value) => choose({ before, after: Number(value) })} />
      </FilterBar>
      <Differences id={alert.id} before={before} after={after} />
    </Section>
  )
}

const Differences = (input: { id: string; before: number; after: number }) => {
  const t = useText()
  const inWords = useValueInWords()
  return (
    <Read of={useRead<Comparison>('/api/alerts/:id/comparison', input, { keepsPrevious: true })}>
      {({ differences }) => differences.length === 0
        ? <p>{t({ es: 'No hay diferencias.', en: 'There are no differences.' })}</p>
        : (
          <DiffTable
            caption={{ es: 'Lo que cambió', en: 'What changed' }}
            rows={differences.map(({ field, before, after }) => ({ field: nameOfField(field), before: inWords(field, before), after: inWords(field, after) }))}
          />
        )}
    </Read>
  )
}
