// The two languages every sentence of SIDMI exists in, side by side so that a missing translation does not compile.

export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]

/** One sentence in every language of the interface. */
export type Text = Record<Language, string>

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** The sentence in the reader's language. */
export const say = (text: Text, language: Language): string => text[language]

/** The first supported language of an Accept-Language header; Spanish when none is. */
export const preferredLanguage = (header: string | undefined): Language => {
  const asked = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return asked.find(isLanguage) ?? 'es'
}
