// Holds the visual language's promise: every pair of colours that meet can be told apart, in both themes.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Palette = Record<string, string>

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const plain: Palette = Object.fromEntries([...css.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, colour]) => [name, colour]).toReversed())
const paired = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name = '', light = '', dark = '']) => ({ name, light, dark }))
const themes: Record<string, Palette> = { light: plain, dark: { ...plain, ...Object.fromEntries(paired.map(({ name, dark }) => [name, dark])) } }

const channel = (hex: string): number => {
  const share = Number.parseInt(hex, 16) / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminance = (colour: string): number =>
  0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5, 7))

/** WCAG 2.2 contrast ratio. */
const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const words = ['ink', 'ink-soft', 'accent', 'accent-strong', 'extreme', 'severe', 'moderate', 'minor', 'good']
const grades = ['extreme', 'severe', 'moderate', 'minor', 'good']
const marks = ['edge', 'focus', 'observed', 'expected', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6']
const grounds = ['paper', 'surface', 'sunk']

const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground) => words.map((word): [string, string, number] => [word, ground, 4.5])),
  ...grounds.flatMap((ground) => marks.map((mark): [string, string, number] => [mark, ground, 3])),
  ...grades.flatMap((grade): [string, string, number][] => [[grade, `${grade}-wash`, 4.5], ['ink', `${grade}-wash`, 4.5]]),
  ...['ink', 'ink-soft', 'accent', 'accent-strong'].map((word): [string, string, number] => [word, 'accent-wash', 4.5]),
  ['on-bar', 'bar', 4.5], ['on-bar-soft', 'bar', 4.5], ['on-accent', 'accent', 4.5], ['on-accent', 'accent-strong', 4.5], ['focus', 'bar', 3],
]

for (const [theme, palette] of Object.entries(themes)) {
  test.each(pairs)(`${theme}: %s on %s reaches %s : 1`, (mark, ground, least) => {
    expect(contrast(palette[mark] ?? '', palette[ground] ?? '')).toBeGreaterThanOrEqual(least)
  })
}

test('the light half of every pair is the colour older browsers get', () => {
  expect(paired.map(({ name, light }) => [name, light])).toEqual(paired.map(({ name }) => [name, plain[name]]))
})
