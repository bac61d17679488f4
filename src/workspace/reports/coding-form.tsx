// The coded part, which the officer sets: suggested from what was said, changed at will, and sent only when confirmed. It alone is ever counted.
import { Checkbox, CheckboxGroup, Select, TextInput } from '@mantine/core'
import { ageBands, modiOperandi, sexes, type Coding, type ReportView } from '../../modules/reports/model/inbox.ts'
import type { Text } from '../../platform/text.ts'
import { ActForm, announce, Notice, Section, useActForm, useFormat, useText, type Reply } from '../kit/kit.ts'
import { searchChoices, useCountryChoices, useOffenceChoices, usePlaceChoices } from './catalogue.ts'
import styles from './reports.module.css'
import type { Suggestion } from './suggestion.ts'

const ageNames: Record<(typeof ageBands)[number], Text> = {
  '0--8': { es: '0 a 8 años', en: '0 to 8' }, '9--17': { es: '9 a 17 años', en: '9 to 17' }, '18--20': { es: '18 a 20 años', en: '18 to 20' },
  '21--23': { es: '21 a 23 años', en: '21 to 23' }, '24--26': { es: '24 a 26 años', en: '24 to 26' }, '27--29': { es: '27 a 29 años', en: '27 to 29' },
  '30--38': { es: '30 a 38 años', en: '30 to 38' }, '39--47': { es: '39 a 47 años', en: '39 to 47' }, '48+': { es: '48 años o más', en: '48 or more' },
  Unknown: { es: 'Se desconoce', en: 'Unknown' },
}

interface CodingProps {
  report: Reply<ReportView>
  suggestion: Suggestion
}

interface Fields extends Record<string, unknown> {
  offence: string | null
  territory: string | null
  month: string
  sex: string | null
  ageBand: string | null
  nationality: string | null
  modusOperandi: string[]
}

const fieldsOf = (coding: Partial<Coding>): Fields => ({
  offence: coding.offence ?? null, territory: coding.territory ?? null, month: coding.month ?? '', sex: coding.sex ?? null,
  ageBand: coding.ageBand ?? null, nationality: coding.nationality ?? null, modusOperandi: coding.modusOperandi ?? [],
})

const codingOf = ({ month, offence, territory, ...rest }: Fields) => ({ coding: { ...rest, offence: offence ?? '', territory: territory ?? '', month: month === '' ? null : month } })

export const CodingForm = ({ report, suggestion }: CodingProps) => {
  const t = useText()
  const { dateTime } = useFormat()
  const { coding, consents } = report
  const form = useActForm<ReportView, Fields>({
    method: 'POST', path: '/api/reports/:id/code', also: { id: report.id }, toInput: codingOf, invalidates: ['report'],
    initial: fieldsOf(coding ?? suggestion), onDone: () => announce(t({ es: 'Codificación guardada.', en: 'Coding kept.' })),
  })
  return (
    <Section
      title={{ es: 'Parte codificada', en: 'Coded part' }}
      lead={t({ es: 'Lo único del reporte que sale de aquí sin sello: códigos, sin nombres ni relato. Revíselos y confírmelos.', en: 'The only thing of the report that leaves here unsealed: codes, without names or story. Check and confirm them.' })}
    >
      {!consents.count && <Notice><p>{t({ es: 'La persona pidió que no se cuente: lo codificado le sirve a su unidad, pero no entra en ninguna estadística.', en: 'The person asked not to be counted: the coding serves your unit, but enters no statistics.' })}</p></Notice>}
      {coding
        ? <p>{t({ es: `La confirmó ${coding.by.name} el ${dateTime(coding.at)}.`, en: `Confirmed by ${coding.by.name} on ${dateTime(coding.at)}.` })}</p>
        : Object.keys(suggestion).length > 0 && <Notice><p>{t({ es: 'Lo que ya aparece es una sugerencia tomada de lo que contó. Nada se envía hasta que usted confirme.', en: 'What is filled in is a suggestion taken from what was said. Nothing is sent until you confirm.' })}</p></Notice>}
      {report.allowed.includes('report.code') && (
        <ActForm form={form} submit={coding ? { es: 'Guardar los cambios', en: 'Keep the changes' } : { es: 'Confirmar la codificación', en: 'Confirm the coding' }}>
          <CodingFields field={form.field} />
        </ActForm>
      )}
    </Section>
  )
}

const CodingFields = ({ field }: { field: ReturnType<typeof useActForm<ReportView, Fields>>['field'] }) => {
  const t = useText()
  const typing = t({ es: 'Escriba para buscar; no importan los acentos.', en: 'Type to search; accents do not matter.' })
  const nothing = t({ es: 'Nada parecido. Pruebe con otra palabra.', en: 'Nothing similar. Try another word.' })
  const found = { searchable: true, clearable: true, filter: searchChoices, nothingFoundMessage: nothing, description: typing } as const
  const unknown = t({ es: 'No se sabe', en: 'Not known' })
  return (
    <>
      <Select label={t({ es: 'Delito', en: 'Offence' })} required data={useOffenceChoices()} {...found} {...field('offence')} />
      <Select label={t({ es: 'Territorio donde pasó', en: 'Territory where it happened' })} required data={usePlaceChoices()} {...found} {...field('territory')} />
      <div className={styles.three}>
        <TextInput type="month" label={t({ es: 'Mes', en: 'Month' })} {...field('month')} />
        <Select label={t({ es: 'Sexo', en: 'Sex' })} placeholder={unknown} clearable data={Object.entries(sexes).map(([value, label]) => ({ value, label: t(label) }))} {...field('sex')} />
        <Select label={t({ es: 'Edad', en: 'Age' })} placeholder={unknown} clearable data={ageBands.map((value) => ({ value, label: t(ageNames[value]) }))} {...field('ageBand')} />
      </div>
      <Select label={t({ es: 'Nacionalidad', en: 'Nationality' })} placeholder={unknown} data={useCountryChoices()} {...found} {...field('nationality')} />
      <CheckboxGroup label={t({ es: 'Cómo se hizo', en: 'How it was done' })} {...field('modusOperandi')}>
        <div className={styles.modi}>{Object.entries(modiOperandi).map(([value, label]) => <Checkbox key={value} value={value} label={t(label)} />)}</div>
      </CheckboxGroup>
    </>
  )
}
