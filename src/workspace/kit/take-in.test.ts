// What live news brings is put into what is on screen, and only there where nothing newer is on its way.
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { refresh, takeIn, type TakeIn } from './query.ts'

interface List {
  items: string[]
}

const adds: TakeIn<List> = (list, brought) => ({ ...list, items: [...(brought as List).items, ...list.items] })

/** A screen that reads a list; `answers` are given one after another, each when it is let go. */
const screen = async (client: QueryClient, name: string, meta: Record<string, unknown>) => {
  const asked: ((items: string[]) => void)[] = []
  const observer = new QueryObserver<List>(client, { queryKey: [name], meta, queryFn: () => new Promise((give) => asked.push((items) => give({ items }))) })
  const leave = observer.subscribe(() => undefined)
  await expect.poll(() => asked.length).toBe(1)
  asked[0]!(['first'])
  await expect.poll(() => observer.getCurrentResult().data?.items).toEqual(['first'])
  return { asked, leave, items: () => observer.getCurrentResult().data?.items ?? client.getQueryData<List>([name])?.items }
}

test('a list that knows how takes it in without asking; what does not know is read again', async () => {
  const client = new QueryClient()
  const list = await screen(client, 'list', { topics: ['alert'], takeIn: adds })
  const other = await screen(client, 'other', { topics: ['alert'] })
  const elsewhere = await screen(client, 'elsewhere', { topics: ['round'], takeIn: adds })
  const taken = takeIn(client, 'alert', { items: ['new'] })
  void refresh(client, ['alert'], taken)
  await expect.poll(() => other.asked.length).toBe(2)
  expect([list.items(), list.asked.length]).toEqual([['new', 'first'], 1])
  expect([elsewhere.items(), elsewhere.asked.length]).toEqual([['first'], 1])
  client.clear()
})

test('a list that is being read again, or is no longer on screen, is read again: the answer on its way may be older than the news', async () => {
  const client = new QueryClient()
  const reading = await screen(client, 'reading', { topics: ['alert'], takeIn: adds })
  void refresh(client, ['alert'])
  await expect.poll(() => reading.asked.length).toBe(2)
  const left = await screen(client, 'left', { topics: ['alert'], takeIn: adds })
  left.leave()
  const taken = takeIn(client, 'alert', { items: ['new'] })
  expect(taken.size).toBe(0)
  void refresh(client, ['alert'], taken)
  await expect.poll(() => reading.asked.length).toBe(3)
  expect(client.getQueryState(['left'])?.isInvalidated).toBe(true)
  client.clear()
})
