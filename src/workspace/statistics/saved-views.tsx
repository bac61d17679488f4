// Saved views: keeping the question on screen under a short address, and finding those kept before.
import { Button, Checkbox, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SavedView } from '../../modules/statistics/model/views.ts'
import { ActForm, addressOf, announce, AppLink, Dialog, Empty, Read, useAct, useActForm, useFormat, useMay, useRead, useText, type Filters } from '../kit/kit.ts'
import type { Question } from './question.ts'
import styles from './statistics.module.css'

const words = {
  save: { es: 'Guardar esta vista', en: 'Save this view' },
  mine: { es: 'Vistas guardadas', en: 'Saved views' },
  name: { es: 'Nombre', en: 'Name' },
  nameHint: { es: 'Por ejemplo: «Secuestro por territorio, 2024».', en: 'For example: “Kidnapping by territory, 2024”.' },
  which: { es: 'Qué cifras muestra', en: 'Which figures it shows' },
  latest: { es: 'Las que haya cuando se abra', en: 'Those there are when it is opened' },
  share: { es: 'Todas las personas que trabajan con cifras en este nodo la ven', en: 'Everybody who works with figures on this node sees it' },
  submit: { es: 'Guardar', en: 'Save' },
  saved: { es: 'Vista guardada. Su dirección corta está en la barra del navegador.', en: 'View saved. Its short address is in the browser’s bar.' },
  none: { es: 'Todavía no hay vistas guardadas. Arme una pregunta y guárdela.', en: 'There are no saved views yet. Put a question together and save it.' },
  shared: { es: 'compartida', en: 'shared' },
  rename: { es: 'Cambiar', en: 'Change' },
  remove: { es: 'Borrar', en: 'Delete' },
  loading: { es: 'Buscando las vistas guardadas…', en: 'Looking for the saved views…' },
}

type Release = 'latest' | 'pinned'

/** What is kept: all the address says, with the source and the measure it stands for. */
const keptOf = ({ source, measure, view, said }: Question): Filters => {
  const { v: _v, ...rest } = said
  return { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)), source: source.id, measure: measure.id, view }
}

const SaveForm = ({ question, open }: { question: Question; open: (view: SavedView) => void }) => {
  const t = useText()
  const [release, setRelease] = useState<Release>(question.asOf === undefined ? 'latest' : 'pinned')
  const number = question.asOf ?? String(question.source.release?.number ?? '')
  const form = useActForm<SavedView, { name: string; isShared: boolean }>({
    method: 'POST', path: '/api/views', initial: { name: '', isShared: false }, also: { question: keptOf(question), release },
    invalidates: ['view'], onDone: open,
  })
  return (
    <ActForm form={form} submit={words.submit}>
      <TextInput label={t(words.name)} description={t(words.nameHint)} maxLength={120} required {...form.field('name')} />
      <Radio.Group label={t(words.which)} value={release} onChange={(value) => setRelease(value === 'pinned' ? 'pinned' : 'latest')}>
        <Radio value="latest" label={t(words.latest)} my="xs" />
        <Radio value="pinned" label={t({ es: `Siempre las de la versión ${number}, aunque la fuente las corrija`, en: `Always those of release ${number}, even when the source corrects them` })} />
      </Radio.Group>
      <Checkbox label={t(words.share)} {...form.field('isShared', 'checkbox')} />
    </ActForm>
  )
}

const RenameForm = ({ view, close }: { view: SavedView; close: () => void }) => {
  const t = useText()
  const form = useActForm<SavedView, { name: string; isShared: boolean }>({
    method: 'PUT', path: '/api/views/:id', initial: { name: view.name, isShared: view.isShared }, also: { id: view.id }, invalidates: ['view'], onDone: close,
  })
  return (
    <ActForm form={form} submit={words.submit}>
      <TextInput label={t(words.name)} maxLength={120} required {...form.field('name')} />
      <Checkbox label={t(words.share)} {...form.field('isShared', 'checkbox')} />
    </ActForm>
  )
}

const Line = ({ view, rename, close }: { view: SavedView; rename: () => void; close: () => void }) => {
  const t = useText()
  const { date } = useFormat()
  const remove = useAct('DELETE', '/api/views/:id', { invalidates: ['view'] })
  return (
    <li>
      <div>
        <AppLink to={addressOf('/figures', { v: view.id })} onClick={close}>{view.name}</AppLink>
        <span> {[view.isMine ? '' : view.ownerName, view.isShared ? t(words.shared) : '', date(view.changedAt)].filter((word) => word !== '').join(' · ')}</span>
      </div>
      {view.isMine && (
        <div className={styles.choices}>
          <Button variant="default" size="compact-md" onClick={rename}>{t(words.rename)}<span className="visually-hidden"> {view.name}</span></Button>
          <Button variant="default" size="compact-md" aria-busy={remove.isPending} onClick={() => remove.mutate({ id: view.id })}>{t(words.remove)}<span className="visually-hidden"> {view.name}</span></Button>
        </div>
      )}
    </li>
  )
}

const List = ({ close }: { close: () => void }) => {
  const views = useRead<{ items: SavedView[] }>('/api/views', {}, { topics: ['view'] })
  const [renaming, setRenaming] = useState<SavedView>()
  if (renaming) return <RenameForm view={renaming} close={() => setRenaming(undefined)} />
  return (
    <Read of={views} what={words.loading}>
      {({ items }) => (items.length === 0 ? <Empty title={words.none} /> : <ul className={styles.views}>{items.map((view) => <Line key={view.id} view={view} rename={() => setRenaming(view)} close={close} />)}</ul>)}
    </Read>
  )
}

/** Two buttons: keep this question, and the questions kept. */
export const SavedViews = ({ question, open }: { question: Question; open: (id: string) => void }) => {
  const t = useText()
  const maySave = useMay('view.save')
  const [shown, setShown] = useState<'save' | 'list'>()
  const close = (): void => setShown(undefined)
  const saved = (view: SavedView): void => {
    close()
    announce(t(words.saved))
    open(view.id)
  }
  if (!maySave) return null
  return (
    <>
      <Button variant="default" onClick={() => setShown('list')}>{t(words.mine)}</Button>
      <Button variant="default" onClick={() => setShown('save')}>{t(words.save)}</Button>
      <Dialog isOpen={shown === 'save'} onClose={close} title={words.save}><SaveForm question={question} open={saved} /></Dialog>
      <Dialog isOpen={shown === 'list'} onClose={close} title={words.mine}><List close={close} /></Dialog>
    </>
  )
}
