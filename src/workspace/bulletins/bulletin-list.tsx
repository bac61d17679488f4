// The node's bulletins, and beginning one: the period is all it takes.
import { Group, TextInput } from '@mantine/core'
import { bulletinStateNames, type BulletinSummary, type BulletinView } from '../../modules/bulletins/model.ts'
import { ActForm, DataTable, Empty, PageFrame, Read, Section, StateTag, useActForm, useFormat, useGo, useMay, useRead, useText } from '../kit/kit.ts'

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** The month before this one, whole. */
const lastMonth = (today: Date): { from: string; to: string } => {
  const end = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0))
  const month = `${end.getUTCFullYear()}-${twoDigits(end.getUTCMonth() + 1)}`
  return { from: `${month}-01`, to: `${month}-${twoDigits(end.getUTCDate())}` }
}

const Begin = () => {
  const t = useText()
  const go = useGo()
  const form = useActForm<BulletinView, { from: string; to: string }>({
    method: 'POST', path: '/api/bulletins', initial: lastMonth(new Date()), onDone: ({ id }) => go(`/bulletins/${id}`),
  })
  return (
    <Section title={{ es: 'Empezar un boletín', en: 'Begin a bulletin' }}>
      <ActForm form={form} submit={{ es: 'Componer', en: 'Compose' }}>
        <Group align="end">
          <TextInput type="date" required label={t({ es: 'Primer día', en: 'First day' })} value={form.values.from} onChange={(event) => form.set({ from: event.currentTarget.value })} />
          <TextInput type="date" required label={t({ es: 'Último día', en: 'Last day' })} value={form.values.to} onChange={(event) => form.set({ to: event.currentTarget.value })} />
        </Group>
      </ActForm>
    </Section>
  )
}

const kinds = { draft: 'draft', review: 'waiting', published: 'done', withdrawn: 'ended', discarded: 'ended' } as const

export const BulletinStateTag = ({ state }: Pick<BulletinSummary, 'state'>) => <StateTag kind={kinds[state]} label={bulletinStateNames[state]} />

const All = () => {
  const t = useText()
  const { date } = useFormat()
  return (
    <Read of={useRead<{ items: BulletinSummary[] }>('/api/bulletins')}>
      {({ items }) => (
        <DataTable
          caption={{ es: 'Boletines del nodo', en: 'The node’s bulletins' }} hidesCaption rows={items} rowKey={({ id }) => id} rowTo={({ id }) => `/bulletins/${id}`}
          empty={<Empty title={{ es: 'Todavía no hay boletines.', en: 'There are no bulletins yet.' }} />}
          columns={[
            { key: 'title', label: { es: 'Boletín', en: 'Bulletin' }, value: ({ title }) => t(title) },
            { key: 'span', label: { es: 'Periodo', en: 'Period' }, value: ({ from }) => from, cell: ({ from, to }) => `${date(from)} – ${date(to)}` },
            { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ state }) => state, cell: ({ state }) => <BulletinStateTag state={state} />, isShort: true },
            { key: 'author', label: { es: 'Quién', en: 'Who' }, value: ({ author }) => author },
            { key: 'changed', label: { es: 'Cambiado', en: 'Changed' }, value: ({ changedAt }) => changedAt, cell: ({ changedAt }) => date(changedAt), isShort: true },
          ]}
        />
      )}
    </Read>
  )
}

export const BulletinList = () => {
  const t = useText()
  return (
    <PageFrame
      title={{ es: 'Boletines', en: 'Bulletins' }}
      lead={t({
        es: 'Un boletín reúne las cifras, las señales y las alertas de un periodo. Lo escribe una persona, lo aprueba otra, y queda como estaba ese día.',
        en: 'A bulletin gathers the figures, signals and alerts of a period. One person writes it, another approves it, and it stays as it was that day.',
      })}
    >
      {useMay('bulletin.compose') && <Begin />}
      <All />
    </PageFrame>
  )
}
