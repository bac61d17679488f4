// One bulletin at the desk: its texts and blocks while it may be changed, what it will show, and what may be decided now.
import { useState } from 'react'
import type { BulletinContent, BulletinView } from '../../modules/bulletins/model.ts'
import { announce, ButtonLink, Notice, PageFrame, ProblemNotice, Read, Section, useAct, useLanguage, useParameter, useRead, useText, type Reply } from '../kit/kit.ts'
import { Button, Group } from '@mantine/core'
import { BlockList } from './blocks.tsx'
import { BulletinStateTag } from './bulletin-list.tsx'
import { Decisions } from './decisions.tsx'
import { HeadFields } from './head-fields.tsx'
import { Shown } from './shown.tsx'

export const BulletinDesk = () => (
  <Read of={useRead<BulletinView>('/api/bulletins/:id', { id: useParameter('id') })}>{(bulletin) => <Desk key={bulletin.id} bulletin={bulletin} />}</Read>
)

const Standing = ({ bulletin }: { bulletin: BulletinView }) => {
  const t = useText()
  return (
    <>
      {bulletin.returnReason && <Notice title={{ es: 'Devuelto para corregir', en: 'Returned for correction' }}><p>{bulletin.returnReason}</p></Notice>}
      {bulletin.withdrawnReason && <Notice title={{ es: 'Retirado', en: 'Withdrawn' }}><p>{bulletin.withdrawnReason}</p></Notice>}
      {bulletin.corrects && <Notice title={{ es: 'Corrige a otro boletín', en: 'It corrects another bulletin' }}><p>{t({ es: 'Al publicarse, el anterior dirá que este lo corrige.', en: 'Once published, the earlier one will say that this one corrects it.' })}</p></Notice>}
    </>
  )
}

/** The text being written: kept apart from what is saved until it is saved, so that nothing typed is lost to a reread. */
const useWriting = (bulletin: BulletinView) => {
  const t = useText()
  const [content, setContent] = useState<BulletinContent>(bulletin.content)
  const [basedOn, setBasedOn] = useState(bulletin.version)
  const isChanged = JSON.stringify(content) !== JSON.stringify(bulletin.content)
  const saving = useAct<BulletinView>('PUT', '/api/bulletins/:id', {
    onDone: (saved) => {
      setBasedOn(saved.version)
      setContent(saved.content)
      announce(t({ es: 'Guardado.', en: 'Saved.' }))
    },
  })
  return { content, set: (part: Partial<BulletinContent>) => setContent({ ...content, ...part }), isChanged, saving, save: () => saving.mutate({ id: bulletin.id, basedOn, content }) }
}

const Writing = ({ bulletin }: { bulletin: Reply<BulletinView> }) => {
  const t = useText()
  const { content, set, isChanged, saving, save } = useWriting(bulletin)
  return (
    <>
      <HeadFields content={content} set={set} />
      <BlockList blocks={content.blocks} signals={bulletin.signals} onChange={(blocks) => set({ blocks })} />
      {saving.error && <ProblemNotice problem={saving.error} />}
      <Group>
        <Button onClick={save} loading={saving.isPending} disabled={!isChanged}>{t({ es: 'Guardar', en: 'Save' })}</Button>
        <span role="status">{isChanged && t({ es: 'Hay cambios sin guardar.', en: 'There are unsaved changes.' })}</span>
      </Group>
      {!isChanged && <Decisions bulletin={bulletin} />}
    </>
  )
}

const Desk = ({ bulletin }: { bulletin: Reply<BulletinView> }) => {
  const t = useText()
  const language = useLanguage()
  const mayWrite = bulletin.allowed.includes('bulletin.revise') && ['draft', 'review'].includes(bulletin.state)
  return (
    <PageFrame
      title={t(bulletin.content.title) || t({ es: 'Boletín sin título', en: 'Untitled bulletin' })} up={{ to: '/bulletins', label: { es: 'Boletines', en: 'Bulletins' } }}
      tags={<BulletinStateTag state={bulletin.state} />}
      actions={<>
        <Button component="a" variant="default" href={`/bulletins/${bulletin.id}/bulletin.pdf?lang=${language}`} target="_blank">{t({ es: 'Ver en PDF', en: 'See as PDF' })}</Button>
        {bulletin.publishedAt && <ButtonLink to={`/${language}/bulletins/${bulletin.id}`}>{t({ es: 'Ver publicado', en: 'See it published' })}</ButtonLink>}
      </>}
    >
      <Standing bulletin={bulletin} />
      {mayWrite ? <Writing bulletin={bulletin} /> : <Decisions bulletin={bulletin} />}
      <Section title={{ es: 'Lo que mostrará', en: 'What it will show' }}><Shown bulletin={bulletin} /></Section>
    </PageFrame>
  )
}
