// The releases of a source: when each came, who made it, what it changed, and which were withdrawn and why.
import { Group } from '@mantine/core'
import type { ReleaseList, ReleaseView } from '../../modules/collection/model/release.ts'
import { DataTable, Empty, PageFrame, Read, useFormat, useParameter, useRead, useText } from '../kit/kit.ts'
import { ReleaseTag } from './release-words.tsx'
import { WithdrawCells } from './release-withdrawal.tsx'

export const Releases = () => {
  const source = useParameter('source')
  const releases = useRead<ReleaseList>('/api/sources/:source/releases', { source })
  return <Read of={releases} what={{ es: 'Cargando las versiones…', en: 'Loading the releases…' }}>{(found) => <Found list={found} />}</Read>
}

const Found = ({ list }: { list: ReleaseList }) => {
  const t = useText()
  return (
    <PageFrame
      title={{ es: `Versiones: ${list.source.name.es}`, en: `Releases: ${list.source.name.en}` }} up={{ to: '/deliveries', label: { es: 'Entregas', en: 'Deliveries' } }}
      lead={t({ es: 'Cada entrega que cambia algo hace una versión. Nada se borra: cualquier estado anterior se puede pedir.', en: 'Each delivery that changes something makes a release. Nothing is deleted: any earlier state can be asked for.' })}
      actions={list.mayWithdraw && <WithdrawCells source={list.source.id} />}
    >
      <Table items={list.items} />
    </PageFrame>
  )
}

const Table = ({ items }: { items: readonly ReleaseView[] }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const by = ({ person, institution }: ReleaseView): string => [person, institution].filter(Boolean).join(', ') || t({ es: 'El nodo', en: 'The node' })
  return (
    <DataTable
      caption={{ es: 'Versiones de la fuente, la más reciente primero', en: 'Releases of the source, the newest first' }} hidesCaption empty={<NoReleases />}
      rows={items} rowKey={({ number }) => String(number)} rowTo={({ source, number }) => `/sources/${source}/releases/${number}`}
      columns={[
        { key: 'number', label: { es: 'Versión', en: 'Release' }, value: ({ number }) => number, isNumber: true },
        { key: 'at', label: { es: 'Cuándo', en: 'When' }, value: ({ at }) => at, cell: ({ at }) => dateTime(at), isShort: true },
        { key: 'by', label: { es: 'Quién', en: 'Who' }, value: by },
        { key: 'file', label: { es: 'Archivo', en: 'File' }, value: ({ fileName }) => fileName },
        { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ withdrawnBy }) => withdrawnBy, cell: (release) => <Group gap={4}><ReleaseTag release={release} /></Group> },
        { key: 'added', label: { es: 'Nuevas', en: 'Added' }, value: ({ counts }) => counts.added, isNumber: true },
        { key: 'revised', label: { es: 'Revisadas', en: 'Revised' }, value: ({ counts }) => counts.revised, isNumber: true },
        { key: 'withdrawn', label: { es: 'Retiradas', en: 'Withdrawn' }, value: ({ counts }) => counts.withdrawn, isNumber: true },
      ]}
    />
  )
}

const NoReleases = () => {
  const t = useText()
  return <Empty title={{ es: 'Todavía no hay versiones', en: 'No releases yet' }}>{t({ es: 'La primera entrega que se importe hará la versión 1.', en: 'The first delivery imported will make release 1.' })}</Empty>
}
