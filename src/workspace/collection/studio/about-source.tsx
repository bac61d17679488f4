// What must be known of a source besides its columns: its name, who publishes it, under what licence, who delivers it, what each figure counts.
import { Checkbox, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Draft } from '../../../modules/collection/model/draft.ts'
import { withMeasure, withPart, withSource } from '../../../modules/collection/model/draft-changes.ts'
import { cadences } from '../../../modules/collection/model/profile.ts'
import { unitNames, units, type Unit } from '../../../modules/collection/model.ts'
import type { Text } from '../../../platform/text.ts'
import { FieldGroup, useRead, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'
import type { Studio } from './use-studio.ts'

const cadenceNames: Record<(typeof cadences)[number], Text> = {
  weekly: { es: 'Cada semana', en: 'Every week' },
  monthly: { es: 'Cada mes', en: 'Every month' },
  yearly: { es: 'Cada año', en: 'Every year' },
  irregular: { es: 'Sin fecha fija', en: 'No fixed date' },
}

interface PairProps {
  label: Text
  value: Text
  onChange: (value: Text) => void
}

const Pair = ({ label, value, onChange }: PairProps) => {
  const t = useText()
  return (
    <div className={styles.pairs}>
      <TextInput label={t({ es: `${label.es} (español)`, en: `${label.en} (Spanish)` })} value={value.es} onChange={({ currentTarget }) => onChange({ ...value, es: currentTarget.value })} />
      <TextInput label={t({ es: `${label.es} (inglés)`, en: `${label.en} (English)` })} value={value.en} onChange={({ currentTarget }) => onChange({ ...value, en: currentTarget.value })} />
    </div>
  )
}

/** What each figure is called and counts. */
export const MeasureFields = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { draft } = studio
  const used = draft.measures.filter(({ id }) => draft.profile.measures[id] !== undefined)
  return (
    <FieldGroup title={{ es: 'Qué cuenta cada cifra', en: 'What each figure counts' }} hint={{ es: 'Nunca se suman cifras que cuentan cosas distintas.', en: 'Figures that count different things are never added together.' }}>
      {used.map(({ id, name, unit }) => (
        <div key={id} className={styles.pairs}>
          <TextInput label={t({ es: 'Nombre de la cifra', en: 'Name of the figure' })} value={name.es} onChange={({ currentTarget }) => studio.write(withMeasure(draft, id, { name: { es: currentTarget.value, en: name.en === name.es ? currentTarget.value : name.en } }))} />
          <NativeSelect
            label={t({ es: `Qué cuenta «${t(name)}»`, en: `What “${t(name)}” counts` })} value={unit} data={units.map((each) => ({ value: each, label: t(unitNames[each]) }))}
            onChange={({ currentTarget }) => studio.write(withMeasure(draft, id, { unit: currentTarget.value as Unit }))}
          />
        </div>
      ))}
    </FieldGroup>
  )
}

interface CountryEntry {
  code: string
  names: Text
}

const WhoDelivers = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { source } = studio.draft
  const countries = useRead<{ items: CountryEntry[] }>('/api/catalogues/country')
  const data = (countries.data?.items ?? []).map(({ code, names }) => ({ value: code, label: t(names) }))
  const known = source.deliveredFrom.filter((code) => !data.some(({ value }) => value === code)).map((code) => ({ value: code, label: code }))
  return (
    <MultiSelect
      label={t({ es: 'La entregan instituciones de', en: 'It is delivered by institutions of' })} description={t({ es: 'Vacío: de cualquier país. Una secretaría regional siempre puede.', en: 'Empty: of any country. A regional secretariat always can.' })}
      data={[...data, ...known]} value={source.deliveredFrom} onChange={(deliveredFrom) => studio.write(withSource(studio.draft, { deliveredFrom }))} searchable clearable limit={50}
    />
  )
}

const texts: readonly { name: 'publisher' | 'licence' | 'url'; label: Text; hint: Text }[] = [
  { name: 'publisher', label: { es: 'Quién publica', en: 'Who publishes' }, hint: { es: 'La institución, con su nombre entero.', en: 'The institution, by its full name.' } },
  { name: 'licence', label: { es: 'Licencia o permiso', en: 'Licence or permission' }, hint: { es: 'Por ejemplo: CC BY 4.0, o «convenio de 2026».', en: 'For instance: CC BY 4.0, or “agreement of 2026”.' } },
  { name: 'url', label: { es: 'Página de donde salen', en: 'Page they come from' }, hint: { es: 'Empieza por https://', en: 'It begins with https://' } },
]

const Publisher = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { draft } = studio
  return texts.map(({ name, label, hint }) => (
    <TextInput key={name} label={t(label)} description={t(hint)} value={draft.source[name]} onChange={({ currentTarget }) => studio.write(withSource(draft, { [name]: currentTarget.value }))} />
  ))
}

const scopes: Record<Draft['profile']['scope'], Text> = {
  'territory-periods': { es: 'Rehace los lugares y periodos que trae', en: 'It remakes the places and periods it holds' },
  full: { es: 'Trae siempre todo, desde el principio', en: 'It always holds everything, from the beginning' },
  partial: { es: 'Solo añade y corrige', en: 'It only adds and corrects' },
}

const Newer = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { draft } = studio
  return (
    <div className={styles.pairs}>
      <NativeSelect
        label={t({ es: 'Un archivo más nuevo…', en: 'A newer file…' })} value={draft.profile.scope} data={Object.entries(scopes).map(([value, label]) => ({ value, label: t(label) }))}
        onChange={({ currentTarget }) => studio.write(withPart(draft, { scope: currentTarget.value as keyof typeof scopes }))}
      />
      <NativeSelect
        label={t({ es: 'Cada cuánto llega', en: 'How often it comes' })} value={draft.source.cadence} data={cadences.map((each) => ({ value: each, label: t(cadenceNames[each]) }))}
        onChange={({ currentTarget }) => studio.write(withSource(draft, { cadence: currentTarget.value as (typeof cadences)[number] }))}
      />
    </div>
  )
}

/** The fields about the source. */
export const AboutSource = ({ studio, isDemonstration }: { studio: Studio; isDemonstration: boolean }) => {
  const t = useText()
  const { draft } = studio
  const write = (some: Partial<Draft['source']>): void => studio.write(withSource(draft, some))
  return (
    <FieldGroup title={{ es: 'De quién son los datos', en: 'Whose the data are' }}>
      <Pair label={{ es: 'Nombre de la fuente', en: 'Name of the source' }} value={draft.source.name} onChange={(name) => write({ name })} />
      <Publisher studio={studio} />
      <Pair label={{ es: 'Cómo citarla', en: 'How to cite it' }} value={draft.source.attribution} onChange={(attribution) => write({ attribution })} />
      <Textarea
        label={t({ es: 'Qué conviene saber al leerla', en: 'What readers should know' })} value={draft.source.note.es} autosize minRows={2}
        onChange={({ currentTarget }) => write({ note: { es: currentTarget.value, en: draft.source.note.en === draft.source.note.es ? currentTarget.value : draft.source.note.en } })}
      />
      <WhoDelivers studio={studio} />
      <Newer studio={studio} />
      <Checkbox
        label={t({ es: 'Cualquiera puede ver estas cifras en el portal público', en: 'Anyone may see these figures on the public portal' })}
        description={t({ es: 'Desmárquela si la fuente no las publica: entonces solo las ve quien tiene esos territorios en su cuenta.', en: 'Clear it if the source does not publish them: then only those who have those territories in their account see them.' })}
        checked={draft.source.isPublic} onChange={({ currentTarget }) => write({ isPublic: currentTarget.checked })}
      />
      <Checkbox label={t({ es: 'La entregan varias instituciones, cada una sus territorios', en: 'Several institutions deliver it, each its own territories' })} checked={draft.source.isByTerritory} onChange={({ currentTarget }) => write({ isByTerritory: currentTarget.checked })} />
      {isDemonstration && <Checkbox label={t({ es: 'Son datos inventados, para practicar', en: 'These are made-up data, for practice' })} checked={draft.source.isDemonstration} onChange={({ currentTarget }) => write({ isDemonstration: currentTarget.checked })} />}
    </FieldGroup>
  )
}
