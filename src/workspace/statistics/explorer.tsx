// The explorer: one measure of one source on a map, as a series or as a table; the address holds all of it.
import { Tabs } from '@mantine/core'
import type { SourceCoverage } from '../../modules/statistics/model.ts'
import type { Text } from '../../platform/text.ts'
import { Empty, Notice, PageFrame, Read, useRead, useText, type Filters } from '../kit/kit.ts'
import { Chooser } from './chooser.tsx'
import { MapView } from './map-view.tsx'
import { useQuestion, views, type Question, type View } from './question.ts'
import { SeriesView } from './series-view.tsx'
import { TableView } from './table-view.tsx'

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
}

const viewNames: Record<View, Text> = { map: { es: 'Mapa', en: 'Map' }, series: { es: 'Serie', en: 'Series' }, table: { es: 'Tabla', en: 'Table' } }
const viewOf = { map: MapView, series: SeriesView, table: TableView }

const Views = (props: ViewProps) => {
  const t = useText()
  const { question, change } = props
  return (
    <Tabs value={question.view} onChange={(view) => change({ view: view ?? undefined })} keepMounted={false}>
      <Tabs.List aria-label={t(words.views)}>{views.map((view) => <Tabs.Tab key={view} value={view}>{t(viewNames[view])}</Tabs.Tab>)}</Tabs.List>
      {views.map((view) => {
        const Shown = viewOf[view]
        return <Tabs.Panel key={view} value={view} pt="lg"><Shown {...props} /></Tabs.Panel>
      })}
    </Tabs>
  )
}

const Asking = ({ sources }: { sources: readonly SourceCoverage[] }) => {
  const t = useText()
  const [question, change] = useQuestion(sources)
  if (!question) return <Empty title={words.none} />
  return (
    <>
      <Chooser question={question} sources={sources} change={change} />
      {question.source.isDemonstration && <Notice>{t(words.demonstration)}</Notice>}
      <Views question={question} change={change} />
    </>
  )
}

export const Explorer = () => {
  const sources = useRead<{ items: SourceCoverage[] }>('/api/figures/sources', {}, { topics: ['figure', 'delivery'] })
  return (
    <PageFrame title={words.title} lead={useText()(words.lead)}>
      <Read of={sources} what={words.loading}>{({ items }) => <Asking sources={items.filter(({ release }) => release !== null)} />}</Read>
    </PageFrame>
  )
}
