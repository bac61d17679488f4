// Columns before the first that has a title: tables of offices leave the title over the names of their rows blank.

const letter = (at: number): string => String.fromCharCode(65 + (at % 26))

const pattern = /^Columna [A-Z]$/

/** Whether a title is one given to a column that has none. */
export const isLeadingName = (title: string): boolean => pattern.test(title)

/** The titles, with those before the first called by their place. */
export const withLeadingNamed = (titles: readonly string[]): readonly string[] => {
  const first = titles.findIndex((title) => title !== '')
  return first <= 0 ? titles : titles.map((title, at) => (at < first ? `Columna ${letter(at)}` : title))
}
