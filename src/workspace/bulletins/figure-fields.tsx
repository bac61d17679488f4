// Which figure a block shows: the source, the measure, the offence where the source tells them apart, and the form.
import { NativeSelect, SimpleGrid } from '@mantine/core'
import { figureFormNames, figureForms, type Block, type FigureForm } from '../../modules/bulletins/model.ts'
import { isStock, type SourceCoverage } from '../../modules/statistics/model.ts'
import { Read, useRead, useText } from '../kit/kit.ts'

type FigureBlock = Extract<Block, { kind: 'figure' }>

interface FigureFieldsProps {
  block: FigureBlock
  onChange: (block: FigureBlock) => void
}

export const FigureFields = (props: FigureFieldsProps) => (
  <Read of={useRead<{ items: SourceCoverage[] }>('/api/figures/sources', {}, { topics: ['source', 'figure'] })}>{({ items }) => <Fields {...props} sources={items} />}</Read>
)

interface Offence {
  code: string
  names: { es: string; en: string }
}

const Fields = ({ block, onChange, sources }: FigureFieldsProps & { sources: readonly SourceCoverage[] }) => {
  const t = useText()
  const withFigures = sources.filter(({ release }) => release !== null)
  const chosen = withFigures.find(({ id }) => id === block.source)?.measures.find(({ id }) => id === block.measure)
  const choose = (word: string): void => {
    const [source = '', measure = ''] = word.split(' ')
    onChange({ ...block, source, measure, offence: null })
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <NativeSelect
        label={t({ es: 'Cifra', en: 'Figure' })} value={`${block.source} ${block.measure}`} onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: ' ', label: t({ es: 'Elija una', en: 'Choose one' }) },
          ...withFigures.flatMap((source) => source.measures.filter((measure) => measure.observations > 0 && !isStock(measure)).map((measure) => ({ value: `${source.id} ${measure.id}`, label: `${t(source.name)}: ${t(measure.name)}` }))),
        ]}
      />
      <NativeSelect
        label={t({ es: 'Cómo se muestra', en: 'How it is shown' })} value={block.form} onChange={(event) => onChange({ ...block, form: event.currentTarget.value as FigureForm })}
        data={figureForms.map((form) => ({ value: form, label: t(figureFormNames[form]) }))}
      />
      {chosen?.dimensions.includes('offence') && <OffenceField block={block} onChange={onChange} />}
    </SimpleGrid>
  )
}

const OffenceField = ({ block, onChange }: FigureFieldsProps) => {
  const t = useText()
  return (
    <Read of={useRead<{ items: Offence[] }>('/api/offences', {}, { topics: ['offence'] })}>
      {({ items }) => (
        <NativeSelect
          label={t({ es: 'Delito', en: 'Offence' })} value={block.offence ?? ''} onChange={(event) => onChange({ ...block, offence: event.currentTarget.value || null })}
          data={[{ value: '', label: t({ es: 'Todos juntos', en: 'All together' }) }, ...items.map(({ code, names }) => ({ value: code, label: t(names) }))]}
        />
      )}
    </Read>
  )
}
