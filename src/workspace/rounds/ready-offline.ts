// Makes ready what is due while there is network: the grid’s screen and its data, so that it opens without.
import { useEffect } from 'react'
import type { GridView } from '../../modules/rounds/model/grid.ts'
import { callAct } from '../kit/kit.ts'
import { keepRead, kept } from '../kit/kept.ts'
import { keyOf, placeOf } from './outbox.ts'

interface DueGrid {
  obligation: string
  period: string
}

const makeReady = async (person: string, { obligation, period }: DueGrid): Promise<void> => {
  const key = keyOf('grid', placeOf(person, obligation, period))
  if (await kept(key)) return
  await keepRead(key, await callAct<GridView>('GET', '/api/grids/:id', { id: obligation, period }))
}

/** Quietly, one after another; what cannot be had now is had when it is opened. */
export const useReadyOffline = (person: string | undefined, due: readonly DueGrid[]): void => {
  const asked = due.map(({ obligation, period }) => `${obligation} ${period}`).join(',')
  useEffect(() => {
    if (person === undefined || asked === '') return
    const prepare = async (): Promise<void> => {
      await import('./fill.tsx')
      for (const each of asked.split(',')) {
        const [obligation = '', period = ''] = each.split(' ')
        await makeReady(person, { obligation, period })
      }
    }
    void prepare().catch(() => undefined)
  }, [person, asked])
}
