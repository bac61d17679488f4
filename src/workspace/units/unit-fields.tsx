// What a unit is competent for: where, and for which offences. Reporters are offered units by it.
import { MultiSelect, TextInput } from '@mantine/core'
import { longestPromise, type NewUnit } from '../../modules/units/model.ts'
import { CataloguePicker, CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { useLanguage, useRead, useText, type ActFormState } from '../kit/kit.ts'

interface Offence {
  names: { es: string; en: string }
  iccs: { code: string } | null
}

/** Offences by their ICCS code; of those that share one, the first names it. */
const useOffences = (): { value: string; label: string }[] => {
  const language = useLanguage()
  const items = useRead<{ items: Offence[] }>('/api/offences').data?.items ?? []
  const named = new Map(items.toReversed().flatMap(({ names, iccs }) => (iccs ? [[iccs.code, names[language]] as const] : [])))
  return [...named].map(([value, label]) => ({ value, label })).toSorted((one, other) => one.label.localeCompare(other.label, language))
}

export type UnitEntries = NewUnit & Record<string, unknown>

export const UnitFields = <T,>({ form, isConsulate }: { form: ActFormState<T, UnitEntries>; isConsulate: boolean }) => {
  const t = useText()
  const { values, field, set } = form
  const offences = useOffences()
  return (
    <>
      <TextInput
        {...field('name')} label={t({ es: 'Nombre de la unidad', en: 'Name of the unit' })} required maxLength={120}
        description={t({ es: 'Como la leerá quien reporta: «Fiscalía especializada en trata, Chiapas».', en: 'As reporters will read it: “Specialised prosecutor for trafficking, Chiapas”.' })}
      />
      <CataloguePicker
        label={{ es: 'País donde está', en: 'Country it is in' }} kinds={['country']} value={values.country} required
        onChange={(country) => set({ country: country ?? '' })} error={field('country').error}
      />
      {isConsulate && (
        <CataloguePicker
          label={{ es: 'País al que representa', en: 'Country it represents' }} kinds={['country']} value={values.represents} required
          onChange={(represents) => set({ represents: represents ?? null })} error={field('represents').error}
        />
      )}
      <CataloguesPicker
        label={{ es: 'Dónde es competente', en: 'Where it is competent' }} kinds={['country', 'territory']} value={values.territories}
        onChange={(territories) => set({ territories })} error={field('territories').error}
        hint={{ es: 'Países enteros o territorios. Un país incluye sus territorios.', en: 'Whole countries or territories. A country includes its territories.' }}
      />
      <MultiSelect
        {...field('offences')} label={t({ es: 'Para qué delitos', en: 'For which offences' })} data={offences} searchable clearable
        description={t({ es: 'Vacío: para todos.', en: 'Empty: for all.' })}
      />
      <TextInput
        label={t({ es: 'Días hasta la primera respuesta', en: 'Days until the first answer' })} required type="number" min={1} max={longestPromise} step={1}
        description={t({
          es: 'Lo lee quien reporta antes de elegir, y desde ese día un reporte sin respuesta cuenta como atrasado. Un cambio vale para los que lleguen desde mañana.',
          en: 'Reporters read it before they choose, and from that day a report without an answer counts as overdue. A change holds for those that arrive from tomorrow.',
        })}
        value={values.promisedDays} onChange={(event) => set({ promisedDays: Number(event.currentTarget.value) })} error={field('promisedDays').error}
      />
    </>
  )
}
