// Records counted by one or two aspects: one’s own exactly, others’ only in fives.
import { Select } from '@mantine/core'
import type { FigureTable, Shielded } from '../../modules/trafficking/model/acts.ts'
import { addressOf, AppLink, ButtonLink, DataTable, DownloadLinks, Empty, Figure, Figures, FilterBar, Notice, PageFrame, Read, Section, useFilters, useFormat, useMay, useRead, useText } from '../kit/kit.ts'
import { privacy } from './words.ts'

const BringLink = () => {
  const t = useText()
  return <ButtonLink to="/victims/new">{t({ es: 'Traer un archivo', en: 'Bring a file in' })}</ButtonLink>
}

const Lead = () => useText()(privacy)

export const VictimFigures = () => {
  const [filters] = useFilters()
  const mayBring = useMay('victim.import')
  const by = [filters.by ?? 'gender'].flat().concat([filters.and ?? []].flat())
  const figures = useRead<FigureTable>('/api/victims/figures', { by: by.join(',') }, { keepsPrevious: true })
  return (
    <PageFrame title={{ es: 'Trata: registros', en: 'Trafficking records' }} lead={<Lead />} actions={mayBring && <BringLink />}>
      <Read of={figures} what={{ es: 'Contando los registros…', en: 'Counting the records…' }}>{(table) => <Counted table={table} />}</Read>
      <Files />
    </PageFrame>
  )
}

const recordsUnit = { es: 'registros', en: 'records' }

const Counted = ({ table }: { table: FigureTable }) => {
  const t = useText()
  return (
    <>
      <Figures><Figure label={{ es: 'De su institución', en: 'Of your institution' }} value={table.own} unit={recordsUnit} /></Figures>
      <Section title={{ es: 'Cuántos', en: 'How many' }}>
        <Choosers table={table} />
        {table.rows.length === 0 ? <NothingYet /> : <CountTable table={table} />}
        <Notice>
          <p>{t({
            es: 'Son víctimas registradas, no todas las que hay. Las demás instituciones se cuentan de cinco en cinco, para que nadie pueda ser reconocido: 10 quiere decir de 10 a 14, y <5, de 0 a 4. Lo que solo tienen ellas, y menos de cinco veces, no sale. La parte es de los registros propios que traen algún dato de lo elegido.',
            en: 'These are recorded victims, not all there are. The other institutions are counted in fives, so that nobody can be recognised: 10 means 10 to 14, and <5 means 0 to 4. What only they have, fewer than five times, is not shown. The share is of one’s own records that have any value of what was chosen.',
          })}</p>
        </Notice>
      </Section>
    </>
  )
}

const Choosers = ({ table }: { table: FigureTable }) => {
  const t = useText()
  const [, change] = useFilters()
  const data = table.dimensions.map(({ code, names }) => ({ value: code, label: code.includes('_') ? `${t(names)} (HTCDS)` : t(names) }))
  const [first, second] = table.by
  return (
    <FilterBar label={{ es: 'Contar por', en: 'Count by' }}>
      <Select label={t({ es: 'Contar por', en: 'Count by' })} data={data} value={first?.code ?? null} onChange={(by) => change({ by: by ?? undefined })} allowDeselect={false} searchable />
      <Select
        label={t({ es: 'y por', en: 'and by' })} data={data.filter(({ value }) => value !== first?.code)} value={second?.code ?? null}
        onChange={(and) => change({ and: and ?? undefined })} clearable searchable placeholder={t({ es: 'nada más', en: 'nothing more' })}
      />
    </FilterBar>
  )
}

const NothingYet = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Ningún registro trae este dato', en: 'No record has this value' }}>
      {t({ es: 'Elija otro aspecto, o traiga un archivo HTCDS o CTDC.', en: 'Choose another aspect, or bring in an HTCDS or CTDC file.' })}
    </Empty>
  )
}

/** Numbers under five sort below every shown one. */
const size = (value: Shielded): number => (typeof value === 'number' ? value : -1)

const CountTable = ({ table }: { table: FigureTable }) => {
  const t = useText()
  const { number, percent } = useFormat()
  const title = table.by.map(({ names }) => t(names)).join(' × ')
  return (
    <DataTable
      caption={t({ es: `Registros por ${title.toLowerCase()}`, en: `Records by ${title.toLowerCase()}` })} rows={table.rows} rowKey={({ at }) => at.map(({ code }) => code).join(' ')}
      columns={[
        ...table.by.map(({ code, names }, at) => ({ key: code, label: names, value: (row: FigureTable['rows'][number]) => (row.at[at] ? t(row.at[at].names) : null) })),
        { key: 'own', label: { es: 'Su institución', en: 'Your institution' }, value: ({ own }) => own, isNumber: true },
        { key: 'share', label: { es: 'Parte', en: 'Share' }, value: ({ share }) => share, cell: ({ share }) => (share === null ? '—' : percent(share)), isNumber: true },
        { key: 'others', label: { es: 'Las demás', en: 'The others' }, value: ({ others }) => size(others), cell: ({ others }) => (typeof others === 'number' ? number(others) : others), isNumber: true },
      ]}
    />
  )
}

const Files = () => {
  const t = useText()
  const mayTake = useMay('victim.export')
  if (!mayTake) return null
  return (
    <Section title={{ es: 'Los registros de su institución', en: 'Your institution’s records' }}>
      <p><AppLink to="/victims/records">{t({ es: 'Verlos uno por uno', en: 'See them one by one' })}</AppLink></p>
      <DownloadLinks files={[
        { href: addressOf('/api/victims/file', { standard: 'htcds' }), label: { es: 'Llevarlos como HTCDS 2.0, sin campos de identidad', en: 'Take them as HTCDS 2.0, without identity fields' }, format: 'CSV' },
        { href: addressOf('/api/victims/file', { standard: 'ctdc' }), label: { es: 'Llevarlos como CTDC, 27 variables', en: 'Take them as CTDC, 27 variables' }, format: 'CSV' },
      ]} />
      <p>{t({
        es: 'Los que llegaron como CTDC no van en el archivo HTCDS: CTDC junta varios códigos en uno y no se puede volver atrás. Campos y códigos: OIM, HTCDS 2.0, CC BY 4.0; la OIM no avala este uso.',
        en: 'Those that came as CTDC are not in the HTCDS file: CTDC merges several codes into one and there is no way back. Fields and codes: IOM, HTCDS 2.0, CC BY 4.0; IOM does not endorse this use.',
      })}</p>
    </Section>
  )
}
