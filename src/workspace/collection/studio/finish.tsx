// The end of the studio: what is still missing, save, publish, and then deliver the very same file or take the reading to another node.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { addressOf, announce, ButtonLink, callAct, ConfirmDialog, DownloadLinks, Notice, ProblemNotice, Section, useFormat, useGo, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'
import type { Studio } from './use-studio.ts'

const Missing = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const { number } = useFormat()
  const { missing, counts } = studio.preview
  return (
    <>
      {missing.length > 0 && <Notice title={{ es: 'Antes de publicar', en: 'Before publishing' }}><ul>{missing.map((each) => <li key={each.en}>{t(each)}</li>)}</ul></Notice>}
      {counts.refused > 0 && <p>{t({ es: `${number(counts.refused)} filas se rechazarían; puede publicar así y corregirlas después.`, en: `${number(counts.refused)} rows would be refused; you can publish like this and mend them later.` })}</p>}
    </>
  )
}

const Deliver = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const go = useGo()
  const [problem, setProblem] = useState<unknown>()
  const deliver = async (): Promise<void> => {
    try {
      const { id } = await callAct<{ id: string }>('POST', '/api/profiles/drafts/:id/delivery', { id: studio.id })
      go(`/deliveries/${id}`)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <ProblemNotice problem={problem} />
      <Button onClick={() => void deliver()}>{t({ es: 'Entregar ahora este mismo archivo', en: 'Deliver this same file now' })}</Button>
    </>
  )
}

const exportOf = (studio: Studio) => {
  const { source, profile } = studio.draft
  return { href: addressOf('/api/profiles/:source/:profile/export', { source: source.id, profile: profile.id }), label: { es: 'Descargar esta lectura para otro nodo', en: 'Download this reading for another node' }, format: 'JSON' }
}

const Published = ({ studio, published }: { studio: Studio; published: { source: string; profile: string } }) => {
  const named = { ...studio, draft: { ...studio.draft, source: { ...studio.draft.source, id: published.source }, profile: { ...studio.draft.profile, id: published.profile } } }
  return (
    <>
      <Notice title={{ es: 'Publicada', en: 'Published' }}><p>{useText()({ es: 'Las instituciones ya pueden entregar archivos a esta fuente.', en: 'Institutions can now deliver files to this source.' })}</p></Notice>
      <div className={styles.finish}><Deliver studio={studio} /></div>
      <DownloadLinks files={[exportOf(named)]} />
    </>
  )
}

/** Saving and publishing. */
export const Finish = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const isBusy = studio.busy === 'saving'
  const save = (): void => void studio.save().then(() => announce(t({ es: 'Borrador guardado.', en: 'Draft saved.' })))
  return (
    <Section title={{ es: 'Guardar y publicar', en: 'Save and publish' }}>
      <ProblemNotice problem={studio.problem} />
      {studio.state === 'published' && !studio.isChanged && studio.published
        ? <Published studio={studio} published={studio.published} />
        : (
          <>
            <Missing studio={studio} />
            <div className={styles.finish}>
              <Button onClick={() => setAsking(true)} aria-busy={isBusy}>{t({ es: 'Publicar', en: 'Publish' })}</Button>
              <Button variant="default" onClick={save} aria-busy={isBusy}>{t({ es: 'Guardar el borrador', en: 'Save the draft' })}</Button>
              <ButtonLink to="/profiles" variant="default">{t({ es: 'Volver a la lista', en: 'Back to the list' })}</ButtonLink>
            </div>
          </>
        )}
      <ConfirmDialog
        isOpen={isAsking} onClose={() => setAsking(false)} title={{ es: 'Publicar esta lectura', en: 'Publish this reading' }}
        confirm={{ es: 'Publicar', en: 'Publish' }} onConfirm={() => { setAsking(false); void studio.publish() }}
      >
        <p>{t({ es: 'Desde ahora las instituciones podrán entregar archivos como este y sus cifras se leerán así. Lo ya importado no cambia.', en: 'From now on institutions can deliver files like this one and their figures will be read so. What was imported does not change.' })}</p>
      </ConfirmDialog>
    </Section>
  )
}
