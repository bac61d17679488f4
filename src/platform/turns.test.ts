// Dear work is done two at a time, in the order it came; beyond a hundred waiting it is refused, and places are given back also by what fails.
import { expect, it } from 'vitest'
import { turns } from './turns.ts'

const later = () => {
  let done = (): void => undefined
  const promise = new Promise<void>((resolve) => (done = resolve))
  return { promise, done }
}

const inTurn = turns({ atOnce: 2, mostWaiting: 100 })

it('lets two work, a hundred wait, and refuses more', async () => {
  const end = later()
  let [now, most] = [0, 0]
  const work = async (): Promise<void> => {
    now += 1
    most = Math.max(most, now)
    await end.promise
    now -= 1
  }
  const all = Array.from({ length: 102 }, () => inTurn(work))
  await expect(inTurn(work)).rejects.toMatchObject({ status: 429 })
  end.done()
  await Promise.all(all)
  expect([now, most]).toEqual([0, 2])
  for (let at = 0; at < 3; at += 1) await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await inTurn(() => Promise.resolve('again'))).toBe('again')
})

it('gives the place back of work that fails before it has begun', async () => {
  const one = turns({ atOnce: 1, mostWaiting: 1 })
  const failing = (): Promise<never> => {
    throw new Error('at once')
  }
  for (let at = 0; at < 2; at += 1) await expect(one(failing)).rejects.toThrow('at once')
  expect(await one(() => Promise.resolve('again'))).toBe('again')
})
