// A reading that failed, told apart from every reading that worked.
import type { Text } from '../../../platform/text.ts'

/** A reading that failed, in words that end a sentence about its cell. */
export interface Unread {
  unread: Text
}

export const isUnread = (value: unknown): value is Unread => typeof value === 'object' && value !== null && 'unread' in value

/** A failed reading, in both languages. */
export const unread = (es: string, en: string): Unread => ({ unread: { es, en } })
