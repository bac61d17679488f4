// The blocks of a bulletin while it is written: add, move, take away, and the words of each.
import { Button, Checkbox, Group } from '@mantine/core'
import type { Block, FilledSignal } from '../../modules/bulletins/model.ts'
import { periodText } from '../../platform/charts/format.ts'
import type { Text } from '../../platform/text.ts'
import { FieldGroup, Section, useFormat, useLanguage, useText } from '../kit/kit.ts'
import { FigureFields } from './figure-fields.tsx'
import { WordsFields } from './head-fields.tsx'

const kindNames: Record<Block['kind'], Text> = {
  text: { es: 'Texto', en: 'Text' }, figure: { es: 'Cifra', en: 'Figure' }, alerts: { es: 'Alertas del periodo', en: 'Alerts of the period' }, signals: { es: 'Señales', en: 'Signals' },
}

const blank: Text = { es: '', en: '' }

const newBlocks: Record<Block['kind'], () => Block> = {
  text: () => ({ kind: 'text', heading: blank, note: blank }),
  figure: () => ({ kind: 'figure', heading: blank, note: blank, source: '', measure: '', form: 'ranking', offence: null }),
  alerts: () => ({ kind: 'alerts', heading: kindNames.alerts, note: blank }),
  signals: () => ({ kind: 'signals', heading: kindNames.signals, note: blank, ids: [] }),
}

interface BlockListProps {
  blocks: readonly Block[]
  signals: readonly FilledSignal[]
  onChange: (blocks: Block[]) => void
}

export const BlockList = ({ blocks, signals, onChange }: BlockListProps) => {
  const t = useText()
  const replace = (index: number, block: Block): void => onChange(blocks.map((each, at) => (at === index ? block : each)))
  const move = (index: number, by: number): void => {
    const moved = blocks.filter((_, at) => at !== index)
    const block = blocks[index]
    if (block) onChange(moved.toSpliced(index + by, 0, block))
  }
  return (
    <Section title={{ es: 'Bloques', en: 'Blocks' }}>
      {blocks.map((block, index) => (
        <FieldGroup key={index} title={{ es: `${index + 1}. ${kindNames[block.kind].es}`, en: `${index + 1}. ${kindNames[block.kind].en}` }}>
          <WordsFields label={{ es: 'Título del bloque', en: 'Heading' }} value={block.heading} onChange={(heading) => replace(index, { ...block, heading })} />
          <WordsFields isLong label={block.kind === 'text' ? { es: 'Texto', en: 'Text' } : { es: 'Comentario (puede quedar vacío)', en: 'Comment (may stay empty)' }} value={block.note} onChange={(note) => replace(index, { ...block, note })} />
          {block.kind === 'figure' && <FigureFields block={block} onChange={(next) => replace(index, next)} />}
          {block.kind === 'signals' && <SignalChoice chosen={block.ids} signals={signals} onChange={(ids) => replace(index, { ...block, ids })} />}
          <Group gap="xs">
            <Button size="compact-sm" variant="default" disabled={index === 0} onClick={() => move(index, -1)}>{t({ es: 'Subir', en: 'Move up' })}</Button>
            <Button size="compact-sm" variant="default" disabled={index === blocks.length - 1} onClick={() => move(index, 1)}>{t({ es: 'Bajar', en: 'Move down' })}</Button>
            <Button size="compact-sm" variant="default" onClick={() => onChange(blocks.filter((_, at) => at !== index))}>{t({ es: 'Quitar', en: 'Remove' })}</Button>
          </Group>
        </FieldGroup>
      ))}
      <Group gap="xs">
        {(Object.keys(newBlocks) as Block['kind'][]).map((kind) => (
          <Button key={kind} variant="default" onClick={() => onChange([...blocks, newBlocks[kind]()])}>{t({ es: 'Añadir', en: 'Add' })}: {t(kindNames[kind]).toLowerCase()}</Button>
        ))}
      </Group>
    </Section>
  )
}

const SignalChoice = ({ chosen, signals, onChange }: { chosen: readonly string[]; signals: readonly FilledSignal[]; onChange: (ids: string[]) => void }) => {
  const t = useText()
  const { number } = useFormat()
  const lang = useLanguage()
  if (signals.length === 0) return <p>{t({ es: 'En este periodo no hay señales de fuentes públicas. Si cambió las fechas, guarde para verlas.', en: 'There are no signals of public sources in this period. If you changed the dates, save to see them.' })}</p>
  return (
    <fieldset>
      <legend>{t({ es: 'Señales que se cuentan', en: 'Signals to tell' })}</legend>
      {signals.map((signal) => (
        <Checkbox
          key={signal.id} checked={chosen.includes(signal.id)}
          label={`${t(signal.whatName)}, ${t(signal.placeName)}, ${periodText(signal.period, signal.grain, lang)}: ${number(signal.observed)} (${t({ es: 'se esperaban', en: 'expected' })} ${number(Math.round(signal.expected))})`}
          onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, signal.id] : chosen.filter((id) => id !== signal.id))}
        />
      ))}
    </fieldset>
  )
}
