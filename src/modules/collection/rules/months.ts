// Names of months in Spanish, English, Portuguese and French, whole or cut short.

const names: readonly string[] = [
  'enero january janeiro janvier', 'febrero february fevereiro fevrier', 'marzo march marco mars', 'abril april avril', 'mayo may maio mai',
  'junio june junho juin', 'julio july julho juillet', 'agosto august aout', 'septiembre setiembre september setembro septembre',
  'octubre october outubro octobre', 'noviembre november novembro novembre', 'diciembre december dezembro decembre',
]

const shortNames: readonly string[] = [
  'ene jan janv', 'feb fev fevr', 'mar', 'abr apr avr', 'may mai', 'jun', 'jul juil', 'ago aug', 'sep sept set', 'oct out', 'nov', 'dic dec dez',
]

const folded = (name: string): string => name.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().replace(/\.$/, '')

const split = (lists: readonly string[], nth: number): string[] => lists.map((list) => list.split(' ')[nth] ?? list.split(' ')[0] ?? '')

const languages: readonly (readonly string[])[] = [split(names, 0), split(names, 1), split(names, 2), split(names, 3), split(shortNames, 0), split(shortNames, 1)]

const asWritten = (name: string, like: string): string => {
  if (like === like.toUpperCase()) return name.toUpperCase()
  return /^\p{Lu}/u.test(like) ? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}` : name
}

/** The twelve months named in the language, length and capitals in which some of them are named. */
export const likeMonths = (some: readonly string[]): string[] => {
  const plain = new Set(some.map((name) => folded(name.trim())))
  const shared = (list: readonly string[]): number => list.filter((name) => plain.has(name)).length
  const best = languages.reduce((one, other) => (shared(other) > shared(one) ? other : one))
  return best.map((name) => asWritten(name, some[0]?.trim() ?? ''))
}

const numbered = (lists: readonly string[]): [string, number][] => lists.flatMap((list, at) => list.split(' ').map((name): [string, number] => [name, at + 1]))

const byName = new Map([...numbered(names), ...numbered(shortNames)])

/** 1 to 12, or undefined when it is no month's name. */
export const monthNamed = (name: string): number | undefined => byName.get(folded(name.trim()))
