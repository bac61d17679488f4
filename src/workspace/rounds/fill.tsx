// Filling in a period on line: a table like a spreadsheet, kept on the device while one types, sent when there is network.
import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Grid, GridView } from '../../modules/rounds/model/grid.ts'
import { ButtonLink, Loading, Notice, PageFrame, Read, useParameter, useSession, useText } from '../kit/kit.ts'
import { Filling } from './filling.tsx'
import { useKeptRead } from '../kit/kept-read.ts'
import { keyOf, placeOf } from './outbox.ts'
import { useOnDevice } from './use-draft.ts'

export const Fill = () => {
  const person = useSession()?.person?.id
  const [id, period] = [useParameter('id'), useParameter('period')]
  const [part, setPart] = useState<string>()
  const place = placeOf(person ?? '', id, part ?? period)
  const grid = useKeptRead<GridView>({
    path: '/api/grids/:id', input: { id, period, part }, topics: ['grid', 'delivery', 'source'], key: keyOf('grid', place), enabled: person !== undefined,
  })
  if (person === undefined) return <Loading />
  return <Read of={grid} what={{ es: 'Abriendo la cuadrícula…', en: 'Opening the grid…' }}>{(view) => <Opened view={view} person={person} onPart={setPart} />}</Read>
}

const Opened = ({ view, person, onPart }: { view: GridView; person: string; onPart: (part: string) => void }) => {
  const t = useText()
  const { parts, part, name, source, institution } = view
  const shown = parts.find(({ start }) => start === part)?.name ?? name
  return (
    <PageFrame
      title={{ es: `Llenar en línea: ${shown.es}`, en: `Fill in on line: ${shown.en}` }} up={{ to: '/round', label: { es: 'Ronda', en: 'Round' } }}
      lead={`${t(source.name)} · ${institution}`}
    >
      {parts.length > 1 && (
        <Select
          label={t({ es: 'Periodo', en: 'Period' })} allowDeselect={false} maw={360} value={part} onChange={(start) => start !== null && onPart(start)}
          data={parts.map(({ start, name: each }) => ({ value: start, label: t(each) }))}
        />
      )}
      {view.grid ? <OnThisDevice key={part} view={view} grid={view.grid} person={person} /> : <Unfit view={view} />}
    </PageFrame>
  )
}

const Unfit = ({ view: { unfit, source } }: { view: GridView }) => {
  const t = useText()
  return (
    <>
      <Notice title={{ es: 'Esta fuente no se llena en línea', en: 'This source is not filled in on line' }}><p>{unfit && t(unfit)}</p></Notice>
      <p><ButtonLink to={`/deliveries/new?source=${source.id}`}>{t({ es: 'Entregar un archivo', en: 'Deliver a file' })}</ButtonLink></p>
    </>
  )
}

/** What is on the device comes before what stands at the node: it is newer, and nobody else’s. */
const OnThisDevice = ({ view, grid, person }: { view: GridView; grid: Grid; person: string }) => {
  const place = placeOf(person, view.obligation, view.part)
  const found = useOnDevice(person, place)
  if (!found) return <Loading />
  return <Filling view={view} grid={grid} person={person} place={place} found={found} />
}
