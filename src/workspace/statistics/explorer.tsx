// The explorer: one measure of one source as a map, series, table, panels, comparison, flows or revisions; the address holds all of it.
import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import type { SourceCoverage } from '../../modules/statistics/model.ts'
import type { SavedView } from '../../modules/statistics/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { AppLink, Empty, Notice, PageFrame, Read, useFilters, useGo, useRead, useText, type Filters } from '../kit/kit.ts'
import { Chooser } from './chooser.tsx'
import { CompareView } from './compare-view.tsx'
import { FlowsView } from './flows-view.tsx'
import { MapView } from './map-view.tsx'
import { PanelsView } from './panels-view.tsx'
import { MunicipalityNames } from './places.tsx'
import { readQuestion, views, type Question, type View } from './question.ts'
import { RevisionsView } from './revisions-view.tsx'
import { SavedViews } from './saved-views.tsx'
import { SeriesView } from './series-view.tsx'
import styles from './statistics.module.css'
import { TableView } from './table-view.tsx'
import { stateName } from './words.ts'

/** What a view of a question is drawn from. */
export interface ViewProps {
  question: Question
  change: (some: Filters) => void
}

const words = {
  title: { es: 'Cifras', en: 'Figures' },
  lead: {
    es: 'Elija qué se cuenta, filtre y cambie de vista. Cualquier número se abre hasta el archivo y la línea que lo formó. La dirección de esta página guarda la pregunta: puede enviarla.',
    en: 'Choose what is counted, filter and change the view. Any number opens down to the file and the line that made it. The address of this page keeps the question: you can send it.',
  },
  none: { es: 'Todavía no hay cifras. Aparecen en cuanto una institución entrega un archivo.', en: 'There are no figures yet. They appear as soon as an institution delivers a file.' },
  loading: { es: 'Viendo qué cifras hay…', en: 'Seeing which figures there are…' },
  demonstration: { es: 'Son datos de demostración, inventados: no describen hechos reales.', en: 'These are demonstration data, made up: they describe no real events.' },
  views: { es: 'Vistas', en: 'Views' },
  follow: { es: 'Ver las cifras de hoy', en: 'See today’s figures' },
  all: { es: 'Salir de la vista guardada', en: 'Leave the saved view' },
  opening: { es: 'Abriendo la vista guardada…', en: 'Opening the saved view…' },
}

const viewNames: Record<View, Text> = {
  map: { es: 'Mapa', en: 'Map' }, series: { es: 'Serie', en: 'Series' }, table: { es: 'Tabla', en: 'Table' }, panels: { es: 'Paneles', en: 'Panels' },
  compare: { es: 'Comparar', en: 'Compare' }, flows: { es: 'Flujos', en: 'Flows' }, revisions: { es: 'Revisiones', en: 'Revisions' },
}
const viewOf: Record<View, ComponentType<ViewProps>> = {
  map: MapView, series: SeriesView, table: TableView, panels: PanelsView, compare: CompareView, flows: FlowsView, revisions: RevisionsView,
}

const Views = (props: ViewProps) => {
  const t = useText()
  const { question, change } = props
  return (
    <Tabs value={question.view} onChange={(view) => change({ view: view ?? undefined })} keepMounted={false}>
      <Tabs.List aria-label={t(words.views)} className={styles.tabs}>{views.map((view) => <Tabs.Tab key={view} value={view}>{t(viewNames[view])}</Tabs.Tab>)}</Tabs.List>
      {views.map((view) => {
        const Shown = viewOf[view]
        return <Tabs.Panel key={view} value={view} pt="lg"><Shown {...props} /></Tabs.Panel>
      })}
    </Tabs>
  )
}

const Pinned = ({ question, change }: ViewProps) => {
  const t = useText()
  const { asOf, source } = question
  if (asOf === undefined || asOf === String(source.release?.number)) return null
  return (
    <Notice>
      {t(stateName(asOf))}. {t({ es: `La fuente ya tiene la versión ${source.release?.number ?? ''}.`, en: `The source already has release ${source.release?.number ?? ''}.` })}{' '}
      <button type="button" className={styles.plain} onClick={() => change({ asOf: undefined })}>{t(words.follow)}</button>
    </Notice>
  )
}

interface AskingProps {
  sources: readonly SourceCoverage[]
  said: Filters
  change: (some: Filters) => void
}

const Asking = ({ sources, said, change }: AskingProps) => {
  const t = useText()
  const go = useGo()
  const question = readQuestion(said, sources)
  if (!question) return <Empty title={words.none} />
  return (
    <MunicipalityNames question={question}>
      <Chooser question={question} sources={sources} change={change} />
      <div className={styles.choices}><SavedViews question={question} open={(id) => go(`/figures?v=${id}`)} /></div>
      {question.source.isDemonstration && <Notice>{t(words.demonstration)}</Notice>}
      <Pinned question={question} change={change} />
      <Views question={question} change={change} />
    </MunicipalityNames>
  )
}

/** A short address stands for a question kept before; the first change writes the question out again. */
const FromView = ({ id, ...props }: AskingProps & { id: string }) => {
  const t = useText()
  const view = useRead<SavedView>('/api/views/:id', { id }, { topics: ['view'] })
  return (
    <Read of={view} what={words.opening}>
      {({ question, name }) => (
        <>
          <p className={styles.source}>{name} · <AppLink to="/figures">{t(words.all)}</AppLink></p>
          <Asking {...props} said={{ ...question, ...props.said, v: undefined }} change={(some) => props.change({ ...question, ...some, v: undefined })} />
        </>
      )}
    </Read>
  )
}

export const Explorer = () => {
  const sources = useRead<{ items: SourceCoverage[] }>('/api/figures/sources', {}, { topics: ['figure', 'delivery'] })
  const [said, change] = useFilters()
  const { v } = said
  return (
    <PageFrame title={words.title} lead={useText()(words.lead)}>
      <Read of={sources} what={words.loading}>
        {({ items }) => {
          const known = items.filter(({ release }) => release !== null)
          return typeof v === 'string' ? <FromView id={v} sources={known} said={said} change={change} /> : <Asking sources={known} said={said} change={change} />
        }}
      </Read>
    </PageFrame>
  )
}
