// Figures as files write them, read strictly: what is not plainly a count is refused with the reason.
import { unread, type Unread } from './unread.ts'

/** How a file writes its figures. */
export interface FigureStyle {
  /** The sign that groups thousands, if any. */
  thousands?: string | undefined
  /** The sign before the decimals. */
  decimal?: string | undefined
}

const literal = (sign: string): string => (sign === '.' ? '\\.' : sign)

const ungrouped = (text: string, { thousands, decimal = '.' }: FigureStyle): string => {
  if (!thousands) return text
  const sign = thousands === ' ' ? '[ \\u00a0\\u202f]' : literal(thousands)
  return new RegExp(`^-?\\d{1,3}(${sign}\\d{3})+(${literal(decimal)}0+)?$`).test(text) ? text.replace(new RegExp(sign, 'g'), '') : text
}

/** A count: zero or a whole positive number, with its thousands grouped if the source does so. */
export const readCount = (raw: string, style: FigureStyle = {}): number | Unread => {
  const plain = raw.trim()
  if (/^\d{1,15}$/.test(plain)) return Number(plain)
  const text = ungrouped(plain, style)
  const whole = new RegExp(`^(\\d{1,15})(${literal(style.decimal ?? '.')}0+)?$`).exec(text)?.[1]
  if (whole !== undefined) return Number(whole)
  if (/^[-−]\s?\d/.test(text)) return unread('la cifra es negativa y un conteo no puede serlo', 'the figure is negative and a count cannot be')
  if (/^\d+[.,]\d+$/.test(text)) return unread('la cifra no es un número entero', 'the figure is not a whole number')
  return unread('la cifra no es un número', 'the figure is not a number')
}
