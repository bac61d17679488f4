// How a release stands, in a tag; and in the receipt of a delivery, how its file was understood and what became of it.
import type { ReleaseDetail, ReleaseView } from '../../modules/collection/model/release.ts'
import { AppLink, Notice, StateTag, useMay, useRead, useText } from '../kit/kit.ts'

export const ReleaseTag = ({ release: { withdrawnBy, kind, isLatest } }: { release: Pick<ReleaseView, 'withdrawnBy' | 'kind' | 'isLatest'> }) => {
  if (withdrawnBy !== null) return <StateTag kind="ended" label={{ es: `Retirada por la versión ${withdrawnBy}`, en: `Withdrawn by release ${withdrawnBy}` }} />
  if (kind === 'withdrawal') return <StateTag kind="refused" label={{ es: 'Es un retiro', en: 'Is a withdrawal' }} />
  return isLatest ? <StateTag kind="active" label={{ es: 'La más reciente en vigor', en: 'The newest that holds' }} /> : <StateTag kind="done" label={{ es: 'En el historial', en: 'In the history' }} />
}

/** Why a release was withdrawn, where its figures or its file are shown. */
export const WithdrawnNotice = ({ release: { withdrawnBy, reason } }: { release: Pick<ReleaseView, 'withdrawnBy' | 'reason'> }) => {
  if (withdrawnBy === null) return null
  return <Notice title={{ es: `Retirada por la versión ${withdrawnBy}`, en: `Withdrawn by release ${withdrawnBy}` }}><p>{reason}</p></Notice>
}

/** What a whole-source file lost. */
export const LostPeriods = ({ lost }: { lost: ReleaseDetail['lostPeriods'] }) => {
  const t = useText()
  if (lost.length === 0) return null
  const named = lost.map(({ year, measureName }) => `${year} (${t(measureName)})`).join(', ')
  return (
    <Notice title={{ es: 'El archivo dejó años sin ninguna cifra', en: 'The file left years without any figure' }}>
      <p>{t({ es: `Antes había y ya no hay: ${named}. Si no era la intención, retire esta versión y entregue el archivo completo.`, en: `They were there and no longer are: ${named}. If that was not meant, withdraw this release and deliver the full file.` })}</p>
    </Notice>
  )
}

/** In a receipt: how the file was understood, what it lost, whether it was withdrawn. */
export const ReleaseOfDelivery = ({ source, number }: { source: string; number: number }) => {
  const t = useText()
  const mayRead = useMay('release.read')
  const release = useRead<ReleaseDetail>('/api/sources/:source/releases/:number', { source, number: String(number) })
  if (!mayRead || !release.data) return null
  return (
    <>
      <WithdrawnNotice release={release.data} />
      <LostPeriods lost={release.data.lostPeriods} />
      <p>{t(release.data.understood)} <AppLink to={`/sources/${source}/releases/${number}`}>{t({ es: 'Ver qué cambió, cifra por cifra', en: 'See what changed, figure by figure' })}</AppLink></p>
    </>
  )
}
